package hms.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.storage.TestPostgres;
import hms.storage.pg.PgJobStore;
import hms.storage.pg.PgPools;
import org.junit.jupiter.api.Test;

/** Nodes that are told to hand over what they have, one after the other, under a job. */
class DrainIT {
  private static final int UNITS = 300;

  private final TestPostgres.Database database = TestPostgres.freshDatabase();

  @Test
  void nodes_that_drain_in_turn_cost_no_second_computation() {
    var counted = new Counted(10);
    try (var nodes =
        new Nodes(
            3, vertx -> new PgJobStore(vertx, PgPools.open(vertx, database.office())), counted)) {
      var job = nodes.submit("counted", "{\"units\":%d}".formatted(UNITS));
      nodes.untilUnderWay(job);

      int first = nodes.owner(job);
      nodes.drain(first);
      await().atMost(Nodes.PATIENCE).until(() -> nodes.owned(job) && nodes.owner(job) != first);
      int second = nodes.owner(job);
      nodes.drain(second);

      Job ended = nodes.ended(job);
      assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(nodes.committed(job)).containsExactly(new Interval(0, UNITS));
      assertThat(ended.epoch()).as("owners").isEqualTo(3);
      assertThat(counted.computed()).as("units computed").isEqualTo(UNITS);
    }
  }
}
