package hms.gateway.deadline;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.Refusal;
import hms.domain.audit.Cause;
import hms.domain.audit.TraceParent;
import hms.domain.deadline.Deadline;
import hms.gateway.command.Mint;
import hms.gateway.trace.Tracing;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgDeadlines.Due;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out deadlines when they are due. Each fires once, after its time, however many timers
 * run: effect and mark commit together. A command that is refused is done with, its refusal is
 * kept; a fault is tried again later and holds up nobody.
 */
public final class DeadlineTimer extends VerticleBase {
  public static final Actor.House ACTOR = new Actor.House("timer");

  private static final Logger LOG = LoggerFactory.getLogger(DeadlineTimer.class);
  private static final int BATCH = 64;

  private final PgStores stores;
  private final Map<String, DeadlineHandler> handlers = new HashMap<>();
  private final Tracing tracing;
  private final Mint mint;
  private final long pollMillis;
  private Future<Integer> round = Future.succeededFuture(0);

  /**
   * @param handlers no two know the same kind
   * @param pollMillis how often to look
   */
  public DeadlineTimer(
      PgStores stores,
      List<DeadlineHandler> handlers,
      Tracing tracing,
      Mint mint,
      long pollMillis) {
    this.stores = stores;
    this.tracing = tracing;
    this.mint = mint;
    this.pollMillis = pollMillis;
    for (var handler : handlers) handler.kinds().forEach(kind -> add(kind, handler));
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(pollMillis, id -> look());
    return Future.succeededFuture();
  }

  /** Ends with the deadline in hand. */
  @Override
  public Future<?> stop() {
    return round.otherwiseEmpty();
  }

  /** Carries out all that is due at this moment; answers how many deadlines were marked done. */
  public Future<Integer> fireDue() {
    Instant now = mint.now();
    return stores
        .deadlines()
        .due(now, BATCH)
        .compose(due ->
            each(due, now, 0)
                .compose(fired ->
                    due.size() < BATCH
                        ? Future.succeededFuture(fired)
                        : fireDue().map(more -> fired + more)));
  }

  private void add(String kind, DeadlineHandler handler) {
    if (handlers.put(kind, handler) != null) {
      throw new IllegalArgumentException("two handlers know the deadline " + kind);
    }
  }

  private void look() {
    if (!round.isComplete()) return;
    round = fireDue();
    round.onFailure(
        fault -> LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("deadlines wait"));
  }

  private Future<Integer> each(List<Due> due, Instant now, int fired) {
    if (due.isEmpty()) return Future.succeededFuture(fired);
    return traced(due.getFirst(), now)
        .compose(done -> each(due.subList(1, due.size()), now, done ? fired + 1 : fired));
  }

  /** It goes on in the trace of what had set it; much later it only names that. */
  private Future<Boolean> traced(Due due, Instant now) {
    var deadline = due.deadline();
    return due.by()
        .map(set ->
            tracing.receiving(
                "deadline " + deadline.kind(),
                Optional.of(set.trace()),
                set.at(),
                place -> fire(deadline, now, place)))
        .orElseGet(() -> fire(deadline, now, Optional.empty()));
  }

  private Future<Boolean> fire(Deadline deadline, Instant now, Optional<TraceParent> place) {
    return stores
        .transact(
            ACTOR,
            Cause.UNKNOWN.because("deadline " + deadline.kind()).traced(place),
            tx -> carriedOut(tx, deadline, now))
        .map(outcome -> outcome instanceof Done<Boolean>(Boolean done) && done)
        .recover(fault -> postponed(deadline, now, fault));
  }

  private Step<Boolean> carriedOut(PgStores tx, Deadline deadline, Instant now) {
    return Step.from(tx.deadlines().take(deadline, now))
        .then(mine -> mine ? taken(tx, deadline, now) : Step.done(false));
  }

  private Step<Boolean> taken(PgStores tx, Deadline deadline, Instant now) {
    var handler = handlers.get(deadline.kind());
    if (handler == null) {
      throw new IllegalStateException("nobody knows the deadline " + deadline.kind());
    }
    return tx.attempt(() -> handler.fire(tx, deadline, now).map(effect -> "applied"))
        .then(outcome -> Step.from(tx.deadlines().finish(deadline, now, text(outcome))))
        .decide(stood -> stood ? Outcome.done(true) : Outcome.refused(movedOn(deadline)));
  }

  /** Undoes the effect: whoever moved the deadline won. */
  private static Refusal movedOn(Deadline deadline) {
    return new Refusal.WrongState(
        "moved", deadline.kind(), List.of(), "deadline-moved", "the deadline moved meanwhile");
  }

  private static String text(Outcome<String> outcome) {
    return switch (outcome) {
      case Done<String>(var done) -> done;
      case Refused<String>(var why) -> DomainJson.tree(why, Refusal.class).toString();
    };
  }

  private Future<Boolean> postponed(Deadline deadline, Instant now, Throwable fault) {
    LOG.atError()
        .addKeyValue("deadline", deadline.kind())
        .addKeyValue("object", deadline.object())
        .setCause(fault)
        .log("deadline failed, trying again later");
    return stores.deadlines().failed(deadline, now, String.valueOf(fault)).map(false);
  }
}
