package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Threads that heed nothing are pressed, then written off; too many of them and the node is of no
 * use.
 */
class SlotsTest {
  private static final UUID JOB = new UUID(7, 1);

  private final Slots slots = new Slots(2);
  private final OrchestratorLink link = new OrchestratorLink("o", 1, 0);
  private long now;

  @Test
  void what_does_not_stop_is_interrupted_then_written_off_and_its_slot_is_free() {
    Stint wedged = stopped(0);
    assertThat(slots.free()).isEqualTo(1);

    assertThat(pressedAfter(900)).isEmpty();
    assertThat(pressedAfter(200)).containsExactly(new WorkerEffect.Interrupt(wedged.run()));
    assertThat(pressedAfter(3000)).isEmpty();
    assertThat(pressedAfter(1000)).containsExactly(new WorkerEffect.WriteOff(wedged.run()));
    assertThat(slots.free()).isEqualTo(2);
  }

  @Test
  void more_threads_written_off_than_slots_make_a_node_useless_once() {
    var all = new ArrayList<WorkerEffect>();
    for (int lo = 0; lo < 4; lo++) {
      stopped(lo);
      all.addAll(pressedAfter(6000));
      boolean tooMany = lo >= 2;
      assertThat(all.contains(new WorkerEffect.Useless())).as("%d", lo).isEqualTo(tooMany);
    }
    assertThat(all).filteredOn(WorkerEffect.Useless.class::isInstance).hasSize(1);
  }

  @Test
  void a_thread_that_comes_back_late_is_no_loss() {
    for (int lo = 0; lo < 4; lo++) {
      Stint wedged = stopped(lo);

      assertThat(pressedAfter(6000)).contains(new WorkerEffect.WriteOff(wedged.run())).hasSize(2);
      slots.end(wedged.run());
    }
  }

  private Stint stopped(long lo) {
    var chunk = new Chunk(JOB, 1, lo, lo + 1, 1);
    var stint = slots.begin(List.of(new Holding(chunk, Lot.of(chunk, 30_000, false), link)), now);
    assertThat(slots.stop(stint, false, now)).isEqualTo(new WorkerEffect.Abandon(stint.run()));
    return stint;
  }

  private List<WorkerEffect> pressedAfter(long millis) {
    now += Duration.ofMillis(millis).toNanos();
    var effects = new ArrayList<WorkerEffect>();
    slots.press(effects, now);
    return effects;
  }
}
