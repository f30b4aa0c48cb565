package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Lifecycle;
import hms.domain.fixture.Samples;
import hms.domain.order.OrderStatus;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated column and {@link OrderStatus} are one rule written twice. */
final class OrderStatusColumnIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void the_column_says_what_the_code_says(long seed) {
    var some = Samples.of(seed);
    var given = new Given(OFFICE);
    var seen = EnumSet.noneOf(OrderStatus.class);

    for (int n = 0; n < 60; n++) {
      var order = given.anOrder(some.ledger());

      seen.add(order.status());
      assertThat(column(order.oid()))
          .as("%s %s", some, order.units())
          .isEqualTo(Lifecycle.word(order.status()));
    }

    assertThat(seen.size()).as("%s", some).isGreaterThan(3);
  }

  private static String column(UUID order) {
    return OFFICE
        .asOwner("select status from orders where oid = $1", order)
        .getFirst()
        .getString(0);
  }
}
