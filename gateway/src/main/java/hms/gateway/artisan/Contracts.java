package hms.gateway.artisan;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanKey;
import hms.domain.product.ProductRevision;
import hms.gateway.artisan.ArtisanCommand.Take;
import hms.gateway.command.Mint;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of a contract after it has begun, and what follows from each. Source: T7, T8. */
final class Contracts {
  private static final Set<Artisan.Command> NEED_A_REASON =
      Set.of(Artisan.Command.DECLINE, Artisan.Command.SUSPEND, Artisan.Command.CLOSE);
  private static final int REASON_MAX = 200;

  private final ArtisanNotices notices;
  private final ArtisanDeadlines deadlines;

  Contracts(ArtisanNotices notices, Mint mint) {
    this.notices = notices;
    this.deadlines = new ArtisanDeadlines(mint);
  }

  Step<ArtisanResult> take(PgStores tx, Take take, Instant now) {
    return Step.of(reason(take))
        .then(reason ->
            tx.artisans()
                .lock(take.artisan())
                .then(before ->
                    Step.from(tx.artisans().openWork(before.oid()))
                        .then(open ->
                            tx.artisans()
                                .change(
                                    before.oid(),
                                    take.seen(),
                                    Lifecycle.word(take.step()),
                                    found -> step(found, take.step(), reason, open, now)))
                        .then(after -> follow(tx, before, after, take.step(), now))))
        .map(ArtisanResult::of);
  }

  private static Outcome<Artisan> step(
      Artisan found, Artisan.Command step, String reason, List<String> openWork, Instant now) {
    return switch (step) {
      case DECLINE -> found.decline(reason, now);
      case EXPIRE -> found.expire(now);
      case CONFIRM_EMAIL -> found.confirmEmail(now);
      case SUSPEND -> found.suspend(reason, now);
      case REINSTATE -> found.reinstate(now);
      case CLOSE -> found.close(reason, openWork, now);
      case REOPEN -> found.reopen(now);
      case PURGE -> found.purge(now);
      case ERASE -> found.erase(now);
      case SIGN_UP, CREATE, ACTIVATE, UPDATE ->
          Outcome.refused(new Refusal.Denied("has a call of its own", List.of()));
    };
  }

  private Step<Artisan> follow(
      PgStores tx, Artisan before, Artisan after, Artisan.Command step, Instant now) {
    return effects(tx, after, step, now)
        .then(done -> deadlines.follow(tx, after, step, now))
        .map(set -> {
          if (step == Artisan.Command.CLOSE) notices.deleted(tx, after);
          else if (step != Artisan.Command.PURGE && step != Artisan.Command.ERASE)
            notices.updated(tx, before, after, step);
          notices.listings(tx, before, after, step);
          return after;
        });
  }

  private Step<Artisan> effects(PgStores tx, Artisan artisan, Artisan.Command step, Instant now) {
    return switch (step) {
      case CLOSE -> supersede(tx, artisan, now).then(done -> phaseOut(tx, artisan, now));
      case PURGE ->
          revoke(tx, artisan, now)
              .then(done -> Step.from(tx.keys().dropAccess(artisan.oid())))
              .map(gone -> artisan);
      case SIGN_UP,
          CREATE,
          ACTIVATE,
          DECLINE,
          EXPIRE,
          UPDATE,
          CONFIRM_EMAIL,
          SUSPEND,
          REINSTATE,
          REOPEN,
          ERASE ->
          Step.done(artisan);
    };
  }

  /** Nobody decides any more on what the artisan has proposed. */
  private static Step<Artisan> supersede(PgStores tx, Artisan artisan, Instant now) {
    return Step.from(tx.revisions().lockOpenOf(artisan.oid()))
        .then(open -> Step.each(open, revision -> supersede(tx, revision, now)))
        .map(all -> artisan);
  }

  private static Step<ProductRevision> supersede(
      PgStores tx, ProductRevision revision, Instant now) {
    return tx.revisions()
        .change(revision.oid(), null, "supersede", found -> found.supersede(now))
        .then(gone -> tx.deadlines().dropAll(gone.oid()).map(dropped -> gone));
  }

  /** The last message can still be proved; after a week nothing can. */
  private Step<Artisan> phaseOut(PgStores tx, Artisan artisan, Instant now) {
    return Step.from(tx.keys().lockInUseOf(artisan.oid()))
        .then(keys ->
            Step.each(
                keys,
                key ->
                    switch (key.state()) {
                      case ACTIVE ->
                          tx.keys()
                              .change(key.oid(), "phase_out", found -> found.phaseOut(now))
                              .then(next -> deadlines.retire(tx, next));
                      case PENDING -> revoked(tx, key, now);
                      case RETIRING, RETIRED, REVOKED -> Step.done(key);
                    }))
        .map(all -> artisan);
  }

  private Step<Artisan> revoke(PgStores tx, Artisan artisan, Instant now) {
    return Step.from(tx.keys().lockInUseOf(artisan.oid()))
        .then(keys -> Step.each(keys, key -> revoked(tx, key, now)))
        .map(all -> artisan);
  }

  private static Step<ArtisanKey> revoked(PgStores tx, ArtisanKey key, Instant now) {
    return tx.keys()
        .change(key.oid(), "revoke", found -> found.revoke("the contract has ended", now))
        .then(next -> tx.deadlines().dropAll(key.oid()).map(dropped -> next));
  }

  private static Outcome<String> reason(Take take) {
    var rules = new Rules();
    @Nullable String given = take.reason();
    String reason =
        NEED_A_REASON.contains(take.step())
            ? rules.line("/reason", given, REASON_MAX)
            : rules.optionalLine("/reason", given, REASON_MAX);
    return rules.broken() ? rules.refused() : Outcome.done(Objects.requireNonNullElse(reason, ""));
  }
}
