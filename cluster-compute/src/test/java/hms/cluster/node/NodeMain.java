package hms.cluster.node;

import hms.cluster.ClusterConfig;
import hms.cluster.ClusterVertx;
import hms.cluster.job.JobTypes;
import hms.cluster.jobs.factors.Factors;
import hms.domain.job.Pace;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.PgJobStore;
import hms.storage.pg.PgPools;
import java.util.List;

/** A compute node as a process of its own, to be killed. */
final class NodeMain {
  private NodeMain() {}

  /**
   * @param args node name, cluster name, cluster port, members joined by comma, database host,
   *     port, name, user, password
   */
  public static void main(String[] args) {
    var members = List.of(args[3].split(",", -1));
    var joins = new ClusterConfig(args[1], "127.0.0.1", Integer.parseInt(args[2]), 0, members);
    var database =
        new DatabaseConfig(args[4], Integer.parseInt(args[5]), args[6], args[7], args[8], 4);
    var cluster = ClusterVertx.start(joins).await();
    var store = new PgJobStore(cluster.vertx(), PgPools.open(cluster.vertx(), database));
    var config = new ComputeConfig(args[0], 1, Pace.DEFAULT, "test");
    ComputeNode.start(cluster, store, new JobTypes(new Factors()), config).await();
  }
}
