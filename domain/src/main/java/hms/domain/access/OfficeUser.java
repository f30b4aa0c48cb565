package hms.domain.access;

import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Role;
import hms.domain.Rules;
import hms.domain.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person of the office.
 *
 * @param email to sign in with, in lower case
 * @param roles each once, in the order of {@link Role}
 * @param enabled false: no credential of theirs is good
 * @param passwordHash Argon2id in the PHC form; null if they have no password
 * @param passwordOnce the password is good for choosing another one, and for nothing else
 * @param totpSecret of the second factor, wrapped, in base64; null if there is none
 * @param totpPending one that they have not confirmed yet
 */
public record OfficeUser(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String email,
    String name,
    List<Role> roles,
    boolean enabled,
    @Nullable String passwordHash,
    boolean passwordOnce,
    @Nullable String totpSecret,
    @Nullable String totpPending)
    implements Versioned {
  private static final int NAME_MAX = 120;

  public OfficeUser {
    roles = roles.stream().distinct().sorted().toList();
  }

  /**
   * What an administrator writes of a person.
   *
   * @param roles what they may do; none is possible
   */
  public record Profile(String email, String name, List<Role> roles) {

    /** Errors: Invalid, with all violations. */
    public Outcome<Profile> checked() {
      var rules = new Rules();
      String address = Objects.requireNonNullElse(rules.email("/email", email), "");
      String line = Objects.requireNonNullElse(rules.line("/name", name, NAME_MAX), "");
      rules.present("/roles", roles);
      return rules.broken() ? rules.refused() : Outcome.done(new Profile(address, line, roles));
    }
  }

  /** What of it is to change; what is absent stays. */
  public record ProfileChange(
      @Nullable String email, @Nullable String name, @Nullable List<Role> roles) {}

  /** Somebody new, with a password that another person has seen. Errors: Invalid. */
  public static Outcome<OfficeUser> create(
      UUID oid, Profile profile, @Nullable String passwordHash, Instant now) {
    return profile
        .checked()
        .map(p ->
            new OfficeUser(
                oid,
                1,
                now,
                now,
                p.email(),
                p.name(),
                p.roles(),
                true,
                passwordHash,
                passwordHash != null,
                null,
                null));
  }

  /** Errors: Invalid; Denied if they would change their own roles. */
  public Outcome<OfficeUser> edit(ProfileChange change, @Nullable UUID editor, Instant now) {
    var wanted =
        new Profile(
            Objects.requireNonNullElse(change.email(), email),
            Objects.requireNonNullElse(change.name(), name),
            Objects.requireNonNullElse(change.roles(), roles));
    return wanted
        .checked()
        .map(p -> written(p, enabled, passwordHash, passwordOnce, totpSecret, totpPending, now))
        .then(next ->
            oid.equals(editor) && !next.roles().equals(roles)
                ? denied("nobody decides on their own roles", "/roles")
                : Outcome.done(next));
  }

  /** In, or out of the office. Errors: Denied for oneself. */
  public Outcome<OfficeUser> switchedTo(boolean on, @Nullable UUID editor, Instant now) {
    if (oid.equals(editor)) return denied("nobody decides whether they may come in themselves");
    return Outcome.done(
        written(profile(), on, passwordHash, passwordOnce, totpSecret, totpPending, now));
  }

  /**
   * Another password that somebody else has seen; the second factor goes, for it may be lost too.
   * Errors: Denied for oneself: there is a call that asks for more.
   *
   * @param once it is good for choosing another one only
   */
  public Outcome<OfficeUser> reset(String hash, boolean once, @Nullable UUID editor, Instant now) {
    if (oid.equals(editor)) return denied("choose your own password instead");
    return Outcome.done(written(profile(), enabled, hash, once, null, null, now));
  }

  /** A password of their own choice. */
  public OfficeUser withPassword(String hash, Instant now) {
    return written(profile(), enabled, hash, false, totpSecret, totpPending, now);
  }

  /** A second factor, of which it is not known yet that they have it. */
  public OfficeUser offered(String secret, Instant now) {
    return written(profile(), enabled, passwordHash, passwordOnce, totpSecret, secret, now);
  }

  /** The offered one is theirs from now on. */
  public OfficeUser confirmed(Instant now) {
    return written(profile(), enabled, passwordHash, passwordOnce, totpPending, null, now);
  }

  /** All that their roles allow. */
  public Set<Permission> permissions() {
    return Role.permissions(roles);
  }

  @Override
  public String toString() {
    return "OfficeUser[" + oid + ", " + roles + "]";
  }

  private Profile profile() {
    return new Profile(email, name, roles);
  }

  private OfficeUser written(
      Profile p,
      boolean on,
      @Nullable String hash,
      boolean once,
      @Nullable String secret,
      @Nullable String pending,
      Instant now) {
    var same = with(p, on, hash, once, secret, pending, version, modified);
    return same.equals(this)
        ? this
        : with(p, on, hash, once, secret, pending, version + 1, changedAt(now));
  }

  private OfficeUser with(
      Profile p,
      boolean on,
      @Nullable String hash,
      boolean once,
      @Nullable String secret,
      @Nullable String pending,
      long number,
      Instant at) {
    return new OfficeUser(
        oid, number, created, at, p.email(), p.name(), p.roles(), on, hash, once, secret, pending);
  }

  private static Outcome<OfficeUser> denied(String rule, String... fields) {
    return Outcome.refused(new Refusal.Denied(rule, List.of(fields)));
  }
}
