package hms.cluster.work;

import hms.cluster.Addresses;
import hms.cluster.Bus;
import hms.cluster.ClusterVertx;
import hms.cluster.job.JobTypes;
import hms.domain.job.Chunk;
import hms.domain.job.FailureClass;
import hms.domain.job.JobMessage;
import hms.domain.job.Pace;
import hms.domain.job.WorkerCore;
import hms.domain.job.WorkerEffect;
import hms.domain.job.WorkerEvent;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker of a node: an event loop that carries messages, slot threads that compute and a thread
 * that beats, so that neither a long decision nor a long chunk looks like a death.
 */
public final class WorkerVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerVerticle.class);
  private static final long TICK_MILLIS = 100;

  private final ClusterVertx cluster;
  private final JobStore.ComputeNode node;
  private final Pace pace;
  private final Clock clock;
  private final WorkerCore core;
  private final JobStore store;
  private final Inputs inputs;
  private final Map<Long, Attempt> attempts = new HashMap<>();
  private final ExecutorService slots;
  private final ScheduledExecutorService beats;
  private final Promise<Void> drained = Promise.promise();
  private volatile Map<String, Long> sessions = Map.of();
  private long beat;
  private boolean waking;

  public WorkerVerticle(
      ClusterVertx cluster,
      JobStore store,
      JobTypes types,
      JobStore.ComputeNode node,
      Pace pace,
      Clock clock) {
    this.cluster = cluster;
    this.node = node;
    this.pace = pace;
    this.clock = clock;
    this.core = new WorkerCore(node.node(), node.slots(), pace);
    this.store = store;
    this.inputs = new Inputs(store, new KnownJobs(store, types));
    this.slots =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("hms-slot-", 1).factory());
    this.beats =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hms-beat").factory());
  }

  @Override
  public Future<?> start() {
    Bus bus = cluster.bus();
    var heard = bus.serve(Addresses.worker(node.node()), this::heard);
    cluster.onNodeLeft(left -> later(new WorkerEvent.NodeLeft(left)));
    vertx.setPeriodic(TICK_MILLIS, tick -> on(new WorkerEvent.Tick()));
    long millis = pace.heartbeat().toMillis();
    var unused = beats.scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
    return heard.ready();
  }

  @Override
  public Future<?> stop() {
    var unused = beats.shutdownNow();
    attempts.values().forEach(Attempt::stop);
    slots.shutdown();
    return Future.succeededFuture();
  }

  /** The nodes whose lease is live; from any thread. */
  public void peers(Set<String> live) {
    later(new WorkerEvent.Peers(live));
  }

  /** Hands back what has not begun, finishes and delivers the rest; from any thread. */
  public Future<Void> drain() {
    later(new WorkerEvent.Leave());
    return drained.future();
  }

  private Future<Void> heard(JobMessage.ToWorker message) {
    on(new WorkerEvent.Heard(message));
    return Future.succeededFuture();
  }

  private void later(WorkerEvent event) {
    context.runOnContext(go -> on(event));
  }

  private void on(WorkerEvent event) {
    if (slots.isShutdown()) return;
    core.on(event, System.nanoTime()).forEach(this::perform);
    sessions = core.sessions();
    inputs.prepare(core.next(node.slots()));
  }

  private void perform(WorkerEffect effect) {
    switch (effect) {
      case WorkerEffect.Tell(var to, var message) ->
          lossy(to, cluster.bus().send(Addresses.orchestrator(to), message));
      case WorkerEffect.Deliver(var to, var message) ->
          lossy(to, cluster.bus().send(Addresses.dispatcher(to), message));
      case WorkerEffect.Run(var run, var chunk) -> begin(run, chunk);
      case WorkerEffect.Abandon(var run) -> with(run, Attempt::stop);
      case WorkerEffect.Interrupt(var run) -> with(run, Attempt::interrupt);
      case WorkerEffect.WriteOff(var run) -> writeOff(run);
      case WorkerEffect.Park(var run) -> with(run, attempt -> attempt.park(true));
      case WorkerEffect.Unpark(var run) -> with(run, attempt -> attempt.park(false));
      case WorkerEffect.Wake(var nanos) -> wakeIn(nanos);
      case WorkerEffect.Drained done -> drained.tryComplete();
      case WorkerEffect.Useless useless -> useless();
    }
  }

  private void with(long run, Consumer<Attempt> order) {
    Attempt attempt = attempts.get(run);
    if (attempt != null) order.accept(attempt);
  }

  private void wakeIn(long nanos) {
    if (waking) return;
    waking = true;
    vertx.setTimer(
        Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)),
        due -> {
          waking = false;
          on(new WorkerEvent.Tick());
        });
  }

  /** Its thread may never come back; the pool makes a new one. */
  private void writeOff(long run) {
    LOG.atError().addKeyValue("run", run).log("a thread heeds nothing and is written off");
    attempts.remove(run);
  }

  /** Whatever it has goes elsewhere; somebody has to start the node anew. */
  private void useless() {
    LOG.atError().log("more threads are written off than there are slots, leaving");
    on(new WorkerEvent.Leave());
  }

  private static void lossy(String to, Future<Void> sent) {
    sent.onFailure(
        lost -> LOG.atDebug().addKeyValue("peer", to).setCause(lost).log("message lost"));
  }

  private void begin(long run, Chunk chunk) {
    var attempt = new Attempt(chunk, node.node(), clock);
    attempts.put(run, attempt);
    inputs
        .of(chunk)
        .onSuccess(ready -> slots.execute(() -> compute(run, attempt, ready)))
        .onFailure(fault ->
            ended(
                run, new WorkerEvent.Broken(run, kindOfUnread(fault), Attempt.message(fault), "")));
  }

  /** The store may be there the next time; too much of it will be too much again. */
  private static FailureClass kindOfUnread(Throwable fault) {
    return fault instanceof IllegalStateException ? FailureClass.BUG : FailureClass.TRANSIENT;
  }

  private void compute(long run, Attempt attempt, Inputs.Ready ready) {
    WorkerEvent outcome = attempt.run(run, ready);
    context.runOnContext(go -> kept(run, attempt, outcome));
  }

  /** What it leaves is there before anybody hears of its result. */
  private void kept(long run, Attempt attempt, WorkerEvent outcome) {
    var left = attempt.left();
    if (left.isNothing() || !(outcome instanceof WorkerEvent.Computed computed)) {
      ended(run, outcome);
      return;
    }
    store
        .data()
        .keep(computed.result().chunk(), left)
        .map(kept -> kept ? outcome : broken(run, "nobody waits for what it leaves"))
        .otherwise(fault -> broken(run, Attempt.message(fault)))
        .onSuccess(end -> ended(run, end));
  }

  private static WorkerEvent broken(long run, String why) {
    return new WorkerEvent.Broken(run, FailureClass.TRANSIENT, why, "");
  }

  private void ended(long run, WorkerEvent outcome) {
    attempts.remove(run);
    on(outcome);
  }

  /** On the beat thread. */
  private void beat() {
    beat++;
    sessions.forEach((peer, session) ->
        lossy(
            peer,
            cluster
                .bus()
                .send(
                    Addresses.orchestrator(peer),
                    new JobMessage.Beat(node.node(), session, beat))));
  }
}
