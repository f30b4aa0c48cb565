package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.WorkerEffect.Run;
import hms.domain.job.WorkerEffect.Tell;
import hms.domain.job.WorkerEvent.Computed;
import hms.domain.job.WorkerEvent.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chunks that are over in no time are computed many in a stint, and stay chunks. */
class StintTest {
  private static final UUID JOB = new UUID(7, 1);
  private static final long TINY_MICROS = 10;

  private final WorkerCore worker = new WorkerCore("w", 1, List.of(), Pace.DEFAULT);
  private final List<WorkerEffect> effects = new ArrayList<>();

  /** The first chunk of a job is alone in its stint: nothing is known of it. */
  @BeforeEach
  void meet() {
    on(new WorkerEvent.Peers(Set.of("o")));
    heard(new JobMessage.Welcome("o", 1, 1));
    grant(1, 0, 1);
    on(computed(lastRun(), TINY_MICROS, true));
    effects.clear();
  }

  @Test
  void what_takes_no_time_is_computed_in_one_stint() {
    grant(2, 1, 10);

    assertThat(lastRun().chunks()).hasSize(10);
  }

  @Test
  void what_takes_long_is_alone_in_its_stint() {
    grant(2, 1, 2);
    on(computed(lastRun(), 1_000_000, true));
    effects.clear();

    grant(4, 3, 10);

    assertThat(lastRun().chunks()).hasSize(1);
  }

  @Test
  void what_had_no_turn_in_its_stint_is_next() {
    grant(2, 1, 10);
    Run first = lastRun();

    on(computed(new Run(first.run(), first.chunks().subList(0, 4)), TINY_MICROS, true));

    assertThat(lastRun().chunks()).isEqualTo(first.chunks().subList(4, 10));
  }

  @Test
  void what_had_no_turn_goes_back_if_its_job_was_paused_meanwhile() {
    grant(2, 1, 10);
    Run first = lastRun();
    heard(new JobMessage.Pause("o", JOB, 1));
    effects.clear();

    on(computed(new Run(first.run(), first.chunks().subList(0, 4)), TINY_MICROS, true));

    assertThat(handedBack()).isEqualTo(first.chunks().subList(4, 10));
    assertThat(effects).noneMatch(Run.class::isInstance);
  }

  @Test
  void one_that_breaks_is_the_only_one_that_fails() {
    grant(2, 1, 10);
    Run first = lastRun();

    on(computed(new Run(first.run(), first.chunks().subList(0, 4)), TINY_MICROS, false));
    on(new WorkerEvent.Broken(first.run(), FailureClass.BUG, "no kiln", ""));

    assertThat(failed()).containsExactly(first.chunks().get(4));
    assertThat(lastRun().chunks()).isEqualTo(first.chunks().subList(5, 10));
  }

  @Test
  void one_that_nobody_wants_any_more_costs_the_others_nothing() {
    grant(2, 1, 10);
    Run first = lastRun();
    var unwanted = first.chunks().get(7).interval();

    heard(new JobMessage.Cancel("o", JOB, 1, List.of(unwanted), false));
    assertThat(effects).noneMatch(WorkerEffect.Abandon.class::isInstance);
    on(computed(first, TINY_MICROS, true));

    assertThat(delivered()).hasSize(9).doesNotContain(first.chunks().get(7));
  }

  @Test
  void a_cancelled_job_ends_its_stint_once() {
    grant(2, 1, 10);

    heard(new JobMessage.Cancel("o", JOB, 1, List.of(), false));

    assertThat(effects).filteredOn(WorkerEffect.Abandon.class::isInstance).hasSize(1);
    assertThat(effects).filteredOn(Run.class::isInstance).hasSize(1);
  }

  private void grant(long first, long lo, int chunks) {
    var all = new Chunk(JOB, 1, lo, lo + chunks, 1);
    heard(new JobMessage.Grant("o", 1, first, List.of(new Lot(all, 1, 30_000, false))));
  }

  private static Computed computed(Run run, long micros, boolean ended) {
    return new Computed(
        run.run(),
        run.chunks().stream().map(chunk -> Samples.result(chunk, "w", micros)).toList(),
        ended);
  }

  private void heard(JobMessage.ToWorker message) {
    on(new Heard(message));
  }

  private void on(WorkerEvent event) {
    effects.addAll(worker.on(event, 0));
  }

  private Run lastRun() {
    return (Run) effects.stream().filter(Run.class::isInstance).toList().getLast();
  }

  private List<Chunk> failed() {
    return told(JobMessage.Fail.class).stream().map(JobMessage.Fail::chunk).toList();
  }

  private List<Chunk> handedBack() {
    return told(JobMessage.HandBack.class).stream().flatMap(b -> b.unstarted().stream()).toList();
  }

  private <T> List<T> told(Class<T> kind) {
    return effects.stream()
        .filter(Tell.class::isInstance)
        .map(tell -> ((Tell) tell).message())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private List<Chunk> delivered() {
    return effects.stream()
        .filter(WorkerEffect.Deliver.class::isInstance)
        .flatMap(deliver -> ((WorkerEffect.Deliver) deliver).message().results().stream())
        .map(ChunkResult::chunk)
        .toList();
  }
}
