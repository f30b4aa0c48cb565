package hms.domain;

import static hms.domain.fixture.Goods.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MoneyTest {

  @Test
  void sums_are_exact() {
    var sum = euros(1999).times(3).plus(euros(1)).minus(euros(998));

    assertThat(sum).isEqualTo(euros(5000));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, Money.MAX})
  void an_amount_reaches_from_0_to_its_bound(long amount) {
    assertThat(euros(amount).amount()).isEqualTo(amount);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Money.MAX + 1, Long.MIN_VALUE, Long.MAX_VALUE})
  void no_amount_lies_outside_its_bounds(long amount) {
    assertThatIllegalArgumentException().isThrownBy(() -> euros(amount));
  }

  @Test
  void two_currencies_never_meet() {
    var dollars = new Money(1, "USD");

    assertThatIllegalArgumentException().isThrownBy(() -> euros(1).plus(dollars));
    assertThatIllegalArgumentException().isThrownBy(() -> euros(1).minus(dollars));
  }

  @Test
  void an_unknown_currency_is_none() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, "eur"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, "XYZ1"));
  }

  @Test
  void a_sum_never_wraps_around() {
    assertThatThrownBy(() -> euros(Money.MAX).times(Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> euros(0).minus(euros(1)));
  }
}
