package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.OrchestratorEffect.Tell;
import hms.domain.job.OrchestratorEvent.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Chunks go to workers that have the very code of their job. */
class WorkersThatKnowTest {
  private static final UUID JOB = new UUID(7, 1);
  private static final JobCode CODE = new JobCode("collatz", 1, "aa");

  private final OrchestratorCore core = new OrchestratorCore("o", Pace.DEFAULT, 0);
  private final List<OrchestratorEffect> effects = new ArrayList<>();

  @Test
  void a_worker_with_another_version_or_digest_gets_nothing() {
    open();
    credit("able", List.of(new JobCode("noop", 1, ""), CODE), 3);
    credit("old", List.of(new JobCode("collatz", 1, "bb")), 3);
    credit("new", List.of(new JobCode("collatz", 2, "aa")), 3);
    credit("bare", List.of(), 3);

    assertThat(granted("able")).isEqualTo(3);
    assertThat(granted("old") + granted("new") + granted("bare")).isZero();
  }

  @Test
  void it_is_not_told_of_waiting_work_that_it_cannot_do() {
    open();
    credit("able", List.of(CODE), 1);
    credit("old", List.of(new JobCode("collatz", 1, "bb")), 1);

    assertThat(weights("able").getLast()).isEqualTo(1);
    assertThat(weights("old")).isNotEmpty().allMatch(weight -> weight == 0);
  }

  @Test
  void what_fails_on_all_that_know_it_is_not_kept_for_those_who_do_not() {
    open();
    credit("old", List.of(), 1);
    credit("able", List.of(CODE), 1);
    var chunk = new Chunk(JOB, 1, 0, 10, 1);

    on(new Heard(new JobMessage.Fail("able", 1, 1, chunk, FailureClass.BUG, "no", "")));

    assertThat(effects.stream().filter(OrchestratorEffect.Recut.class::isInstance)).hasSize(1);
  }

  private void open() {
    on(
        new OrchestratorEvent.Opened(
            JOB,
            1,
            CODE,
            "mia",
            JobState.RUNNING,
            new JobOptions(5, 0, 10, 0.01, false),
            1000,
            List.of(new JobStage(0, 1_000_000, 0)),
            List.of(),
            0,
            List.of(),
            Optional.empty(),
            true,
            0));
  }

  private void credit(String worker, List<JobCode> types, int window) {
    on(new Heard(new JobMessage.Hello(worker, 1, 1, types)));
    on(new Heard(new JobMessage.Credit(worker, 1, 1, window, 0, 0)));
  }

  private void on(OrchestratorEvent event) {
    effects.addAll(core.on(event, 1));
  }

  private long granted(String worker) {
    return told(worker).stream()
        .filter(JobMessage.Grant.class::isInstance)
        .flatMap(grant -> ((JobMessage.Grant) grant).lots().stream())
        .mapToLong(Lot::size)
        .sum();
  }

  private List<Integer> weights(String worker) {
    var weights = new ArrayList<Integer>();
    for (var message : told(worker)) {
      if (message instanceof JobMessage.Welcome welcome) weights.add(welcome.waitingWeight());
      if (message instanceof JobMessage.Echo echo) weights.add(echo.waitingWeight());
    }
    return weights;
  }

  private List<JobMessage.ToWorker> told(String worker) {
    var all = new ArrayList<JobMessage.ToWorker>();
    for (var effect : effects) {
      if (effect instanceof Tell(var to, var message) && to.equals(worker)) all.add(message);
    }
    return all;
  }
}
