package hms.cluster.schedule;

import hms.cluster.job.JobTypes;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.audit.Cause;
import hms.domain.job.Tenants;
import hms.storage.JobStore;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second which schedules are due, by the clock of the database. Any number of nodes may
 * look at once: who has a schedule's lock makes its job, in the transaction that says that the slot
 * is done with. A fault of one schedule holds up no other one, and its slot is tried again.
 */
public final class ScheduleTimer extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleTimer.class);
  private static final Actor.House ACTOR = new Actor.House("schedule");
  private static final long EVERY_MILLIS = Duration.ofSeconds(1).toMillis();
  private static final int BATCH = 64;

  private final PgStores stores;
  private final JobStore jobs;
  private final JobTypes types;
  private final int openMax;
  private final Tenants tenants;
  private Future<Integer> round = Future.succeededFuture(0);

  /**
   * @param types what schedules may make
   * @param openMax jobs that may be there without having ended; 0: as many as come
   * @param tenants how many each of them may have
   */
  public ScheduleTimer(
      PgStores stores, JobStore jobs, JobTypes types, int openMax, Tenants tenants) {
    this.stores = stores;
    this.jobs = jobs;
    this.types = types;
    this.openMax = openMax;
    this.tenants = tenants;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MILLIS, id -> look());
    return Future.succeededFuture();
  }

  /** Ends with the look in hand. */
  @Override
  public Future<?> stop() {
    return round.otherwiseEmpty();
  }

  /** One look; answers how many jobs it has made. */
  public Future<Integer> fireDue() {
    return stores
        .schedules()
        .due(BATCH)
        .compose(due -> each(due, 0))
        .compose(made -> made == 0 ? Future.succeededFuture(0) : jobs.wake().map(made));
  }

  private void look() {
    if (!round.isComplete()) return;
    round = fireDue();
    round.onFailure(
        fault -> LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("schedules wait"));
  }

  private Future<Integer> each(List<UUID> due, int made) {
    if (due.isEmpty()) return Future.succeededFuture(made);
    return fire(due.getFirst())
        .compose(one -> each(due.subList(1, due.size()), one ? made + 1 : made));
  }

  private Future<Boolean> fire(UUID oid) {
    return stores
        .transact(
            ACTOR,
            Cause.UNKNOWN.because("schedule"),
            tx -> new Firing(tx.schedules(), types, openMax, tenants).of(oid))
        .map(Outcome::orThrow)
        .recover(fault -> {
          LOG.atError()
              .addKeyValue("schedule", oid)
              .setCause(fault)
              .log("schedule failed, trying again");
          return Future.succeededFuture(false);
        });
  }
}
