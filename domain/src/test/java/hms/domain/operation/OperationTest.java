package hms.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.operation.Operation.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of long work, and on whose behalf it is done. */
final class OperationTest {
  private static final Instant NOW = Instant.parse("2026-11-22T16:12:03.123456Z");
  private static final Actor.Office ANA =
      new Actor.Office(
          new UUID(1, 1),
          "ana@office.example",
          Set.of(Permission.AUDIT_READ, Permission.AUDIT_VERIFY));
  private final Operation asked =
      Operation.asked(new UUID(2, 2), "audit.verify", Mandate.of(ANA), "{}", NOW);

  @Test
  void what_it_made_is_kept_for_a_day_behind_its_end() {
    var end = NOW.plusSeconds(90);

    var done = asked.takenUp(NOW).then(o -> o.succeeded("{}", end)).orThrow();

    assertThat(done.ended()).isEqualTo(end);
    assertThat(done.expires()).isEqualTo(end.plus(Duration.ofHours(24)));
    assertThat(done.isKept(end.plus(Duration.ofHours(24)))).isFalse();
    assertThat(done.isKept(end.plus(Duration.ofHours(24)).minusMillis(1))).isTrue();
  }

  @Test
  void what_has_not_begun_is_cancelled_at_once_and_what_runs_when_it_stops() {
    assertThat(asked.cancel(NOW).orThrow().state()).isEqualTo(State.CANCELLED);

    var told = asked.takenUp(NOW).then(o -> o.cancel(NOW)).orThrow();

    assertThat(told.state()).isEqualTo(State.CANCELLING);
    assertThat(told.hasEnded()).isFalse();
    assertThat(told.stopped(NOW).orThrow().hasEnded()).isTrue();
    assertThat(told.cancel(NOW))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.why()).isInstanceOf(Refusal.WrongState.class));
  }

  @Test
  void it_began_when_it_was_taken_up_first() {
    var first = asked.takenUp(NOW.plusSeconds(1)).orThrow();

    assertThat(first.takenUp(NOW.plusSeconds(60)).orThrow().started())
        .isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void nobody_does_by_it_what_they_may_not_do_now_or_might_not_then() {
    var now = Set.of(Permission.AUDIT_READ, Permission.ORDERS_READ);

    var person = Mandate.of(ANA).person(ANA.user(), ANA.email(), now);

    assertThat(person.permissions()).containsExactly(Permission.AUDIT_READ);
  }

  @Test
  void who_is_not_signed_in_asks_for_nothing() {
    assertThatThrownBy(() -> Mandate.of(new Actor.Anyone()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Mandate.of(new Actor.House("timer")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
