package hms.domain.product;

import static hms.domain.fixture.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.product.Stock.MadeToOrder;
import hms.domain.product.Stock.OnHand;
import org.junit.jupiter.api.Test;

final class StockTest {

  @Test
  void only_what_is_not_promised_may_be_sold() {
    var stock = new OnHand(5, 3);

    assertThat(stock.covers(2)).isTrue();
    assertThat(stock.covers(3)).isFalse();
  }

  @Test
  void what_is_made_to_order_is_never_sold_out() {
    assertThat(new MadeToOrder(14).covers(10_000)).isTrue();
  }

  @Test
  void figures_have_bounds() {
    assertThat(new OnHand(1_000_000, 1_000_000).checked()).isInstanceOf(Outcome.Done.class);
    assertThat(new OnHand(0, 0).checked()).isInstanceOf(Outcome.Done.class);
    assertThat(violations(new OnHand(1_000_001, 0).checked())).containsExactly("/onHand range");
    assertThat(violations(new OnHand(-1, 0).checked())).containsExactly("/onHand range");
    assertThat(violations(new OnHand(2, 3).checked())).containsExactly("/reserved range");
    assertThat(new MadeToOrder(365).checked()).isInstanceOf(Outcome.Done.class);
    assertThat(violations(new MadeToOrder(0).checked())).containsExactly("/leadTimeDays range");
    assertThat(violations(new MadeToOrder(366).checked())).containsExactly("/leadTimeDays range");
  }
}
