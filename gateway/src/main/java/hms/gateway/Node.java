package hms.gateway;

import hms.cluster.ClusterVertx;
import hms.cluster.job.JobTypes;
import hms.cluster.node.ComputeNode;
import hms.cluster.schedule.ScheduleTimer;
import hms.gateway.config.NodeRole;
import hms.gateway.config.OfficeConfig;
import hms.gateway.metrics.Metrics;
import hms.gateway.trace.Tracing;
import hms.storage.JobStore;
import hms.storage.pg.Migrations;
import hms.storage.pg.PgDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of HMS: a member of the cluster with one or both roles. Migrates first if it is given
 * the owner's password; leaves the cluster last.
 */
public final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final ClusterVertx cluster;
  private final PgDatabase database;
  private final Optional<Office> office;
  private final Optional<ComputeNode> compute;
  private final ScheduleTimer schedules;
  private final Tracing tracing;

  private Node(
      ClusterVertx cluster,
      PgDatabase database,
      Optional<Office> office,
      Optional<ComputeNode> compute,
      ScheduleTimer schedules,
      Tracing tracing) {
    this.tracing = tracing;
    this.schedules = schedules;
    this.cluster = cluster;
    this.database = database;
    this.office = office;
    this.compute = compute;
  }

  /**
   * Blocks until the node serves; never on an event loop. A failure has taken down what was up.
   *
   * <p>Vert.x is closed from the caller's thread: a Future that waits for it on one of its own
   * event loops would never be told.
   */
  public static Node start(OfficeConfig config) {
    return start(config, Settings.tracing(config));
  }

  /** The same, whose spans go there. */
  public static Node start(OfficeConfig config, Tracing tracing) {
    config.postgres().owner().ifPresent(Migrations::migrate);
    var metrics = new Metrics();
    var cluster =
        ClusterVertx.start(
                Settings.cluster(config), metrics.factory(), metrics.options(), tracing.factory())
            .await();
    try {
      return start(config, cluster, metrics, tracing).await();
    } catch (RuntimeException failure) {
      cluster.close().await();
      throw failure;
    }
  }

  private static Future<Node> start(
      OfficeConfig config, ClusterVertx cluster, Metrics metrics, Tracing tracing) {
    var database = PgDatabase.open(cluster.vertx(), config.postgres().office());
    var jobs = database.jobs();
    var types = Settings.types(config);
    var stores = database.stores(() -> {});
    var schedules =
        new ScheduleTimer(
            stores, jobs, types, config.compute().queueMax(), config.compute().tenants());
    return compute(config, cluster, jobs, types, tracing)
        .compose(compute ->
            office(config, cluster, database, jobs, types, metrics, tracing)
                .map(office -> new Node(cluster, database, office, compute, schedules, tracing)))
        .compose(node -> cluster.vertx().deployVerticle(schedules).map(node))
        .onSuccess(up ->
            LOG.atInfo()
                .addKeyValue("node", config.node().name())
                .addKeyValue("roles", config.node().roles())
                .log("node started"));
  }

  private static Future<Optional<ComputeNode>> compute(
      OfficeConfig config, ClusterVertx cluster, JobStore jobs, JobTypes types, Tracing tracing) {
    return config.node().has(NodeRole.COMPUTE)
        ? ComputeNode.start(cluster, jobs, types, Settings.compute(config), tracing.jobs())
            .map(Optional::of)
        : Future.succeededFuture(Optional.empty());
  }

  private static Future<Optional<Office>> office(
      OfficeConfig config,
      ClusterVertx cluster,
      PgDatabase database,
      JobStore jobs,
      JobTypes types,
      Metrics metrics,
      Tracing tracing) {
    if (!config.node().has(NodeRole.GATEWAY)) return Future.succeededFuture(Optional.empty());
    var office = new Office(config, cluster, database, jobs, types, metrics, tracing);
    return office.start().map(Optional.of(office));
  }

  /** Done once this process computes no more and should be started anew; seldom ever. */
  public Future<Void> useless() {
    return compute.map(ComputeNode::useless).orElseGet(() -> Promise.<Void>promise().future());
  }

  /** Drains: doors close, work in hand ends or goes elsewhere, then the node leaves. Blocks. */
  public void stop() {
    try {
      cluster.vertx().undeploy(schedules.deploymentID()).await();
      office.ifPresent(each -> each.stop().await());
      compute.ifPresent(each -> each.stop().await());
      database.close().await();
    } finally {
      cluster.close().await();
      tracing.close();
    }
  }
}
