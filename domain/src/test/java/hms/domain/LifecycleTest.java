package hms.domain;

import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LifecycleTest {
  private enum Door {
    OPEN,
    CLOSED,
    WALLED_UP
  }

  private enum Hand {
    PUSH,
    PULL,
    BRICK
  }

  private static final Lifecycle<Door, Hand> DOOR =
      Lifecycle.of("door", Door.class, Hand.class)
          .move(Door.OPEN, Hand.PUSH, Door.CLOSED)
          .move(Door.CLOSED, Hand.PULL, Door.OPEN)
          .move(Door.CLOSED, Hand.BRICK, Door.WALLED_UP)
          .build();

  @Test
  void a_move_of_the_table_leads_to_its_state() {
    var moved = DOOR.step(Door.CLOSED, Hand.BRICK);

    assertThat(moved).isEqualTo(Outcome.done(Door.WALLED_UP));
  }

  @Test
  void a_refusal_says_what_would_have_been_allowed() {
    var refused = (Refusal.WrongState) why(DOOR.step(Door.CLOSED, Hand.PUSH));

    assertThat(refused.from()).isEqualTo("closed");
    assertThat(refused.command()).isEqualTo("push");
    assertThat(refused.allowed()).containsExactly("pull", "brick");
    assertThat(refused.why()).isEqualTo("door is closed; push is allowed from open");
  }

  @Test
  void nothing_is_allowed_in_a_final_state() {
    var refused = (Refusal.WrongState) why(DOOR.step(Door.WALLED_UP, Hand.PULL));

    assertThat(refused.allowed()).isEmpty();
    assertThat(DOOR.finalStates()).containsExactly(Door.WALLED_UP);
  }

  @Test
  void a_row_that_stands_twice_is_a_defect() {
    var table =
        Lifecycle.of("door", Door.class, Hand.class).move(Door.OPEN, Hand.PUSH, Door.CLOSED);

    assertThatThrownBy(() -> table.move(Door.OPEN, Hand.PUSH, Door.OPEN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OPEN -PUSH->");
  }

  @Test
  void the_diagram_draws_every_row_from_the_first_state_to_the_last() {
    String drawn = DOOR.diagram();

    assertThat(drawn.lines().toList())
        .isEqualTo(
            List.of(
                "stateDiagram-v2",
                "  [*] --> open",
                "  open --> closed: push",
                "  closed --> open: pull",
                "  closed --> walled_up: brick",
                "  walled_up --> [*]"));
  }
}
