package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LostChunksTest {
  private static final JobCode CODE = new JobCode("noop", 1, "");
  private static final UUID JOB = new UUID(0, 1);
  private static final UUID TINY = new UUID(0, 2);

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

  /** Its window is never less than full, so nobody would come down to few chunks by itself. */
  @Test
  void what_may_have_ended_a_worker_does_not_wait_for_ever_beside_tiny_chunks() {
    open();
    List<Interval> lost = granted(credit("ann", 10));
    assertThat(core.on(opened(TINY, 1_000_000, 1), 1)).isNotNull();
    long granted = granted(credit("ben", 100)).size();
    assertThat(granted).isEqualTo(100);
    assertThat(core.on(new OrchestratorEvent.NodeLeft("ann"), 1)).isNotNull();

    long millis = 2;
    boolean again = false;
    for (long finished = 5; !again && millis < 5000; finished += 5) {
      List<Interval> next = granted(credited("ben", ++millis, granted, finished));
      granted += next.size();
      again = next.stream().anyMatch(lost::contains);
    }

    assertThat(again).as("after %d ms", millis).isTrue();
    assertThat(millis).isBetween(1000L, 1100L);
  }

  /** One more credit, which comes at that millisecond. */
  private List<OrchestratorEffect> credited(
      String worker, long millis, long received, long finished) {
    long nowNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    var renewed = core.on(new OrchestratorEvent.Renewed(nowNanos), nowNanos);
    assertThat(granted(renewed)).isEmpty();
    return core.on(
        heard(new JobMessage.Credit(worker, 1, millis, 100, received, finished)), nowNanos);
  }

  private void open() {
    open(1, 0);
  }

  private void open(long epoch, long triesFrom) {
    assertThat(granted(core.on(opened(JOB, 1000, 10, epoch, triesFrom), 0))).isEmpty();
  }

  private static OrchestratorEvent opened(UUID job, long units, long chunkUnits) {
    return opened(job, units, chunkUnits, 1, 0);
  }

  private static OrchestratorEvent opened(
      UUID job, long units, long chunkUnits, long epoch, long triesFrom) {
    return new OrchestratorEvent.Opened(
        job,
        epoch,
        CODE,
        "mia",
        JobState.RUNNING,
        new JobOptions(5, 0, chunkUnits, 0, false),
        units,
        List.of(new JobStage(0, 0, 0)),
        List.of(),
        0,
        List.of(),
        Optional.empty(),
        epoch == 1,
        triesFrom);
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
