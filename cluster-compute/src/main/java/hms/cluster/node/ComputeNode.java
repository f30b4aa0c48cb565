package hms.cluster.node;

import hms.cluster.ClusterVertx;
import hms.cluster.JobTraces;
import hms.cluster.job.JobTypes;
import hms.cluster.orchestrate.OrchestratorVerticle;
import hms.cluster.work.WorkerVerticle;
import hms.storage.JobStore;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
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

  private final ClusterVertx cluster;
  private final JobStore store;
  private final WorkerVerticle worker;
  private final OrchestratorVerticle orchestrator;

  private ComputeNode(
      ClusterVertx cluster,
      JobStore store,
      WorkerVerticle worker,
      OrchestratorVerticle orchestrator) {
    this.cluster = cluster;
    this.store = store;
    this.worker = worker;
    this.orchestrator = orchestrator;
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
    var self = new JobStore.ComputeNode(cluster.nodeId(), config.name(), config.slots());
    var pace = config.pace();
    var clock = Clock.systemUTC();
    var worker = new WorkerVerticle(cluster, store, types, self, pace, traces, clock);
    var orchestrator =
        new OrchestratorVerticle(cluster, store, types, self, pace, traces, clock, worker::peers);
    var node = new ComputeNode(cluster, store, worker, orchestrator);
    return node.deploy()
        .map(node)
        .onSuccess(up -> LOG.atInfo().addKeyValue("node", self.node()).log("compute node started"));
  }

  private Future<?> deploy() {
    var vertx = cluster.vertx();
    return vertx.deployVerticle(worker).compose(up -> vertx.deployVerticle(orchestrator));
  }

  /** Drains for at most 10 s, then leaves; what is not delivered by then runs elsewhere. */
  public Future<Void> stop() {
    var vertx = cluster.vertx();
    return worker
        .drain()
        .timeout(DRAIN_MAX_SECONDS, TimeUnit.SECONDS)
        .otherwiseEmpty()
        .compose(drained -> vertx.undeploy(orchestrator.deploymentID()))
        .compose(quiet -> store.leave(cluster.nodeId()))
        .compose(left -> vertx.undeploy(worker.deploymentID()))
        .onSuccess(
            down -> LOG.atInfo().addKeyValue("node", cluster.nodeId()).log("compute node stopped"));
  }
}
