package hms.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import hms.cluster.jobs.factors.Factors;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.storage.JobStore;
import hms.storage.TestPostgres;
import hms.storage.pg.PgJobStore;
import hms.storage.pg.PgPools;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ComputeNodeIT {
  /** Some seconds of work: whoever is to die must still have some of it. */
  private static final long TO = 6_000_000;

  private static final String TRIAL =
      "{\"from\":1,\"to\":%d,\"algorithm\":\"trial\"}".formatted(TO);

  private final TestPostgres.Database database = TestPostgres.freshDatabase();

  @Test
  void a_job_ends_with_the_sums_that_the_closed_form_knows() {
    try (var nodes = new Nodes(2, this::store, new Factors())) {
      var oid = nodes.submit("factors", "{\"from\":1,\"to\":10000000}");

      Job job = nodes.ended(oid);

      var result = new JsonObject(job.result().orElseThrow());
      assertThat(job.verdict()).contains("CONFIRMED");
      assertThat(result.getLong("divisors")).isEqualTo(162_725_364);
      assertThat(result.getString("divisorSum")).isEqualTo("82246711794796");
    }
  }

  @Test
  void a_worker_that_dies_costs_no_unit() {
    try (var nodes = new Nodes(2, this::store, new Factors())) {
      var oid = nodes.submit("factors", TRIAL);
      nodes.untilUnderWay(oid);

      nodes.kill(1 - nodes.owner(oid));

      everyUnitOnce(nodes, nodes.ended(oid));
    }
  }

  @Test
  void an_owner_that_dies_is_succeeded_under_the_next_epoch() {
    try (var nodes = new Nodes(2, this::store, new Factors())) {
      var oid = nodes.submit("factors", TRIAL);
      nodes.untilUnderWay(oid);

      nodes.kill(nodes.owner(oid));

      Job job = nodes.ended(oid);
      assertThat(job.epoch()).isEqualTo(2);
      everyUnitOnce(nodes, job);
    }
  }

  @Test
  void an_owner_that_is_stopped_hands_its_job_over() {
    try (var nodes = new Nodes(2, this::store, new Factors())) {
      var oid = nodes.submit("factors", TRIAL);
      nodes.untilUnderWay(oid);

      nodes.stop(nodes.owner(oid));

      Job job = nodes.ended(oid);
      assertThat(job.epoch()).isEqualTo(2);
      everyUnitOnce(nodes, job);
    }
  }

  private static void everyUnitOnce(Nodes nodes, Job job) {
    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job.unitsDone()).isEqualTo(TO);
    assertThat(nodes.committed(job.oid())).containsExactly(new Interval(0, TO));
  }

  private JobStore store(Vertx vertx) {
    return new PgJobStore(vertx, PgPools.open(vertx, database.office()));
  }
}
