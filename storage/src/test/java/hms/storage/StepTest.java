package hms.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {
  private static final Refusal MISSING = new Refusal.NotFound("product");
  private static final Throwable FAULT = new IllegalStateException("the wire is cut");
  private static final Throwable BEHIND = new Spoilt(FAULT);

  @Test
  void all_begin_before_the_first_has_ended_and_answer_in_their_order() {
    var begun = new ArrayList<Promise<Outcome<String>>>();
    var all =
        Step.together(
            List.of("a", "b"),
            value -> {
              Promise<Outcome<String>> promise = Promise.promise();
              begun.add(promise);
              return new Step<>(promise.future());
            });
    assertThat(begun).hasSize(2);
    begun.get(1).complete(Outcome.done("B"));
    assertThat(all.future().isComplete()).isFalse();
    begun.get(0).complete(Outcome.done("A"));
    assertThat(all.future().result()).isEqualTo(Outcome.done(List.of("A", "B")));
  }

  @Test
  void the_first_refusal_ends_it_whatever_failed_beside_it() {
    Step<Void> refused = Step.refused(MISSING);
    Step<Void> later = Step.refused(new Refusal.InProgress());
    assertThat(ended(List.of(failed(BEHIND), refused, later)).result())
        .isEqualTo(Outcome.refused(MISSING));
  }

  @Test
  void a_fault_is_the_one_that_spoilt_the_others() {
    assertThat(ended(List.of(failed(BEHIND), failed(FAULT))).cause()).isSameAs(FAULT);
    assertThat(ended(List.of(failed(BEHIND))).cause()).isSameAs(BEHIND);
  }

  @Test
  void what_answers_nothing_is_done_too() {
    Step<Void> nothing = Step.from(Future.succeededFuture());
    assertThat(ended(List.of(nothing, nothing)).succeeded()).isTrue();
  }

  @Test
  void two_different_things_are_put_together() {
    var both = Step.together(Step.done(6), Step.done("x"), (number, text) -> text.repeat(number));
    assertThat(both.future().result()).isEqualTo(Outcome.done("xxxxxx"));
  }

  private static Future<Outcome<List<Void>>> ended(List<Step<Void>> steps) {
    return Step.together(steps, step -> step).future();
  }

  private static Step<Void> failed(Throwable why) {
    return Step.from(Future.failedFuture(why));
  }
}
