package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hms.domain.job.OrchestratorEvent.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a job goes on, as its owner tells those who watch: a chunk has 100 units, the job 1,000. */
class JobLiveTest {
  private static final JobCode CODE = new JobCode("noop", 1, "");
  private static final UUID JOB = new UUID(7, 1);

  private final OrchestratorCore core = new OrchestratorCore("o", Pace.DEFAULT, 0);
  private final List<Chunk> granted = new ArrayList<>();
  private long now;

  @BeforeEach
  void open() {
    hear(new JobMessage.Hello("w", 1, 2, List.of(CODE)));
    on(
        new OrchestratorEvent.Opened(
            JOB,
            1,
            CODE,
            "mia",
            JobState.RUNNING,
            new JobOptions(5, 0, 100, 0.01, false),
            1000,
            List.of(new JobStage(0, 10_000_000, 0)),
            List.of(),
            0,
            List.of(),
            Optional.empty(),
            true,
            0));
    hear(new JobMessage.Credit("w", 1, 1, 2, 0, 0));
  }

  @Test
  void what_runs_counts_as_far_as_it_is_and_says_how_long_it_takes() {
    pass(Duration.ofSeconds(1));
    hear(new JobMessage.Progress("w", 1, List.of(running(0, 40), running(1, 20))));

    JobLive live = live();

    assertThat(live.unitsRunning()).isEqualTo(60);
    assertThat(live.slots()).isEqualTo(2);
    assertThat(live.unitsPerSecond()).isCloseTo(60, within(0.1));
    assertThat(live.millisLeft()).isCloseTo(940 * 1000 / 60, within(10L));
  }

  @Test
  void what_chunks_say_is_told_in_unit_order_while_they_run() {
    var first = saying(0, 40, "reading");
    hear(new JobMessage.Progress("w", 1, List.of(saying(1, 20, "writing"), first)));

    assertThat(live().statuses())
        .containsExactly(
            new JobLive.ChunkStatus(0, 100, "w", "reading"),
            new JobLive.ChunkStatus(100, 200, "w", "writing"));
    on(new OrchestratorEvent.Committed(List.of(Samples.result(granted.getFirst(), "w", 1000))));
    assertThat(live().statuses())
        .extracting(JobLive.ChunkStatus::status)
        .containsExactly("writing");
  }

  @Test
  void what_is_committed_runs_no_more() {
    hear(new JobMessage.Progress("w", 1, List.of(running(0, 40))));
    on(new OrchestratorEvent.Committed(List.of(Samples.result(granted.getFirst(), "w", 1000))));
    pass(Duration.ofSeconds(1));

    assertThat(live().unitsRunning()).isZero();
    assertThat(live().unitsPerSecond()).isCloseTo(100, within(0.1));
  }

  @Test
  void what_was_told_long_ago_is_no_news_and_nothing_done_is_no_estimate() {
    hear(new JobMessage.Progress("w", 1, List.of(running(0, 40))));
    pass(Duration.ofSeconds(2));

    assertThat(live()).isEqualTo(new JobLive(0, 0, 0, JobLive.UNKNOWN, List.of()));
  }

  @Test
  void nobody_but_the_owner_knows() {
    assertThat(core.live(new UUID(7, 2), now)).isEmpty();
  }

  private JobMessage.Running running(int index, long units) {
    return saying(index, units, "");
  }

  private JobMessage.Running saying(int index, long units, String status) {
    return new JobMessage.Running(granted.get(index), units, 1000, status);
  }

  private JobLive live() {
    return core.live(JOB, now).orElseThrow();
  }

  private void pass(Duration time) {
    now += time.toNanos();
    on(new OrchestratorEvent.Renewed(now));
    on(new OrchestratorEvent.Tick());
  }

  private void hear(JobMessage.ToOrchestrator message) {
    on(new Heard(message));
  }

  private void on(OrchestratorEvent event) {
    for (OrchestratorEffect effect : core.on(event, now)) {
      if (effect instanceof OrchestratorEffect.Tell(var to, JobMessage.Grant grant)) {
        for (Lot lot : grant.lots()) granted.addAll(lot.chunks());
      }
    }
  }
}
