package hms.gateway.artisan;

import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanKey;
import hms.domain.deadline.Deadline;
import hms.gateway.command.Mint;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When something happens to an artisan by itself. */
final class ArtisanDeadlines {
  static final String DECLINE = "artisan.decline";
  static final String PURGE = "artisan.purge";
  static final String ERASE = "artisan.erase";

  /** The first day away begins, the last one has ended. */
  static final String LEAVE = "artisan.leave";

  static final String RETURN = "artisan.return";
  static final String KEY_RETIRE = "key.retire";
  private static final Duration UNANSWERED = Duration.ofDays(90);
  private static final Duration KEPT = Duration.ofDays(90);

  /** How long it is remembered who was declined. */
  private static final Duration REMEMBERED = Duration.ofDays(90);

  private final Mint mint;

  ArtisanDeadlines(Mint mint) {
    this.mint = mint;
  }

  /** What is due, or due no more, after that step. */
  Step<Artisan> follow(PgStores tx, Artisan artisan, Artisan.Command step, Instant now) {
    return switch (step) {
      case SIGN_UP -> set(tx, artisan, DECLINE, now.plus(UNANSWERED));
      case ACTIVATE -> drop(tx, artisan, DECLINE);
      case DECLINE ->
          drop(tx, artisan, DECLINE).then(gone -> set(tx, artisan, ERASE, now.plus(REMEMBERED)));
      case EXPIRE -> set(tx, artisan, ERASE, now.plus(REMEMBERED));
      case CLOSE -> set(tx, artisan, PURGE, now.plus(KEPT));
      case REOPEN -> drop(tx, artisan, PURGE);
      case CREATE, UPDATE, CONFIRM_EMAIL, SUSPEND, REINSTATE, PURGE, ERASE -> Step.done(artisan);
    };
  }

  /** Away on other days than before: clocks stop or go on now, or when the day has come. */
  Step<Artisan> absence(PgStores tx, Artisan before, Artisan after, Instant now) {
    var terms = after.terms();
    if (terms.sameAbsence(before.terms())) return Step.done(after);
    return at(tx, after, LEAVE, terms.leaves().filter(now::isBefore))
        .then(set -> at(tx, after, RETURN, terms.returns().filter(now::isBefore)))
        .then(set ->
            terms.awayAt(now)
                ? tx.deadlines().leave(after.oid(), now)
                : tx.deadlines().comeBack(after.oid(), now))
        .map(done -> after);
  }

  private Step<Artisan> at(PgStores tx, Artisan artisan, String kind, Optional<Instant> due) {
    return due.map(instant -> set(tx, artisan, kind, instant))
        .orElseGet(() -> drop(tx, artisan, kind));
  }

  /** A key that is phased out ends by itself. */
  Step<ArtisanKey> retire(PgStores tx, ArtisanKey key) {
    return tx.deadlines()
        .set(
            new Deadline(
                mint.id(),
                KEY_RETIRE,
                key.oid(),
                Optional.of(key.owner()),
                key.modified().plus(ArtisanKey.OVERLAP)))
        .map(set -> key);
  }

  private Step<Artisan> set(PgStores tx, Artisan artisan, String kind, Instant due) {
    var next = new Deadline(mint.id(), kind, artisan.oid(), Optional.of(artisan.oid()), due);
    return tx.deadlines().set(next).map(set -> artisan);
  }

  private static Step<Artisan> drop(PgStores tx, Artisan artisan, String kind) {
    return tx.deadlines().drop(artisan.oid(), kind).map(dropped -> artisan);
  }
}
