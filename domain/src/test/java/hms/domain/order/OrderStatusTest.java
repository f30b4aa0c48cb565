package hms.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.order.UnitLedger.Bucket;
import java.util.EnumMap;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderStatusTest {

  @ParameterizedTest
  @CsvSource({
    "pending 2, ROUTED",
    "undecided 2, ROUTED",
    "undecided 1 accepted 1, IN_PROGRESS",
    "undecided 1 shipped 1, PARTIALLY_SHIPPED",
    "undecided 1 rejected 1, ROUTED",
    "refunded 2, RETURNED",
    "shipped 1 refunded 1, PARTIALLY_DELIVERED",
    "pending 1 accepted 1, IN_PROGRESS",
    "accepted 2, IN_PROGRESS",
    "accepted 1 rejected 1, IN_PROGRESS",
    "pending 1 cancelled 1, ROUTED",
    "cancelled 2, CANCELLED",
    "rejected 1 cancelled 1, CANCELLED",
    "pending 1 shipped 1, PARTIALLY_SHIPPED",
    "accepted 1 delivered 1, PARTIALLY_SHIPPED",
    "accepted 1 returned 1, PARTIALLY_SHIPPED",
    "pending 1 lost 1, PARTIALLY_SHIPPED",
    "shipped 2, SHIPPED",
    "shipped 1 cancelled 1, SHIPPED",
    "shipped 1 delivered 1, PARTIALLY_DELIVERED",
    "shipped 1 lost 1, PARTIALLY_DELIVERED",
    "delivered 2, DELIVERED",
    "delivered 1 returned 1, DELIVERED",
    "delivered 1 rejected 1, DELIVERED",
    "returned 2, RETURNED",
    "lost 1 returned 1, RETURNED",
    "returned 1 cancelled 1, RETURNED"
  })
  void the_status_follows_from_where_the_pieces_stand(String pieces, OrderStatus expected) {
    var status = OrderStatus.of(ledger(pieces), false, false);

    assertThat(status).isEqualTo(expected);
  }

  @Test
  void an_order_on_hold_says_so_and_a_closed_one_before_all() {
    var units = UnitLedger.pending(1);

    assertThat(OrderStatus.of(units, true, false)).isEqualTo(OrderStatus.ON_HOLD);
    assertThat(OrderStatus.of(units, false, true)).isEqualTo(OrderStatus.CLOSED);
    assertThat(OrderStatus.of(units, true, true)).isEqualTo(OrderStatus.CLOSED);
  }

  private static UnitLedger ledger(String pieces) {
    var units = new EnumMap<Bucket, Integer>(Bucket.class);
    String[] words = pieces.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      units.put(Bucket.valueOf(words[i].toUpperCase(Locale.ROOT)), Integer.parseInt(words[i + 1]));
    }
    return new UnitLedger(units);
  }
}
