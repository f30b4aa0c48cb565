package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.JobExplanation.Cause;
import hms.domain.job.JobExplanation.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Why a job that runs is not further: nothing that is said is untrue, and nothing true is missing.
 */
class JobExplanationTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void a_job_that_has_all_it_can_use_has_nothing_to_explain() {
    assertThat(codes(around(4, 1, 0, 0, 0))).isEmpty();
  }

  @Test
  void every_cause_is_told_with_its_numbers() {
    var causes = JobExplanation.of(running(), around(4, 4, 2, 3, 1), NOW);

    assertThat(causes)
        .extracting(Cause::code)
        .containsExactly("PRIORITY", "TENANT_SHARE", "NO_CREDIT");
    assertThat(causes.get(0).detail()).isEqualTo("2 jobs of its tenant go first, for 4 slots");
    assertThat(causes.get(1).detail())
        .isEqualTo("1 other tenants share 4 slots, and 3 other jobs of its tenant share its part");
    assertThat(causes.get(2).detail()).isEqualTo("all 4 slots are busy");
  }

  @Test
  void each_cause_stands_for_itself() {
    assertThat(codes(around(4, 4, 0, 0, 0))).containsExactly("NO_CREDIT");
    assertThat(codes(around(4, 3, 1, 0, 0))).containsExactly("PRIORITY");
    assertThat(codes(around(4, 3, 0, 1, 0))).containsExactly("TENANT_SHARE");
    assertThat(codes(around(4, 3, 0, 0, 1))).containsExactly("TENANT_SHARE");
  }

  @Test
  void a_job_whose_code_no_node_has_says_which() {
    var causes = JobExplanation.of(running(), around(0, 4, 1, 0, 0, 0), NOW);

    assertThat(causes).extracting(Cause::code).containsExactly("NO_WORKER");
    assertThat(causes.getFirst().detail()).isEqualTo("none of 2 nodes has noop 1");
  }

  private static List<String> codes(Surroundings around) {
    return JobExplanation.of(running(), around, NOW).stream().map(Cause::code).toList();
  }

  private static Surroundings around(int slots, int busy, int ahead, int beside, int tenants) {
    return around(2, slots, busy, ahead, beside, tenants);
  }

  private static Surroundings around(
      int able, int slots, int busy, int ahead, int beside, int tenants) {
    return new Surroundings(
        2,
        able,
        slots,
        busy,
        ahead,
        beside,
        tenants,
        0,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static Job running() {
    var job = Job.queued(new UUID(7, 1), "noop", "{}", "mia", NOW);
    return new Job(
        job.oid(),
        job.type(),
        job.parameters(),
        job.tenant(),
        job.options(),
        job.ties(),
        JobState.RUNNING,
        Optional.of("node"),
        1,
        100,
        10,
        0,
        1,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        job.submittedBy(),
        job.created(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(NOW),
        Optional.empty(),
        Optional.of("noop 1"));
  }
}
