package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.JobExplanation.Cause;
import hms.domain.job.JobExplanation.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Why a job that runs is not further: nothing that is said is untrue, and nothing true is missing.
 */
class JobExplanationTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private static final TenantLimits HEAVY = new TenantLimits(3, 0, 0, 0);
  private static final TenantLimits NARROW = new TenantLimits(1, 2, 2, 0);
  private static final Tenants TENANTS = new Tenants(Map.of("heavy", HEAVY));

  @Test
  void a_job_that_has_all_it_can_use_has_nothing_to_explain() {
    assertThat(codes(around(4, 1, 0, 0, 0))).isEmpty();
  }

  @Test
  void every_cause_is_told_with_its_numbers() {
    var causes = JobExplanation.of(running(), around(4, 4, 2, 3, 1), TENANTS, NOW);

    assertThat(causes)
        .extracting(Cause::code)
        .containsExactly("PRIORITY", "TENANT_SHARE", "NO_CREDIT");
    assertThat(causes.get(0).detail()).isEqualTo("2 jobs of its tenant go first, for 4 slots");
    assertThat(causes.get(1).detail())
        .isEqualTo("its tenant has 1 of 4 parts of 4 slots, and 3 other jobs of it share that");
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
    var causes = JobExplanation.of(running(), around(0, 4, 1, 0, 0, 0), TENANTS, NOW);

    assertThat(causes).extracting(Cause::code).containsExactly("NO_WORKER");
    assertThat(causes.getFirst().detail()).isEqualTo("none of 2 nodes has noop 1");
  }

  @Test
  void what_its_tenant_may_have_is_told() {
    var narrow = new Tenants(Map.of("mia", new TenantLimits(2, 0, 3, 50)));

    var causes = JobExplanation.of(running(), around(4, 1, 0, 0, 1), narrow, NOW);

    assertThat(causes)
        .extracting(Cause::code)
        .containsExactly("TENANT_SHARE", "MAX_SLOTS", "RATE_LIMIT");
    assertThat(causes.get(0).detail()).startsWith("its tenant has 2 of 3 parts of 4 slots");
    assertThat(causes.get(1).detail()).isEqualTo("its tenant may have 3 of 4 slots");
    assertThat(causes.get(2).detail()).isEqualTo("its tenant may begin 50.0 chunks a second");
  }

  @Test
  void a_tenant_of_which_nothing_is_said_is_one_of_the_others() {
    var tenants = new Tenants(Map.of("mia", HEAVY, Tenants.OTHERS, NARROW));

    assertThat(tenants.of("mia")).isEqualTo(HEAVY);
    assertThat(tenants.of("jo")).isEqualTo(NARROW);
    assertThat(Tenants.EQUAL.of("jo")).isEqualTo(TenantLimits.NONE);
  }

  private static List<String> codes(Surroundings around) {
    return JobExplanation.of(running(), around, TENANTS, NOW).stream().map(Cause::code).toList();
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
        Stream.of("heavy", "other").limit(tenants).toList(),
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
