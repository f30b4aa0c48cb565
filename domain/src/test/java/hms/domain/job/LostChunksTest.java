package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LostChunksTest {
  private static final UUID JOB = new UUID(0, 1);

  private final OrchestratorCore core = new OrchestratorCore("owner", Pace.DEFAULT, 0);

  @Test
  void what_a_lost_worker_was_computing_goes_out_before_what_it_had_not_begun() {
    open();
    List<Interval> lost = granted(credit("ann", 2));
    assertThat(lost).hasSize(2);
    assertThat(core.on(new OrchestratorEvent.NodeLeft("ann"), 1)).isNotNull();

    assertThat(granted(credit("ben", 2))).isEqualTo(lost);
  }

  private void open() {
    var opened =
        new OrchestratorEvent.Opened(
            JOB,
            1,
            "mia",
            JobState.RUNNING,
            new JobOptions(5, 0, 10, 0, false),
            1000,
            List.of(new JobStage(0, 0, 0)),
            List.of(),
            0,
            List.of(),
            Optional.empty(),
            true);
    assertThat(core.on(opened, 0)).isEmpty();
  }

  /** A worker with one slot that takes so many chunks, and has heard of all that it was granted. */
  private List<OrchestratorEffect> credit(String worker, int window) {
    var unused = core.on(heard(new JobMessage.Hello(worker, 1, 1)), 1);
    var effects = core.on(heard(new JobMessage.Credit(worker, 1, 1, window, 0, 0)), 1);
    var confirmed = core.on(heard(new JobMessage.Credit(worker, 1, 2, window, window, 0)), 1);
    assertThat(granted(confirmed)).isEmpty();
    return effects;
  }

  private static OrchestratorEvent heard(JobMessage.ToOrchestrator message) {
    return new OrchestratorEvent.Heard(message);
  }

  private static List<Interval> granted(List<OrchestratorEffect> effects) {
    return effects.stream()
        .filter(OrchestratorEffect.Tell.class::isInstance)
        .map(each -> ((OrchestratorEffect.Tell) each).message())
        .filter(JobMessage.Grant.class::isInstance)
        .flatMap(each -> ((JobMessage.Grant) each).lots().stream())
        .flatMap(lot -> lot.chunks().stream())
        .map(Chunk::interval)
        .toList();
  }
}
