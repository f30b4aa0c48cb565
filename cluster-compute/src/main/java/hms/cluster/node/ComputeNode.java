package hms.cluster.node;

import hms.cluster.ClusterVertx;
import hms.cluster.JobTraces;
import hms.cluster.job.JobTypes;
import hms.cluster.orchestrate.Beside;
import hms.cluster.orchestrate.OrchestratorVerticle;
import hms.cluster.work.RecheckVerticle;
import hms.cluster.work.WorkerVerticle;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of the cluster that computes: a worker, an orchestrator and its dispatcher.
 *
 * <p>Started, it has a lease in the database and takes part; stopped, it has handed back what it
 * had not begun, delivered what it had, and given its jobs free. Killed, it costs the others 0.5 to
 * 3 s.
 */
public final class ComputeNode {
  private static final Logger LOG = LoggerFactory.getLogger(ComputeNode.class);
  private static final long DRAIN_MAX_SECONDS = 10;
  private static final Duration RECHECK_MAX = Duration.ofMinutes(1);

  private final ClusterVertx cluster;
  private final JobStore store;
  private final WorkerVerticle worker;
  private final OrchestratorVerticle orchestrator;
  private final RecheckVerticle rechecks;

  /** What it has is handed over; null while it takes work. */
  private @Nullable Future<Void> drained;

  private boolean stopped;

  private ComputeNode(
      ClusterVertx cluster,
      JobStore store,
      JobTypes types,
      ComputeConfig config,
      JobTraces traces) {
    var self =
        new JobStore.ComputeNode(
            cluster.nodeId(), config.name(), config.slots(), config.version(), types.codes());
    var pace = config.pace();
    var clock = Clock.systemUTC();
    this.cluster = cluster;
    this.store = store;
    this.worker = new WorkerVerticle(cluster, store, types, self, pace, traces, clock);
    this.rechecks = new RecheckVerticle(cluster, store, types, RECHECK_MAX, clock);
    this.orchestrator =
        new OrchestratorVerticle(
            cluster, store, types, self, pace, config.tenants(), traces, clock, new Rest());
  }

  /** Done when the node takes part. Errors: no database. */
  public static Future<ComputeNode> start(
      ClusterVertx cluster, JobStore store, JobTypes types, ComputeConfig config) {
    return start(cluster, store, types, config, JobTraces.NONE);
  }

  /** The same, and {@code traces} is told what it does for whom. */
  public static Future<ComputeNode> start(
      ClusterVertx cluster,
      JobStore store,
      JobTypes types,
      ComputeConfig config,
      JobTraces traces) {
    var node = new ComputeNode(cluster, store, types, config, traces);
    return node.deploy()
        .map(node)
        .onSuccess(
            up -> LOG.atInfo().addKeyValue("node", cluster.nodeId()).log("compute node started"));
  }

  private Future<?> deploy() {
    var vertx = cluster.vertx();
    return vertx
        .deployVerticle(worker)
        .compose(up -> vertx.deployVerticle(rechecks))
        .compose(up -> vertx.deployVerticle(orchestrator));
  }

  /**
   * Done once more threads of its slots heed nothing than it has slots. It computes no more; only a
   * new process can.
   */
  public Future<Void> useless() {
    return worker.useless();
  }

  /** Drains, then leaves; what is not delivered by then runs elsewhere. */
  public Future<Void> stop() {
    var vertx = cluster.vertx();
    return drainForGood()
        .otherwiseEmpty()
        .compose(drained -> vertx.undeploy(orchestrator.deploymentID()))
        .compose(quiet -> store.leave(cluster.nodeId()))
        .compose(left -> vertx.undeploy(rechecks.deploymentID()))
        .compose(unasked -> vertx.undeploy(worker.deploymentID()))
        .onSuccess(
            down -> LOG.atInfo().addKeyValue("node", cluster.nodeId()).log("compute node stopped"));
  }

  private synchronized Future<Void> drainForGood() {
    stopped = true;
    return drained == null || drained.failed() ? drain() : drained;
  }

  /**
   * Who is told to drain anew before it has heard that it was called back, says again that it has.
   */
  private synchronized void follow(JobStore.Duty duty) {
    if (stopped) return;
    switch (duty) {
      case UP -> takeWork();
      case DRAINING -> {
        if (drained == null || drained.isComplete()) drainOrTell();
      }
      case DRAINED -> {
        if (drained == null) drainOrTell();
      }
    }
  }

  private void drainOrTell() {
    drain().onFailure(fault -> LOG.atWarn().setCause(fault).log("not drained, trying again"));
  }

  /**
   * Hands back what has not begun, finishes and delivers the rest, for at most 10 s, and gives its
   * jobs free. The node stays a member, with nothing to do.
   */
  private Future<Void> drain() {
    LOG.atInfo().addKeyValue("node", cluster.nodeId()).log("compute node drains");
    var its = Promise.<Void>promise();
    drained = its.future();
    worker
        .drain()
        .timeout(DRAIN_MAX_SECONDS, TimeUnit.SECONDS)
        .otherwiseEmpty()
        .compose(quiet -> handOver(its.future()))
        .onSuccess(its::complete)
        .onFailure(its::fail);
    return its.future();
  }

  /** Unless the node takes work again by now. */
  private synchronized Future<Void> handOver(Future<Void> its) {
    return its == drained ? orchestrator.handOver() : Future.succeededFuture();
  }

  private void takeWork() {
    if (drained == null) return;
    LOG.atInfo().addKeyValue("node", cluster.nodeId()).log("compute node takes work again");
    drained = null;
    worker.takeChunks();
    orchestrator.takeJobs();
  }

  private final class Rest implements Beside {
    @Override
    public void peers(Set<String> live) {
      worker.peers(live);
    }

    @Override
    public int busySlots() {
      return worker.busySlots();
    }

    @Override
    public void duty(JobStore.Duty duty) {
      follow(duty);
    }
  }
}
