package hms.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.Job;
import hms.domain.job.JobOptions;
import hms.domain.job.JobState;
import hms.domain.job.JobTies;
import hms.storage.pg.PgJobViews.Chunk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChaosVerdictTest {
  private static final List<Chunk> WHOLE = List.of(row(0, 4000), row(4000, 10_000));

  @Test
  void the_closed_form_has_the_sums_that_are_in_books() {
    assertThat(ClosedForm.of(10_000).divisors()).isEqualTo(93_668);
    assertThat(ClosedForm.of(10_000).divisorSum()).isEqualTo("82256014");
    assertThat(ClosedForm.of(10_000_000).divisorSum()).isEqualTo("82246711794796");
  }

  @Test
  void a_job_with_the_right_sums_and_each_unit_in_one_row_is_right() {
    assertThat(verdict(WHOLE, "82256014")).isEqualTo(List.of(true, 0L));
  }

  @Test
  void another_sum_is_seen() {
    assertThat(verdict(WHOLE, "82256015")).isEqualTo(List.of(false, 0L));
  }

  @Test
  void a_gap_is_seen() {
    assertThat(verdict(List.of(row(0, 3000), row(4000, 10_000)), "82256014"))
        .isEqualTo(List.of(false, 0L));
  }

  @Test
  void units_in_two_rows_are_seen() {
    assertThat(verdict(List.of(row(0, 5000), row(4000, 10_000)), "82256014"))
        .isEqualTo(List.of(true, 1L));
  }

  @Test
  void a_chunk_that_was_counted_without_a_row_is_seen() {
    assertThat(verdict(List.of(row(0, 10_000)), "82256014")).isEqualTo(List.of(true, 1L));
  }

  @Test
  void of_few_samples_the_largest_counts_and_a_wrong_result_is_unsound() {
    var findings = new Findings();
    findings.add(new Verdict(true, 0, ""));
    for (long millis : new long[] {20, 90, 40}) findings.add(Findings.Wait.CANCEL, millis);

    assertThat(findings.lines())
        .containsExactly(
            "jobs-checked 1", "oracle-mismatches 0", "chunks-doubled 0", "cancel-p99-ms 90");
    assertThat(findings.sound()).isTrue();

    findings.add(new Verdict(false, 0, ""));
    assertThat(findings.sound()).isFalse();
  }

  @Test
  void the_same_seed_draws_the_same_faults_and_fifty_draw_each() {
    var drawn = Fault.draw(50, Set.of(), new Random(42));

    assertThat(drawn).isEqualTo(Fault.draw(50, Set.of(), new Random(42)));
    assertThat(drawn).contains(Fault.values());
    assertThat(Fault.draw(3, Set.of("worker-killed"), new Random(1)))
        .containsOnly(Fault.WORKER_KILLED);
  }

  private static List<Object> verdict(List<Chunk> rows, String sum) {
    Verdict verdict = Verdict.of(ended(sum), 10_000, rows);
    return List.of(verdict.agrees(), verdict.doubled());
  }

  private static Chunk row(long lo, long hi) {
    return new Chunk(lo, hi, 1, 1, "node", Instant.EPOCH, 0, 0);
  }

  private static Job ended(String sum) {
    return new Job(
        new UUID(0, 1),
        "factors",
        "{}",
        "chaos",
        JobOptions.DEFAULT,
        JobTies.NONE,
        JobState.SUCCEEDED,
        Optional.empty(),
        1,
        10_000,
        10_000,
        0,
        2,
        0,
        Optional.of("{\"divisors\":93668,\"divisorSum\":\"%s\"}".formatted(sum)),
        Optional.empty(),
        Optional.of("CONFIRMED"),
        0,
        "chaos",
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Instant.EPOCH),
        Optional.empty());
  }
}
