package hms.domain.order;

import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.fixture.Samples;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.UnitLedger.Edge;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class UnitLedgerTest {

  @ParameterizedTest
  @EnumSource(Edge.class)
  void an_edge_moves_pieces_from_its_start_to_its_end_only(Edge edge) {
    var before = new UnitLedger(Map.of(edge.from(), 5));

    var after = before.move(edge, 2).orThrow();

    var expected = new EnumMap<Bucket, Integer>(Map.of(edge.from(), 3));
    edge.to().ifPresent(to -> expected.put(to, 2));
    assertThat(after).isEqualTo(new UnitLedger(expected));
  }

  @ParameterizedTest
  @EnumSource(Edge.class)
  void nothing_moves_that_is_not_there(Edge edge) {
    var ledger = new UnitLedger(Map.of(edge.from(), 2));

    assertThat(why(ledger.move(edge, 3))).isInstanceOf(Refusal.WrongState.class);
    assertThat(why(ledger.move(edge, 0))).isInstanceOf(Refusal.WrongState.class);
    assertThat(why(ledger.move(edge, -1))).isInstanceOf(Refusal.WrongState.class);
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void pieces_never_vanish_and_never_appear(long seed) {
    var some = Samples.of(seed);

    for (int n = 0; n < 100; n++) {
      var ledger = some.ledger();
      int quantity = ledger.quantity();
      for (int move = 0; move < 50; move++) {
        var edge = some.oneOf(Edge.class);
        int pieces = some.number(-1, 4);
        if (ledger.move(edge, pieces) instanceof Outcome.Done<UnitLedger>(var next)) {
          ledger = next;
          if (edge.to().isEmpty()) quantity -= pieces;
        }

        assertThat(ledger.quantity()).as("%s", some).isEqualTo(quantity);
        assertThat(ledger.units().values()).as("%s", some).allMatch(units -> units >= 0);
      }
    }
  }

  @Test
  void no_ledger_holds_less_than_nothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new UnitLedger(Map.of(Bucket.LOST, -1)));
  }

  @Test
  void a_sum_has_the_pieces_of_all_its_parts() {
    var two = UnitLedger.pending(2);
    var one = new UnitLedger(Map.of(Bucket.SHIPPED, 1));

    var sum = UnitLedger.sum(List.of(two, one, two));

    assertThat(sum).isEqualTo(new UnitLedger(Map.of(Bucket.PENDING, 4, Bucket.SHIPPED, 1)));
    assertThat(sum.open()).isEqualTo(4);
    assertThat(sum.out()).isEqualTo(1);
  }
}
