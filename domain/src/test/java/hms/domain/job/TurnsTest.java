package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hms.domain.job.OrchestratorEffect.Tell;
import hms.domain.job.OrchestratorEvent.Heard;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * I9: tenants with waiting work share by weight; within one, priority, then age and need by turns.
 */
class TurnsTest {
  private static final JobCode CODE = new JobCode("noop", 1, "");
  private static final TenantLimits HEAVY = new TenantLimits(3, 0, 0, 0);
  private static final TenantLimits NARROW = new TenantLimits(1, 0, 2, 0);

  private final OrchestratorCore core = new OrchestratorCore("o", Pace.DEFAULT, this::limits, 0);
  private final Map<UUID, Long> granted = new HashMap<>();
  private int credits;
  private long now;

  private TenantLimits limits(String tenant) {
    return switch (tenant) {
      case "heavy" -> HEAVY;
      case "narrow" -> NARROW;
      default -> TenantLimits.NONE;
    };
  }

  @Test
  void tenants_share_by_weight() {
    hello();
    open(1, "light", 5);
    open(2, "heavy", 5);

    credit(400);

    double share = (double) granted.get(job(2)) / (granted.get(job(1)) + granted.get(job(2)));
    assertThat(share).isCloseTo(0.75, within(0.05));
  }

  @Test
  void the_higher_priority_goes_first_then_the_older_job() {
    hello();
    open(2, "one", 5);
    open(1, "one", 5);
    open(3, "one", 6);

    credit(4);

    assertThat(granted).containsOnlyKeys(job(3));
  }

  @Test
  void a_small_job_does_not_wait_for_as_long_as_an_older_large_one_lasts() {
    hello();
    open(1, "one", 5);
    credit(100);
    open(2, "one", 5);

    credit(200);

    assertThat(granted).containsEntry(job(2), 50L);
  }

  @Test
  void of_equal_jobs_the_oldest_gets_half_and_the_others_share_the_other_half() {
    hello();
    for (int number = 1; number <= 11; number++) open(number, "one", 5);

    credit(200);

    assertThat(granted.get(job(1))).isBetween(100L, 110L);
    for (int number = 2; number <= 11; number++) {
      assertThat(granted.get(job(number))).isBetween(9L, 11L);
    }
  }

  @Test
  void what_is_served_gains_no_priority_and_what_waits_does() {
    hello();
    open(1, "one", 6);
    open(2, "one", 4);

    for (int window = 1; window <= 3; window++) {
      credit(window);
      assertThat(granted).containsOnlyKeys(job(1));
      now += Duration.ofSeconds(50).toNanos();
      core.on(new OrchestratorEvent.Renewed(now), now).forEach(this::count);
    }
    credit(4);

    assertThat(granted).containsEntry(job(2), 1L);
  }

  @Test
  void a_tenant_has_no_more_chunks_out_than_it_may() {
    hello();
    open(1, "narrow", 5);

    credit(10);

    assertThat(granted).containsEntry(job(1), 2L);
  }

  @Test
  void a_job_has_no_more_chunks_out_than_it_asked_for() {
    hello();
    core.on(opened(1, "one", new JobOptions(5, 3, 1, 0.01, false)), now).forEach(this::count);

    credit(10);

    assertThat(granted).containsEntry(job(1), 3L);
  }

  private void hello() {
    core.on(new Heard(new JobMessage.Hello("w", 1, 1, List.of(CODE))), now).forEach(this::count);
  }

  @Test
  void a_tenant_without_jobs_that_is_owed_nothing_is_forgotten() {
    var turns = new Turns(this::limits);
    var options = new JobOptions(5, 0, 1, 0.01, false);

    for (int n = 0; n < 100; n++) {
      turns.look(List.of(new OwnedJob(opened(n, "run-" + n, options), Pace.DEFAULT, 0)), 0);
    }

    assertThat(turns.known()).isEqualTo(1);
  }

  private void credit(int window) {
    long received = granted.values().stream().mapToLong(Long::longValue).sum();
    var credit = new JobMessage.Credit("w", 1, credits++, window, received, 0);
    core.on(new Heard(credit), now).forEach(this::count);
  }

  private void open(int number, String tenant, int priority) {
    core.on(opened(number, tenant, new JobOptions(priority, 0, 1, 0.01, false)), now)
        .forEach(this::count);
  }

  private static OrchestratorEvent.Opened opened(int number, String tenant, JobOptions options) {
    return new OrchestratorEvent.Opened(
        job(number),
        1,
        CODE,
        tenant,
        JobState.RUNNING,
        options,
        1000,
        List.of(new JobStage(0, 1_000_000, 0)),
        List.of(),
        0,
        List.of(),
        Optional.empty(),
        true,
        0);
  }

  private static UUID job(int number) {
    return new UUID(7, number);
  }

  private void count(OrchestratorEffect effect) {
    if (!(effect instanceof Tell(var to, JobMessage.Grant grant))) return;
    for (Lot lot : grant.lots()) granted.merge(lot.chunk().job(), lot.size(), Long::sum);
  }
}
