package hms.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.Plan;
import hms.cluster.job.Reduction;
import hms.cluster.job.Verdict;
import hms.cluster.jobs.drill.Drill;
import hms.cluster.jobs.drill.UnitCount;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobOptions;
import hms.domain.job.JobState;
import hms.domain.job.JobTies;
import hms.storage.MemoryJobStore;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FaultyJobsIT {
  private final MemoryJobStore store = new MemoryJobStore();

  @Test
  void a_chunk_that_always_fails_ends_its_job_with_the_units_and_the_cause() {
    try (var nodes = new Nodes(1, vertx -> store, new Counting(3, 10))) {
      Job job = nodes.ended(nodes.submit("counting", "{}"));

      assertThat(job.state()).isEqualTo(JobState.FAILED);
      assertThat(job.reason().orElseThrow())
          .contains("TOO_MANY_DEAD: 1 of 10 units", "3 to 3", "kiln is cold");
    }
  }

  @Test
  void a_job_that_may_miss_a_part_ends_with_the_rest_and_says_what_is_missing() {
    try (var nodes = new Nodes(1, vertx -> store, new Counting(3, 10))) {
      var mayMissOne = new JobOptions(5, 0, 0, 0.1, false);
      Job job = nodes.ended(nodes.submit("counting", "{}", mayMissOne));

      assertThat(job.state()).isEqualTo(JobState.PARTIAL);
      assertThat(job.unitsDead()).isEqualTo(1);
      var result = new JsonObject(job.result().orElseThrow());
      assertThat(result.getLong("units")).isEqualTo(9);
      assertThat(result.getJsonArray("missingUnits").encode()).isEqualTo("[[3,3]]");
    }
  }

  @Test
  void a_job_begins_when_the_one_it_follows_has_succeeded_and_fails_if_that_does_not() {
    try (var nodes = new Nodes(1, vertx -> store, new Counting(-1, 10), Drill.noop())) {
      var good = nodes.submit("counting", "{}");
      var bad = nodes.submitLate("alchemy");

      Job second = nodes.ended(after(nodes, good));
      assertThat(second.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(second.started().orElseThrow())
          .isAfterOrEqualTo(nodes.find(good).ended().orElseThrow());

      Job none = nodes.ended(after(nodes, bad));
      assertThat(none.reason()).contains("DEPENDENCY: job " + bad + " is FAILED");
    }
  }

  private static UUID after(Nodes nodes, UUID earlier) {
    var ties = new JobTies(Optional.empty(), List.of(earlier));
    return nodes.submit("counting", "{}", JobOptions.DEFAULT, ties);
  }

  @Test
  void a_total_that_the_oracle_refutes_is_no_result() {
    try (var nodes = new Nodes(1, vertx -> store, new Counting(-1, 11))) {
      Job job = nodes.ended(nodes.submit("counting", "{}"));

      assertThat(job.state()).isEqualTo(JobState.FAILED);
      assertThat(job.verdict()).contains("REFUTED");
      assertThat(job.reason()).contains("REFUTED: count: expected 11, found 10");
    }
  }

  @Test
  void a_job_of_a_type_that_nobody_knows_waits_until_it_is_late() {
    try (var nodes = new Nodes(1, vertx -> store, new Counting(-1, 10))) {
      var waiting = nodes.submit("alchemy", "{}");
      Job job = nodes.ended(nodes.submitLate("alchemy"));

      assertThat(nodes.find(waiting).state()).isEqualTo(JobState.QUEUED);
      assertThat(job.reason().orElseThrow()).contains("PLAN:", "unknown-type");
    }
  }

  @Test
  void a_type_that_throws_when_it_plans_fails_its_job_and_no_other() {
    try (var nodes = new Nodes(1, vertx -> store, new Counting(-1, 0))) {
      Job job = nodes.ended(nodes.submit("counting", "{}"));

      assertThat(job.reason().orElseThrow()).contains("PLAN:", "units must be 1..2^62");
    }
  }

  /** Counts ten units; stumbles over one of them, or promises another sum. */
  private record Counting(long stumblesAt, long promised)
      implements JobType<Counting.Nothing, Long> {
    record Nothing() {}

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public Outcome<Nothing> parameters(JsonObject json) {
      return Outcome.done(new Nothing());
    }

    @Override
    public Plan plan(Nothing parameters) {
      return new Plan(promised > 0 ? 10 : 0, 1_000_000);
    }

    @Override
    public Long compute(Nothing parameters, Interval range, ChunkContext chunk) {
      if (range.lo() <= stumblesAt && stumblesAt < range.hi()) {
        throw new IllegalStateException("kiln is cold");
      }
      return range.units();
    }

    @Override
    public Reduction<Long> reduction(Nothing parameters) {
      return new UnitCount();
    }

    @Override
    public Verdict verify(Nothing parameters, Long total) {
      return total == promised
          ? new Verdict.Confirmed("count")
          : new Verdict.Refuted("count", "expected " + promised + ", found " + total);
    }
  }
}
