package hms.gateway.sweep;

import hms.domain.Actor;
import hms.gateway.command.Mint;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import hms.storage.pg.PgSweep;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes rows that have served their time, every ten minutes. Any number of nodes may sweep at
 * once; each batch is a transaction of its own, so nobody waits for long. What cannot be removed
 * holds up nothing else.
 */
public final class HouseSweep extends VerticleBase {
  /** How long an answer is kept for those who ask again. */
  static final Duration ANSWERS = Duration.ofHours(24);

  /** How long a signed request could be repeated. */
  static final Duration NONCES = Duration.ofMinutes(15);

  /** How long messages are kept after they were sent or received, and pictures without a use. */
  static final Duration KEPT = Duration.ofDays(30);

  /** How long it is known who had signed in, who had tried to, and what jobs had read. */
  static final Duration ENDED = Duration.ofDays(1);

  /** How long jobs are known, with what has happened to them. */
  static final Duration JOBS = Duration.ofDays(90);

  /** How long it is known what came of long work; its files have a time of their own. */
  static final Duration OPERATIONS = Duration.ofDays(7);

  private static final Logger LOG = LoggerFactory.getLogger(HouseSweep.class);
  private static final Actor.House ACTOR = new Actor.House("sweep");
  private static final long PERIOD_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final int BATCH = 500;

  /** Of what has up to a MiB each. */
  private static final int BATCH_OF_PARTS = 50;

  /** Of small rows of which there may be millions. */
  private static final int BATCH_OF_RESULTS = 5000;

  /** How long one run is at each kind: the rest waits for the next one. */
  private static final long CHORE_NANOS = Duration.ofMinutes(1).toNanos();

  private final PgStores stores;
  private final Mint mint;
  private final Departures departures;
  private final Chore marking;
  private Future<Integer> round = Future.succeededFuture(0);

  /** Removes up to so many rows older than a time. */
  private interface Broom {
    Future<Integer> sweep(PgSweep rows, Instant time, int limit);
  }

  /**
   * @param kept how long such rows stay
   * @param batch how many of them go at once
   */
  private record Chore(Duration kept, Broom broom, int batch) {
    Chore(Duration kept, Broom broom) {
      this(kept, broom, BATCH);
    }
  }

  private static final List<Chore> CHORES =
      List.of(
          new Chore(ANSWERS, PgSweep::idempotencyKeys),
          new Chore(KEPT, PgSweep::outbox),
          new Chore(KEPT, PgSweep::inbox),
          new Chore(KEPT, PgSweep::parked),
          new Chore(ENDED, PgSweep::sessions),
          new Chore(ENDED, PgSweep::makerSessions),
          new Chore(ENDED, PgSweep::links),
          new Chore(ENDED, PgSweep::attempts),
          new Chore(NONCES, PgSweep::nonces),
          new Chore(KEPT, PgSweep::calls),
          new Chore(KEPT, PgSweep::images),
          new Chore(Duration.ZERO, PgSweep::files),
          new Chore(OPERATIONS, PgSweep::operations),
          new Chore(ENDED, (rows, before, limit) -> rows.jobs().input(before, limit)),
          new Chore(
              Duration.ZERO,
              (rows, now, limit) -> rows.jobs().results(now, limit),
              BATCH_OF_RESULTS),
          new Chore(
              Duration.ZERO, (rows, now, limit) -> rows.jobs().parts(now, limit), BATCH_OF_PARTS),
          new Chore(Duration.ZERO, (rows, now, limit) -> rows.jobs().rejected(now, limit)),
          new Chore(Duration.ZERO, (rows, now, limit) -> rows.jobs().bare(now, limit)),
          new Chore(KEPT, (rows, before, limit) -> rows.jobs().failures(before, limit)),
          new Chore(JOBS, (rows, before, limit) -> rows.jobs().jobs(before, limit)),
          new Chore(Duration.ZERO, PgSweep::flagImages));

  /**
   * @param results how long what jobs have come to is kept after their end
   * @param removeQueue removes the queue of that address at the broker; done if there is none
   */
  public HouseSweep(
      PgStores stores, Mint mint, Duration results, Function<String, Future<Void>> removeQueue) {
    this.stores = stores;
    this.marking = new Chore(results, (rows, before, limit) -> rows.jobs().mark(before, limit));
    this.mint = mint;
    this.departures = new Departures(stores, ACTOR, removeQueue);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(PERIOD_MILLIS, id -> look());
    return Future.succeededFuture();
  }

  /** Ends with the batch in hand. */
  @Override
  public Future<?> stop() {
    return round.otherwiseEmpty();
  }

  /** One run; answers how many rows it touched. */
  public Future<Integer> sweep() {
    Instant now = mint.now();
    Future<Integer> all = whole(marking, now);
    for (var chore : CHORES) {
      all = all.compose(sum -> whole(chore, now).map(done -> sum + done));
    }
    return all.compose(sum -> departures.sweep().recover(HouseSweep::told).map(gone -> sum + gone));
  }

  private void look() {
    if (round.isComplete()) round = sweep();
  }

  private Future<Integer> whole(Chore chore, Instant now) {
    long end = System.nanoTime() + CHORE_NANOS;
    return batches(chore, now.minus(chore.kept()), end).recover(HouseSweep::told);
  }

  private static Future<Integer> told(Throwable fault) {
    LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("some of the sweep waits");
    return Future.succeededFuture(0);
  }

  private Future<Integer> batches(Chore chore, Instant time, long end) {
    return stores
        .transact(ACTOR, tx -> Step.from(chore.broom().sweep(tx.sweep(), time, chore.batch())))
        .map(outcome -> outcome.orThrow())
        .compose(done ->
            done < chore.batch() || System.nanoTime() > end
                ? Future.succeededFuture(done)
                : batches(chore, time, end).map(more -> done + more));
  }
}
