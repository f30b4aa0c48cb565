package hms.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OutcomeTest {
  private static final Refusal NO = new Refusal.NotFound("bowl");

  @Test
  void done_hands_its_value_to_the_next_step() {
    Outcome<Integer> two = Outcome.done(2);

    var six = two.map(n -> n + 1).then(n -> Outcome.done(n * 2));

    assertThat(six).isEqualTo(Outcome.done(6));
  }

  @Test
  void a_refusal_skips_all_that_follows() {
    Outcome<Integer> no = Outcome.refused(NO);

    var after =
        no.map(n -> n + 1)
            .then(n -> {
              throw new AssertionError("must not run");
            });

    assertThat(after).isEqualTo(Outcome.refused(NO));
  }

  @Test
  void a_step_may_refuse_what_was_done_before() {
    var refused = Outcome.done(2).then(n -> Outcome.refused(NO));

    assertThat(refused).isEqualTo(Outcome.refused(NO));
  }

  @Test
  void demanding_the_value_of_a_refusal_names_it() {
    assertThatThrownBy(() -> Outcome.refused(NO).orThrow())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bowl");
  }
}
