package hms.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each table; the tables themselves are in docs/lifecycle. */
final class EveryLifecycleTest {
  private static final String ALL = "hms.domain.fixture.Lifecycles#all";

  @ParameterizedTest
  @MethodSource(ALL)
  <S extends Enum<S>, C extends Enum<C>> void every_row_is_walked(Lifecycle<S, C> table) {
    for (var move : table.moves()) {
      var stepped = table.step(move.from(), move.command());

      assertThat(stepped).isEqualTo(Outcome.done(move.to()));
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  <S extends Enum<S>, C extends Enum<C>> void every_other_move_is_refused(Lifecycle<S, C> table) {
    var first = table.moves().getFirst();
    var states = EnumSet.allOf(first.from().getDeclaringClass());
    var commands = EnumSet.allOf(first.command().getDeclaringClass());

    long allowed =
        states.stream()
            .mapToLong(state ->
                commands.stream()
                    .filter(c -> table.step(state, c) instanceof Outcome.Done<S>)
                    .count())
            .sum();

    assertThat(allowed).isEqualTo(table.moves().size());
  }

  @ParameterizedTest
  @MethodSource(ALL)
  <S extends Enum<S>, C extends Enum<C>> void every_state_is_reached_from_the_start(
      Lifecycle<S, C> table) {
    Set<S> reached = EnumSet.of(table.start());
    table.births().forEach(birth -> reached.add(birth.state()));

    boolean more = true;
    while (more) {
      more = false;
      for (var m : table.moves()) more |= reached.contains(m.from()) && reached.add(m.to());
    }

    assertThat(reached).isEqualTo(EnumSet.allOf(table.start().getDeclaringClass()));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  <S extends Enum<S>, C extends Enum<C>> void every_command_is_of_use(Lifecycle<S, C> table) {
    var used = new ArrayList<C>(table.moves().stream().map(Lifecycle.Move::command).toList());
    table.births().forEach(birth -> used.add(birth.command()));

    assertThat(used).contains(used.getFirst().getDeclaringClass().getEnumConstants());
  }

  /** A state that people wait in must have a way out; these are the ends on purpose. */
  @ParameterizedTest
  @MethodSource(ALL)
  <S extends Enum<S>, C extends Enum<C>> void only_ends_on_purpose_have_no_way_out(
      Lifecycle<S, C> table) {
    var ends = table.finalStates().stream().map(Lifecycle::word).toList();

    assertThat(ends)
        .isEqualTo(
            switch (table.name()) {
              case "artisan" -> List.of("declined");
              case "artisan-key" -> List.of("retired", "revoked");
              case "product" -> List.of();
              case "revision" -> List.of("approved", "rejected", "withdrawn", "superseded");
              case "work-order-request" -> List.of("accepted", "part_accepted", "recalled");
              case "work-order-work" -> List.of();
              case "cancel-request" -> List.of("agreed", "refused", "withdrawn");
              case "shipment" -> List.of("delivered", "voided");
              case "fact-report" -> List.of("confirmed", "dismissed");
              case "job" -> List.of("succeeded", "cancelled");
              case "operation" -> List.of("succeeded", "failed", "cancelled");
              default -> throw new AssertionError("say which ends " + table.name() + " has");
            });
  }
}
