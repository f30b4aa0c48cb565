package hms.cluster.work;

import hms.cluster.Addresses;
import hms.cluster.Bus;
import hms.cluster.ClusterVertx;
import hms.cluster.JobTraces;
import hms.cluster.job.JobTypes;
import hms.domain.job.Chunk;
import hms.domain.job.ChunkProgress;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
  private final Inputs inputs;
  private final Map<Long, Attempt> attempts = new HashMap<>();
  private final ExecutorService slots;
  private final ScheduledExecutorService beats;
  private Promise<Void> drained = Promise.promise();
  private final Promise<Void> useless = Promise.promise();
  private volatile Map<String, Long> sessions = Map.of();
  private long beat;
  private volatile int busy;
  private boolean waking;
  private Bus.@Nullable Registration served;

  public WorkerVerticle(
      ClusterVertx cluster,
      JobStore store,
      JobTypes types,
      JobStore.ComputeNode node,
      Pace pace,
      JobTraces traces,
      Clock clock) {
    this.cluster = cluster;
    this.node = node;
    this.pace = pace;
    this.clock = clock;
    this.core = new WorkerCore(node.node(), node.slots(), node.types(), pace);
    this.inputs = new Inputs(store, new KnownJobs(store, types, traces));
    this.slots =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("hms-slot-", 1).factory());
    this.beats =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hms-beat").factory());
  }

  @Override
  public Future<?> start() {
    Bus bus = cluster.bus();
    var its = bus.serve(Addresses.worker(node.node()), this::heard);
    cluster.onNodeLeft(left -> later(new WorkerEvent.NodeLeft(left)));
    served = its;
    vertx.setPeriodic(TICK_MILLIS, tick -> tick());
    long millis = pace.heartbeat().toMillis();
    vertx.setPeriodic(millis, beat -> measure());
    var unused = beats.scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
    return its.ready();
  }

  @Override
  public Future<?> stop() {
    var unused = beats.shutdownNow();
    attempts.values().forEach(Attempt::stop);
    slots.shutdown();
    return Objects.requireNonNull(served).unregister();
  }

  /** The nodes whose lease is live; from any thread. */
  public void peers(Set<String> live) {
    later(new WorkerEvent.Peers(live));
  }

  /**
   * Hands back what has not begun, finishes and delivers the rest; not done if it is called back
   * before. From any thread.
   */
  public Future<Void> drain() {
    var its = Promise.<Void>promise();
    context.runOnContext(go -> {
      drained = its;
      on(new WorkerEvent.Leave());
    });
    return its.future();
  }

  /** Takes chunks again, unless it is of no use; from any thread. */
  public void takeChunks() {
    context.runOnContext(go -> {
      if (!useless.future().isComplete()) on(new WorkerEvent.Stay());
    });
  }

  /** Done once more threads heed nothing than there are slots. */
  public Future<Void> useless() {
    return useless.future();
  }

  /** Slots that have a chunk; from any thread. */
  public int busySlots() {
    return busy;
  }

  private Future<Void> heard(JobMessage.ToWorker message) {
    if (message instanceof JobMessage.Grant grant) grant.jobs().forEach(inputs::tell);
    on(new WorkerEvent.Heard(message));
    return Future.succeededFuture();
  }

  /** Stints may take long: what has come of them by now is told. */
  private void tick() {
    for (var each : List.copyOf(attempts.entrySet())) {
      var ready = each.getValue().takeReady();
      if (!ready.isEmpty()) on(new WorkerEvent.Computed(each.getKey(), ready, false));
    }
    on(new WorkerEvent.Tick());
    sessions = core.sessions();
    busy = Math.min(attempts.size(), node.slots());
  }

  private void measure() {
    if (attempts.isEmpty()) return;
    var runs = new HashMap<Long, ChunkProgress>();
    attempts.forEach((run, attempt) -> runs.put(run, attempt.far()));
    on(new WorkerEvent.Measured(runs));
  }

  private void later(WorkerEvent event) {
    context.runOnContext(go -> on(event));
  }

  private void on(WorkerEvent event) {
    if (slots.isShutdown()) return;
    core.on(event, System.nanoTime()).forEach(this::perform);
  }

  private void perform(WorkerEffect effect) {
    switch (effect) {
      case WorkerEffect.Tell(var to, var message) ->
          cluster.bus().tell(Addresses.orchestrator(to), message);
      case WorkerEffect.Deliver(var to, var message) ->
          cluster.bus().tell(Addresses.dispatcher(to), message);
      case WorkerEffect.Run(var run, var chunks) -> begin(run, chunks);
      case WorkerEffect.Abandon(var run) -> with(run, Attempt::stop);
      case WorkerEffect.Interrupt(var run) -> with(run, Attempt::interrupt);
      case WorkerEffect.WriteOff(var run) -> writeOff(run);
      case WorkerEffect.Park(var run) -> with(run, attempt -> attempt.park(true));
      case WorkerEffect.Unpark(var run) -> with(run, attempt -> attempt.park(false));
      case WorkerEffect.Wake(var nanos) -> wakeIn(nanos);
      case WorkerEffect.Drained done -> drained.tryComplete();
      case WorkerEffect.Useless tooMany -> giveUp();
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
  private void giveUp() {
    LOG.atError().log("more threads are written off than there are slots, leaving");
    on(new WorkerEvent.Leave());
    useless.tryComplete();
  }

  private void begin(long run, List<Chunk> chunks) {
    var attempt = new Attempt(chunks, node.node(), inputs::keep, clock);
    attempts.put(run, attempt);
    inputs
        .job(chunks.getFirst())
        .onSuccess(job -> {
          if (job.ready().plan().needsCluster()) load(run, attempt, job, chunks);
          else execute(run, attempt, job, List.of());
        })
        .onFailure(fault -> ended(run, List.of(unread(run, fault))));
  }

  private void load(long run, Attempt attempt, KnownJob job, List<Chunk> chunks) {
    inputs
        .of(job, chunks)
        // What is wrong with a later one must not be said of the first.
        .recover(fault -> inputs.of(job, chunks.subList(0, 1)))
        .onSuccess(loaded -> execute(run, attempt, job, loaded))
        .onFailure(fault -> ended(run, List.of(unread(run, fault))));
    inputs.prepare(core.next(node.slots()));
  }

  private static WorkerEvent unread(long run, Throwable fault) {
    boolean tooMuch = fault instanceof IllegalStateException;
    var kind = tooMuch ? FailureClass.BUG : FailureClass.TRANSIENT;
    return new WorkerEvent.Broken(run, kind, Attempt.message(fault), "");
  }

  private void execute(long run, Attempt attempt, KnownJob job, List<Inputs.Loaded> loaded) {
    slots.execute(() -> {
      List<WorkerEvent> outcome = attempt.run(run, job, loaded);
      context.runOnContext(go -> ended(run, outcome));
    });
  }

  private void ended(long run, List<WorkerEvent> outcome) {
    attempts.remove(run);
    outcome.forEach(this::on);
  }

  /** On the beat thread. */
  private void beat() {
    beat++;
    sessions.forEach((peer, session) ->
        cluster
            .bus()
            .tell(Addresses.orchestrator(peer), new JobMessage.Beat(node.node(), session, beat)));
  }
}
