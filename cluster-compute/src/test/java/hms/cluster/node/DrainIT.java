package hms.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.storage.TestPostgres;
import hms.storage.pg.PgDatabase;
import hms.storage.pg.PgJobStore;
import hms.storage.pg.PgNodeViews;
import hms.storage.pg.PgPools;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that are told to hand over what they have, one after the other, under a job. */
class DrainIT {
  private static final int UNITS = 300;

  private final TestPostgres.Database database = TestPostgres.freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool = PgPools.open(vertx, database.office());
  private final PgNodeViews views = PgDatabase.open(vertx, database.office()).nodeViews();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void nodes_that_drain_in_turn_cost_no_second_computation() {
    var counted = new Counted(10);
    try (var nodes = nodes(3, counted)) {
      var job = nodes.submit("counted", "{\"units\":%d}".formatted(UNITS));
      nodes.untilUnderWay(job);

      int first = nodes.owner(job);
      nodes.drain(first);
      int second = nodes.ownerOtherThan(first, job);
      nodes.drain(second);

      Job ended = nodes.ended(job);
      assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(nodes.committed(job)).containsExactly(new Interval(0, UNITS));
      assertThat(ended.epoch()).as("owners").isEqualTo(3);
      assertThat(counted.computed()).as("units computed").isEqualTo(UNITS);
    }
  }

  @Test
  void a_drained_node_that_is_called_back_takes_work_again() {
    var counted = new Counted(10);
    try (var nodes = nodes(1, counted)) {
      var job = nodes.submit("counted", "{\"units\":%d}".formatted(UNITS));
      nodes.untilUnderWay(job);
      nodes.drain(0);
      await().atMost(Nodes.PATIENCE).until(() -> state(nodes).equals("DRAINED"));
      nodes.undrain(0);
      nodes.drain(0);
      await("told anew").atMost(Nodes.PATIENCE).until(() -> state(nodes).equals("DRAINED"));
      assertThat(nodes.owned(job)).isFalse();
      long before = counted.computed();

      nodes.undrain(0);
      nodes.undrain(0);

      Job ended = nodes.ended(job);
      assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(before).as("computed before").isLessThan(UNITS);
      assertThat(counted.computed()).as("units computed").isEqualTo(UNITS);
      assertThat(state(nodes)).isEqualTo("UP");
    }
  }

  @Test
  void a_node_that_is_called_back_while_it_drains_goes_on_as_if_nothing_had_been() {
    var gate = new CountDownLatch(1);
    var counted = new Counted(1, gate);
    try (var nodes = nodes(1, counted)) {
      var job = nodes.submit("counted", "{\"units\":30}");
      await().atMost(Nodes.PATIENCE).until(() -> view(nodes).busy() == 1);
      nodes.drain(0);
      untilHeard(nodes);
      assertThat(state(nodes)).as("a chunk is under way").isEqualTo("DRAINING");

      nodes.undrain(0);
      untilHeard(nodes);
      gate.countDown();

      Job ended = nodes.ended(job);
      assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(ended.epoch()).as("owners").isEqualTo(1);
      assertThat(counted.computed()).as("units computed").isEqualTo(30);
    } finally {
      gate.countDown();
    }
  }

  private Nodes nodes(int count, Counted type) {
    return new Nodes(count, its -> new PgJobStore(its, PgPools.open(its, database.office())), type);
  }

  /** The second renewal from now begins when the node has heard what the first one has told. */
  private void untilHeard(Nodes nodes) {
    for (int i = 0; i < 2; i++) {
      String before = leaseUntil(nodes);
      await().atMost(Nodes.PATIENCE).until(() -> !leaseUntil(nodes).equals(before));
    }
  }

  private String leaseUntil(Nodes nodes) {
    return pool.preparedQuery("select lease_until::text as until from compute_node where node = $1")
        .execute(Tuple.of(nodes.id(0)))
        .await()
        .iterator()
        .next()
        .getString("until");
  }

  private String state(Nodes nodes) {
    return view(nodes).state();
  }

  private PgNodeViews.NodeView view(Nodes nodes) {
    return views.find(nodes.id(0)).await().orElseThrow();
  }
}
