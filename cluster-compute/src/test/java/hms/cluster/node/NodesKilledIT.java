package hms.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.cluster.ClusterConfig;
import hms.cluster.TestCluster;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.storage.Ids;
import hms.storage.TestPostgres;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.PgJobStore;
import hms.storage.pg.PgPools;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real processes and SIGKILL: first the process that owns the job, then the one that took over. */
class NodesKilledIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long TO = 3_000_000;

  private final DatabaseConfig database = TestPostgres.freshDatabase().office();
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool = PgPools.open(vertx, database);
  private final PgJobStore store = new PgJobStore(vertx, pool);
  private final Map<String, Process> processes = new LinkedHashMap<>();

  @AfterEach
  void endProcesses() {
    processes.values().forEach(Process::destroyForcibly);
    vertx.close().await();
  }

  @Test
  void a_job_outlives_two_owners_killed_one_after_the_other() throws IOException {
    var configs = TestCluster.configs(3);
    for (int i = 0; i < 3; i++) start("node-" + i, configs.get(i));
    Job job =
        Job.queued(
            Ids.next(),
            "factors",
            "{\"from\":1,\"to\":%d,\"algorithm\":\"trial\"}".formatted(TO),
            "mia",
            Instant.now());
    store.insert(job).compose(inserted -> store.wake()).await();

    killOwnerAfter(job, 3);
    killOwnerAfter(job, 8);

    await().atMost(PATIENCE).until(() -> find(job).state().ended());
    Job ended = find(job);
    assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(ended.epoch()).isEqualTo(3);
    assertThat(ended.unitsDone()).isEqualTo(TO);
    assertThat(store.committed(job.oid()).await()).containsExactly(new Interval(0, TO));
  }

  private void killOwnerAfter(Job job, long chunks) {
    await().atMost(PATIENCE).until(() -> alive(owner(job)) && find(job).chunksDone() >= chunks);
    Process owner = Objects.requireNonNull(processes.get(owner(job)));
    assertThat(find(job).state()).isEqualTo(JobState.RUNNING);
    owner.destroyForcibly();
    owner.onExit().join();
  }

  private boolean alive(String name) {
    return processes.containsKey(name) && processes.get(name).isAlive();
  }

  private Job find(Job job) {
    return store.find(job.oid()).await().orElseThrow();
  }

  /** Name of the owner's node, empty while there is none. */
  private String owner(Job job) {
    return find(job).owner().map(this::nameOf).orElse("");
  }

  private String nameOf(String node) {
    var rows = pool.query("select node, name from compute_node order by node").execute().await();
    for (var row : rows) if (row.getString("node").equals(node)) return row.getString("name");
    return "";
  }

  /** Waits until the process has its lease: two that start at once would found two clusters. */
  private void start(String name, ClusterConfig config) throws IOException {
    var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
    command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");
    command.add(NodeMain.class.getName());
    command.addAll(List.of(name, config.name(), String.valueOf(config.clusterPort())));
    command.add(String.join(",", config.members()));
    command.addAll(List.of(database.host(), String.valueOf(database.port()), database.database()));
    command.addAll(List.of(database.user(), database.password()));
    var log = new File("target", "process-" + name + ".log");
    processes.put(
        name, new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start());
    await().atMost(PATIENCE).until(() -> names().contains(name));
  }

  private List<String> names() {
    var names = new ArrayList<String>();
    pool.query("select name from compute_node order by name")
        .execute()
        .await()
        .forEach(row -> names.add(row.getString("name")));
    return names;
  }
}
