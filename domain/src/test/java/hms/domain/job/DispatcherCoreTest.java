package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DispatcherCoreTest {
  private static final UUID JOB = new UUID(7, 1);
  private final DispatcherCore core = new DispatcherCore("office");

  @Test
  void what_comes_while_a_write_is_under_way_goes_together_with_the_next() {
    assertThat(core.on(taken(1, 0))).hasSize(1);
    assertThat(core.on(taken(2, 1))).isEmpty();
    assertThat(core.on(taken(3, 2))).isEmpty();

    var next = core.on(new DispatcherEvent.Written(JOB, 1, true)).getLast();

    assertThat(((DispatcherEffect.Write) next).results()).hasSize(2);
  }

  @Test
  void a_batch_that_waits_already_is_dropped_when_it_is_repeated() {
    core.on(taken(1, 0));
    core.on(taken(1, 0));

    var effects = core.on(new DispatcherEvent.Written(JOB, 1, true));

    assertThat(effects).noneMatch(DispatcherEffect.Write.class::isInstance);
  }

  @Test
  void a_new_epoch_waits_for_every_result_that_came_before() {
    core.on(taken(1, 0));
    assertThat(core.on(new DispatcherEvent.RecutWanted(JOB, 1, List.of()))).isEmpty();
    core.on(taken(2, 1));

    var first = core.on(new DispatcherEvent.Written(JOB, 1, true));
    var second = core.on(new DispatcherEvent.Written(JOB, 1, true));

    assertThat(first.getLast()).isInstanceOf(DispatcherEffect.Write.class);
    assertThat(second.getLast()).isInstanceOf(DispatcherEffect.Raise.class);
  }

  @Test
  void a_write_whose_outcome_is_unknown_is_repeated_before_anything_else() {
    core.on(taken(1, 0));
    core.on(new DispatcherEvent.RecutWanted(JOB, 1, List.of()));

    var again = core.on(new DispatcherEvent.Faulted(JOB, 1)).getFirst();

    assertThat(again)
        .isInstanceOfSatisfying(
            DispatcherEffect.Write.class,
            write -> {
              assertThat(write.results()).hasSize(1);
              assertThat(write.delayMillis()).isPositive();
            });
  }

  @Test
  void what_is_fenced_is_told_to_the_worker_and_to_the_orchestrator() {
    core.on(taken(4, 0));

    assertThat(core.on(new DispatcherEvent.Written(JOB, 1, false)))
        .containsExactly(
            new DispatcherEffect.Tell("worker", new JobMessage.Ack("office", 4, false)),
            new DispatcherEffect.Fenced(JOB, 1));
  }

  @Test
  void an_epoch_that_could_not_be_raised_is_lost() {
    core.on(new DispatcherEvent.RecutWanted(JOB, 1, List.of()));

    assertThat(core.on(new DispatcherEvent.Raised(JOB, 1, Optional.empty())))
        .containsExactly(new DispatcherEffect.Fenced(JOB, 1));
  }

  private static DispatcherEvent taken(long batch, long lo) {
    var chunk = new Chunk(JOB, 1, lo, lo + 1, 1);
    var result = Samples.result(chunk, "worker", 1000);
    return new DispatcherEvent.Taken(new JobMessage.ResultBatch("worker", batch, List.of(result)));
  }
}
