package hms.domain.order;

import static hms.domain.fixture.Goods.euros;
import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.OrderBuilder.anOrder;
import static hms.domain.fixture.OrderBuilder.bowls;
import static hms.domain.fixture.OrderBuilder.line;
import static hms.domain.fixture.OrderBuilder.twoBowls;
import static hms.domain.fixture.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.fixture.OrderBuilder;
import hms.domain.fixture.Samples;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OrderPlacementTest {

  @Test
  void an_order_whose_sums_are_right_is_taken_as_it_is() {
    var order = anOrder().with(twoBowls()).discount(500).shipping(700).tax(1600).placed();

    assertThat(order.checked(NOW)).isEqualTo(Outcome.done(order));
  }

  @Test
  void wrong_sums_are_named() {
    var order = anOrder().with(twoBowls()).tax(10).placedFor(euros(8499), euros(8500));

    assertThat(violations(order.checked(NOW)))
        .containsExactly("/items/amount sum", "/total/amount sum");
  }

  @Test
  void a_discount_is_at_most_the_items() {
    var free = anOrder().with(twoBowls()).discount(8500).placed();
    var order = anOrder().with(twoBowls()).discount(8501).shipping(1).placed();

    assertThat(free.checked(NOW)).isInstanceOf(Outcome.Done.class);
    assertThat(violations(order.checked(NOW))).containsExactly("/discount/amount range");
  }

  @Test
  void all_amounts_are_in_one_currency() {
    var dollars = new Money(8500, "USD");
    var order = anOrder().with(twoBowls()).placedFor(euros(8500), dollars);

    assertThat(violations(order.checked(NOW))).containsExactly("/total/currency currency");
  }

  @Test
  void each_product_stands_once() {
    UUID product = Samples.ids();
    var order = anOrder().with(line(product, 1, 100)).with(line(product, 2, 100)).placed();

    assertThat(violations(order.checked(NOW))).containsExactly("/lines/1/product repeated");
  }

  @Test
  void quantities_and_lines_have_bounds() {
    assertThat(violations(anOrder().placed().checked(NOW))).containsExactly("/lines size");
    assertThat(violations(lines(201).placed().checked(NOW))).containsExactly("/lines size");
    assertThat(lines(200).placed().checked(NOW)).isInstanceOf(Outcome.Done.class);
    assertThat(violations(anOrder().with(bowls(0)).placed().checked(NOW)))
        .containsExactly("/lines/0/quantity range");
    assertThat(violations(anOrder().with(bowls(10_001)).placed().checked(NOW)))
        .containsExactly("/lines/0/quantity range");
    assertThat(anOrder().with(bowls(10_000)).placed().checked(NOW))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void our_clock_may_be_five_minutes_behind() {
    var order = anOrder().with(twoBowls()).placed();

    assertThat(order.checked(NOW.minusSeconds(300))).isInstanceOf(Outcome.Done.class);
    assertThat(violations(order.checked(NOW.minusSeconds(301)))).containsExactly("/placedAt clock");
  }

  @Test
  void a_line_beyond_all_money_is_a_wrong_sum_and_no_fault() {
    var order =
        anOrder()
            .with(line(Samples.ids(), 10_000, Money.MAX))
            .with(line(Samples.ids(), 10_000, Money.MAX))
            .placedFor(euros(Money.MAX), euros(Money.MAX));

    assertThat(violations(order.checked(NOW))).containsExactly("/items/amount sum");
  }

  @Test
  @SuppressWarnings("NullAway") // senders leave out what they should not
  void what_is_absent_is_listed_by_place() {
    var nothing =
        new OrderPlacement(
            null, null, null, null, null, null, null, null, null, null, null, null, null);

    assertThat(violations(nothing.checked(NOW)))
        .containsExactly(
            "/customer missing",
            "/shipTo missing",
            "/placedAt missing",
            "/lines missing",
            "/items missing",
            "/total missing");
  }

  private static OrderBuilder lines(int n) {
    return anOrder().with(IntStream.range(0, n).mapToObj(i -> twoBowls()).toList());
  }
}
