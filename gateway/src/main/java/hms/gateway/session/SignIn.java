package hms.gateway.session;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.access.OfficeUser;
import hms.domain.access.Password;
import hms.domain.access.SignedIn;
import hms.gateway.command.Mint;
import hms.gateway.trust.PasswordVault;
import hms.storage.Step;
import hms.storage.pg.PgSecurityLog;
import hms.storage.pg.PgSignInAttempts;
import hms.storage.pg.PgSignInAttempts.Subjects;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether somebody is who they say. Whoever is tried, known or not, enabled or not, the
 * same work is done and the same is answered; each attempt is counted before it is looked at.
 */
public final class SignIn {
  private static final Future<Optional<OfficeUser>> NOBODY =
      Future.succeededFuture(Optional.empty());

  private final PgStores stores;
  private final PasswordVault vault;
  private final SecondFactor codes;
  private final Mint mint;

  SignIn(PgStores stores, PasswordVault vault, SecondFactor codes, Mint mint) {
    this.stores = stores;
    this.vault = vault;
    this.codes = codes;
    this.mint = mint;
  }

  /**
   * What somebody says.
   *
   * @param code of the second factor; null if none was sent
   * @param address from which it comes, as it is counted
   */
  record Claim(String email, Password password, @Nullable String code, String address) {
    Claim {
      email = email.strip().toLowerCase(Locale.ROOT);
    }

    /** What is no address is nobody's, and may hold what no database takes. */
    boolean wellFormed() {
      return email.equals(new Rules().email("/email", email));
    }

    Subjects subjects() {
      return new Subjects(email, address);
    }
  }

  /**
   * A person who has proved it.
   *
   * @param codeStep of the code that was used; null if none was
   */
  record Proved(OfficeUser user, @Nullable Long codeStep) {}

  /**
   * Compares a password, and the code where the person has a second factor, then goes on with
   * {@code work}; what that refuses was an attempt in vain too. Errors: Untrusted, Throttled, Busy.
   */
  <T> Step<T> entering(Claim claim, Function<Proved, Step<T>> work) {
    var users = stores.access().users();
    return counted(
        claim.subjects(),
        () ->
            Step.from(claim.wellFormed() ? users.byEmail(claim.email()) : NOBODY)
                .then(found -> compared(claim, found))
                .then(work::apply));
  }

  /** The same for a person who is signed in, by password or by code. */
  <T> Step<T> again(
      SignedIn by, Password password, String address, Function<Proved, Step<T>> work) {
    var user = by.user();
    return counted(
        new Subjects(user.email(), address),
        () ->
            vault
                .matches(user.passwordHash(), password)
                .decide(good -> good ? proved(user, null) : untrusted("wrong password"))
                .then(work::apply));
  }

  <T> Step<T> again(SignedIn by, String code, String address, Function<Proved, Step<T>> work) {
    var user = by.user();
    return counted(
        new Subjects(user.email(), address), () -> Step.of(second(user, code)).then(work::apply));
  }

  private Step<Proved> compared(Claim claim, Optional<OfficeUser> found) {
    String kept = found.map(OfficeUser::passwordHash).orElse(null);
    return vault
        .matches(kept, claim.password())
        .decide(good -> decided(claim, found, good))
        .then(proved -> refreshed(proved, claim.password()));
  }

  private Outcome<Proved> decided(Claim claim, Optional<OfficeUser> found, boolean good) {
    if (found.isEmpty()) return untrusted("unknown account");
    var user = found.get();
    if (!good) return untrusted("wrong password");
    if (!user.enabled()) return untrusted("disabled account");
    return user.totpSecret() == null ? proved(user, null) : second(user, claim.code());
  }

  private Outcome<Proved> second(OfficeUser user, @Nullable String code) {
    if (user.totpSecret() == null || code == null) return untrusted("no code");
    OptionalLong step = codes.stepOf(user.oid(), user.totpSecret(), code, mint.now());
    return step.isPresent() ? proved(user, step.getAsLong()) : untrusted("wrong code");
  }

  /** The password is at hand now: what is kept of it is made as new ones are. */
  private Step<Proved> refreshed(Proved proved, Password password) {
    String kept = proved.user().passwordHash();
    if (kept == null || !vault.outdated(kept)) return Step.done(proved);
    return vault
        .hash(password)
        .then(hash -> Step.from(stores.access().users().rehash(proved.user(), hash)))
        .map(done -> proved);
  }

  /** Counted as a failure until it is known to be none. */
  private <T> Step<T> counted(Subjects who, Supplier<Step<T>> work) {
    Instant now = mint.now();
    var attempts = stores.access().attempts();
    return attempts
        .take(who, now)
        .then(taken ->
            new Step<>(
                work.get()
                    .future()
                    .compose(outcome -> settled(attempts, who, outcome).map(outcome))));
  }

  private Future<Void> settled(PgSignInAttempts attempts, Subjects who, Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> done -> attempts.succeeded(who, mint.now());
      case Outcome.Refused<?>(Refusal.Busy busy) -> attempts.returned(who, mint.now());
      case Outcome.Refused<?>(Refusal.Untrusted(var cause)) -> logged(cause);
      case Outcome.Refused<?> other -> Future.succeededFuture();
    };
  }

  /** Not whose name was tried: people type passwords there. */
  private Future<Void> logged(String cause) {
    return stores
        .security()
        .add(new PgSecurityLog.Event("sign-in", null, null, null, "/api/v1/sessions", cause));
  }

  private static Outcome<Proved> proved(OfficeUser user, @Nullable Long codeStep) {
    return Outcome.done(new Proved(user, codeStep));
  }

  private static <T> Outcome<T> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
