package hms.gateway.metrics;

import hms.storage.pg.PgBacklog;
import hms.storage.pg.PgStores;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits in the database, looked at in the background: a scrape waits for nothing. What could
 * not be read is not a number, rather than what it was before.
 */
public final class QueueMeters extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(QueueMeters.class);

  private final PgBacklog office;
  private final PgBacklog relay;
  private final long everyMillis;
  private final MeterRegistry registry;
  private volatile PgBacklog.Work work = PgBacklog.Work.UNKNOWN;
  private volatile PgBacklog.Sending sending = PgBacklog.Sending.UNKNOWN;
  private Future<?> round = Future.succeededFuture();

  /**
   * @param office sees what waits to be done
   * @param relay sees what waits to be sent and sealed
   * @param linked is the broker there?
   */
  public QueueMeters(
      PgStores office,
      PgStores relay,
      BooleanSupplier linked,
      MeterRegistry registry,
      long everyMillis) {
    this.office = office.backlog();
    this.relay = relay.backlog();
    this.registry = registry;
    this.everyMillis = everyMillis;
    gauge(
        "hms.broker.linked",
        "1 if this node is linked to the broker",
        () -> linked.getAsBoolean() ? 1 : 0);
    register();
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(0, everyMillis, id -> look());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return round.otherwiseEmpty();
  }

  private void register() {
    sending("hms.outbox.waiting", "Messages that are not sent", PgBacklog.Sending::waiting);
    sending(
        "hms.outbox.oldest.seconds", "Age of the oldest of them", PgBacklog.Sending::oldestSeconds);
    sending("hms.audit.unsealed", "Audit entries without a seal", PgBacklog.Sending::unsealed);
    sending(
        "hms.audit.unsealed.oldest.seconds",
        "Age of the oldest of them",
        PgBacklog.Sending::unsealedSeconds);
    work("hms.messages.held", "Messages that wait for an earlier one", PgBacklog.Work::held);
    work(
        "hms.messages.held.oldest.seconds",
        "Age of the oldest of them",
        PgBacklog.Work::heldSeconds);
    work("hms.deadlines.open", "Deadlines to come, or due", PgBacklog.Work::deadlines);
    work("hms.deadlines.due", "Deadlines that are due", PgBacklog.Work::due);
    work(
        "hms.deadlines.late.seconds",
        "How late the latest of them is",
        PgBacklog.Work::lateSeconds);
    work("hms.jobs.queued", "Jobs that nobody computes", PgBacklog.Work::queued);
    work("hms.jobs.running", "Jobs that are computed", PgBacklog.Work::running);
    work("hms.compute.nodes", "Compute nodes whose lease is live", PgBacklog.Work::nodes);
  }

  private void sending(String name, String is, ToDoubleFunction<PgBacklog.Sending> value) {
    gauge(name, is, () -> value.applyAsDouble(sending));
  }

  private void work(String name, String is, ToDoubleFunction<PgBacklog.Work> value) {
    gauge(name, is, () -> value.applyAsDouble(work));
  }

  private void gauge(String name, String is, Supplier<Number> value) {
    Gauge.builder(name, value).description(is).register(registry);
  }

  private void look() {
    if (!round.isComplete()) return;
    round = Future.join(looked(), sought());
    round.onFailure(
        fault -> LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("queues not measured"));
  }

  private Future<Void> looked() {
    return office
        .work()
        .onSuccess(now -> work = now)
        .onFailure(fault -> work = PgBacklog.Work.UNKNOWN)
        .mapEmpty();
  }

  private Future<Void> sought() {
    return relay
        .sending()
        .onSuccess(now -> sending = now)
        .onFailure(fault -> sending = PgBacklog.Sending.UNKNOWN)
        .mapEmpty();
  }
}
