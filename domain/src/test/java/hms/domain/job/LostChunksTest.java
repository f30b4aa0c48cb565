package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LostChunksTest {
  private static final JobCode CODE = new JobCode("noop", 1, "");
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

  @Test
  void what_a_worker_has_of_an_earlier_try_is_cancelled_and_granted_anew() {
    open(3, 2);
    var old = new Chunk(JOB, 2, 0, 10, 1);
    var young = new Chunk(JOB, 3, 10, 20, 1);
    var unused = core.on(heard(new JobMessage.Hello("ann", 1, 1, List.of(CODE))), 1);

    var effects =
        core.on(heard(new JobMessage.Held("ann", 1, List.of(), 3, List.of(old, young))), 1);

    assertThat(told(effects, JobMessage.Cancel.class).flatMap(each -> each.units().stream()))
        .containsExactly(old.interval());
    assertThat(granted(effects)).containsExactly(young.interval());
  }

  private void open() {
    open(1, 0);
  }

  private void open(long epoch, long triesFrom) {
    var opened =
        new OrchestratorEvent.Opened(
            JOB,
            epoch,
            CODE,
            "mia",
            JobState.RUNNING,
            new JobOptions(5, 0, 10, 0, false),
            1000,
            List.of(new JobStage(0, 0, 0)),
            List.of(),
            0,
            List.of(),
            Optional.empty(),
            epoch == 1,
            triesFrom);
    assertThat(granted(core.on(opened, 0))).isEmpty();
  }

  /** A worker with one slot that takes so many chunks, and has heard of all that it was granted. */
  private List<OrchestratorEffect> credit(String worker, int window) {
    var unused = core.on(heard(new JobMessage.Hello(worker, 1, 1, List.of(CODE))), 1);
    var effects = core.on(heard(new JobMessage.Credit(worker, 1, 1, window, 0, 0)), 1);
    var confirmed = core.on(heard(new JobMessage.Credit(worker, 1, 2, window, window, 0)), 1);
    assertThat(granted(confirmed)).isEmpty();
    return effects;
  }

  private static OrchestratorEvent heard(JobMessage.ToOrchestrator message) {
    return new OrchestratorEvent.Heard(message);
  }

  private static List<Interval> granted(List<OrchestratorEffect> effects) {
    return told(effects, JobMessage.Grant.class)
        .flatMap(each -> each.lots().stream())
        .flatMap(lot -> lot.chunks().stream())
        .map(Chunk::interval)
        .toList();
  }

  private static <T> Stream<T> told(List<OrchestratorEffect> effects, Class<T> kind) {
    return effects.stream()
        .filter(OrchestratorEffect.Tell.class::isInstance)
        .map(each -> ((OrchestratorEffect.Tell) each).message())
        .filter(kind::isInstance)
        .map(kind::cast);
  }
}
