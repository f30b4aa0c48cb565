package hms.gateway.order;

import hms.domain.deadline.Deadline;
import hms.domain.order.CancelRequest;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder;
import hms.gateway.command.Mint;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import hms.storage.pg.PgTallyStore.Tally;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * When the house acts on orders by itself. A deadline is set with the change that it follows from
 * and never dropped: what has moved on refuses its command, and that is its outcome.
 */
final class WorkOrderDeadlines {
  /** Nobody answered: the offer lapses. */
  static final String ANSWER = "work-order.answer";

  /** Half of the time is over, then four fifths: the artisan is reminded. */
  static final String REMIND = "work-order.remind";

  static final String REMIND_AGAIN = "work-order.remind-again";

  /** Nobody answered for a day: the office should look. */
  static final String UNANSWERED = "work-order.unanswered";

  /** The office has not decided: what nobody makes is given up. */
  static final String GIVE_UP = "work-order.give-up";

  /** The promised day is over. */
  static final String LATE = "work-order.late";

  /** The artisan has not answered a cancel request. */
  static final String CANCEL = "cancel-request.answer";

  /** Nothing has happened for long to an order of which nothing is open. */
  static final String CLOSE = "order.close";

  static final Duration CANCEL_ANSWER = Duration.ofHours(48);
  private static final Duration DECIDE = Duration.ofHours(48);
  private static final Duration ATTENTION = Duration.ofHours(24);
  private static final Duration REST = Duration.ofDays(30);

  private final Mint mint;

  WorkOrderDeadlines(Mint mint) {
    this.mint = mint;
  }

  /** For an offer that has just been made. */
  Step<WorkOrder> offered(PgStores tx, WorkOrder part, Instant now) {
    var time = Duration.between(now, part.answerBy());
    var dates =
        List.of(
            deadline(ANSWER, part, part.answerBy()),
            deadline(REMIND, part, now.plus(time.dividedBy(2))),
            deadline(REMIND_AGAIN, part, now.plus(time.multipliedBy(4).dividedBy(5))),
            deadline(UNANSWERED, part, now.plus(ATTENTION)));
    return tx.deadlines().setForWork(dates, part.hold() != null, now).map(on -> part);
  }

  /**
   * What a change of a work order means for its clocks; a hold stops them all, and so does the
   * absence of its artisan.
   */
  Step<Void> followed(PgStores tx, WorkOrder found, WorkOrder next, Instant now) {
    return offeredAnew(tx, found, next, now)
        .then(on -> undecided(tx, found, next, now))
        .then(on -> promised(tx, found, next, now))
        .then(on -> held(tx, found, next, now));
  }

  /** Whoever asks while the work rests has an answer in time all the same. */
  Step<Void> asked(PgStores tx, CancelRequest request) {
    var artisan = Optional.of(request.artisan());
    var answer = new Deadline(mint.id(), CANCEL, request.oid(), artisan, request.answerBy());
    return tx.deadlines().setForWork(List.of(answer), false, request.created());
  }

  /** An order rests when nothing of it is open; each move starts the time anew. */
  Step<Void> rests(PgStores tx, Tally order, Instant now) {
    var units = order.units();
    return units.open() + units.in(Bucket.UNDECIDED) > 0
        ? nothing()
        : resting(tx, order.oid(), now);
  }

  Step<Void> resting(PgStores tx, UUID order, Instant now) {
    return tx.deadlines()
        .set(new Deadline(mint.id(), CLOSE, order, Optional.empty(), now.plus(REST)));
  }

  private Step<Void> offeredAnew(PgStores tx, WorkOrder found, WorkOrder next, Instant now) {
    return next.round() > found.round() ? offered(tx, next, now).then(on -> nothing()) : nothing();
  }

  private Step<Void> undecided(PgStores tx, WorkOrder found, WorkOrder next, Instant now) {
    int before = found.units().in(Bucket.UNDECIDED);
    return next.units().in(Bucket.UNDECIDED) > before
        ? set(tx, GIVE_UP, next, now.plus(DECIDE), now)
        : nothing();
  }

  private Step<Void> promised(PgStores tx, WorkOrder found, WorkOrder next, Instant now) {
    var day = next.promisedShipDate();
    return day == null || day.equals(found.promisedShipDate())
        ? nothing()
        : set(tx, LATE, next, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), now);
  }

  private static Step<Void> held(PgStores tx, WorkOrder found, WorkOrder next, Instant now) {
    if ((found.hold() == null) == (next.hold() == null)) return nothing();
    return Step.from(tx.cancelRequests().open(next.oid()))
        .then(open -> {
          var objects =
              open.map(request -> List.of(next.oid(), request.oid()))
                  .orElseGet(() -> List.of(next.oid()));
          return Step.each(
              objects,
              object ->
                  next.hold() == null
                      ? tx.deadlines().resume(object, now)
                      : tx.deadlines().pause(object, now));
        })
        .then(all -> nothing());
  }

  private Step<Void> set(PgStores tx, String kind, WorkOrder part, Instant due, Instant now) {
    return tx.deadlines().setForWork(List.of(deadline(kind, part, due)), part.hold() != null, now);
  }

  private Deadline deadline(String kind, WorkOrder part, Instant due) {
    return new Deadline(mint.id(), kind, part.oid(), Optional.of(part.artisan()), due);
  }

  /** Nothing to do. */
  static Step<Void> nothing() {
    return Step.from(Future.succeededFuture());
  }
}
