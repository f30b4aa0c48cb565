package hms.cluster.work;

import hms.cluster.Addresses;
import hms.cluster.Bus;
import hms.cluster.ClusterVertx;
import hms.cluster.JobTraces;
import hms.cluster.Recheck;
import hms.cluster.Recheck.Answer;
import hms.cluster.Recheck.Finding;
import hms.cluster.job.JobTypes;
import hms.domain.job.Chunk;
import hms.domain.job.Interval;
import hms.domain.job.Legible;
import hms.domain.job.WorkerEvent;
import hms.storage.ChunkDigest;
import hms.storage.JobData.Committed;
import hms.storage.JobData.Left;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Computes committed chunks once more for who doubts them, one at a time, beside the slots: no job
 * waits for that. Nothing of it is stored. One event loop and one thread. Source: ADR 0080.
 */
public final class RecheckVerticle extends VerticleBase {
  private static final long LOOK_MILLIS = 500;
  private static final long FORGOTTEN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long HEED_NANOS = Duration.ofSeconds(5).toNanos();
  private static final String LATE = "it took longer than a check may";
  private static final String STUCK = "an earlier check on it heeds nothing; start the node anew";

  private final ClusterVertx cluster;
  private final JobStore store;
  private final Clock clock;
  private final long takesNanos;
  private final Inputs inputs;
  private final ExecutorService thread;
  private @Nullable Check check;
  private @Nullable Running running;
  private boolean stuck;
  private Bus.@Nullable Registration served;

  /** What somebody waits for. */
  private static final class Check {
    private final Recheck asked;
    private long heard;
    private @Nullable Answer answer;

    Check(Recheck asked) {
      this.asked = asked;
    }
  }

  /** What is on the thread; it may be there for longer than anybody waits for it. */
  private static final class Running {
    private final Check check;
    private final Attempt attempt;
    private final long begun = System.nanoTime();
    private long stopped;

    Running(Check check, Attempt attempt) {
      this.check = check;
      this.attempt = attempt;
    }
  }

  /** What a chunk leaves, for its digest. */
  private static final class Leavings implements Attempt.Keeper {
    private Left left = new Left(Map.of(), Map.of());

    @Override
    public void keep(Chunk chunk, Left its) {
      left = its;
    }
  }

  /**
   * @param takes at most, for one chunk
   */
  public RecheckVerticle(
      ClusterVertx cluster, JobStore store, JobTypes types, Duration takes, Clock clock) {
    this.cluster = cluster;
    this.store = store;
    this.clock = clock;
    this.takesNanos = takes.toNanos();
    this.inputs = new Inputs(store, new KnownJobs(store, types, JobTraces.NONE));
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("hms-recheck").factory());
  }

  @Override
  public Future<?> start() {
    var its = cluster.bus().serve(Addresses.rechecked(cluster.nodeId()), this::ask);
    served = its;
    vertx.setPeriodic(LOOK_MILLIS, look -> look());
    return its.ready();
  }

  @Override
  public Future<?> stop() {
    if (running != null) running.attempt.interrupt();
    var unused = thread.shutdownNow();
    return Objects.requireNonNull(served).unregister();
  }

  private Future<Answer> ask(Recheck asked) {
    if (stuck) return Future.succeededFuture(Answer.cannot(STUCK));
    Check its = check;
    if (its == null) {
      its = new Check(asked);
      check = its;
      begin(its);
    }
    if (!its.asked.equals(asked)) return Future.succeededFuture(Answer.of(Finding.BUSY));
    its.heard = System.nanoTime();
    if (its.answer == null) return Future.succeededFuture(Answer.of(Finding.AT_WORK));
    check = null;
    return Future.succeededFuture(its.answer);
  }

  private void begin(Check its) {
    its.heard = System.nanoTime();
    committed(its)
        .compose(found ->
            found.isEmpty()
                ? Future.succeededFuture(Answer.cannot("there is no such chunk any more"))
                : compare(its, found.getFirst()))
        .otherwise(fault -> Answer.cannot(Legible.of(String.valueOf(fault.getMessage()))))
        .onSuccess(answer -> {
          if (its.answer == null) its.answer = answer;
        });
  }

  private Future<List<Committed>> committed(Check its) {
    var units = new Interval(its.asked.lo(), its.asked.hi());
    return store.data().committed(its.asked.job(), units).map(found -> found.stream().toList());
  }

  private Future<Answer> compare(Check its, Committed stored) {
    return computed(its, stored.chunk())
        .compose(again ->
            again.equals(stored.digest())
                ? Future.succeededFuture(Answer.of(Finding.SAME))
                : committed(its).map(now -> differs(now, stored)));
  }

  /** What was tried again or swept meanwhile was computed from something else, and is no proof. */
  private static Answer differs(List<Committed> now, Committed stored) {
    return now.equals(List.of(stored))
        ? Answer.of(Finding.DIFFERS)
        : Answer.cannot("it was replaced or swept meanwhile");
  }

  private Future<ChunkDigest> computed(Check its, Chunk chunk) {
    return inputs
        .job(chunk)
        .compose(job ->
            job.ready().plan().needsCluster()
                ? inputs.of(job, List.of(chunk)).compose(input -> run(its, chunk, job, input))
                : run(its, chunk, job, List.of()));
  }

  private Future<ChunkDigest> run(Check its, Chunk chunk, KnownJob job, List<Inputs.Loaded> input) {
    if (its != check) return Future.failedFuture("nobody waits for it");
    var leavings = new Leavings();
    var attempt = new Attempt(List.of(chunk), cluster.nodeId(), leavings, clock);
    var done = Promise.<ChunkDigest>promise();
    thread.execute(() -> {
      context.runOnContext(begun -> running = new Running(its, attempt));
      Future<ChunkDigest> print = print(attempt.run(0, job, input), leavings.left);
      context.runOnContext(ended -> {
        running = null;
        print.onSuccess(done::complete).onFailure(done::fail);
      });
    });
    return done.future();
  }

  private static Future<ChunkDigest> print(List<WorkerEvent> events, Left left) {
    for (WorkerEvent each : events) {
      if (each instanceof WorkerEvent.Broken broken) return Future.failedFuture(broken.message());
    }
    var computed = (WorkerEvent.Computed) events.getFirst();
    byte[] part = computed.results().getFirst().payload();
    return Future.succeededFuture(ChunkDigest.of(part, left));
  }

  /** Stops what nobody waits for or takes too long; a thread that heeds that not is given up. */
  private void look() {
    long now = System.nanoTime();
    if (check != null && now - check.heard > FORGOTTEN_NANOS) check = null;
    Running its = running;
    if (its == null) return;
    boolean late = now - its.begun > takesNanos;
    if (its.stopped == 0 && (late || its.check != check)) {
      its.stopped = now;
      its.check.answer = Answer.cannot(LATE);
      its.attempt.interrupt();
    }
    if (its.stopped != 0 && now - its.stopped > HEED_NANOS) stuck = true;
  }
}
