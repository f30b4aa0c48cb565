package hms.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Money;
import hms.domain.fixture.Samples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SharesTest {

  @Test
  void the_largest_remainder_gets_the_odd_cent() {
    assertThat(Shares.of(100, List.of(3L, 2L, 1L))).containsExactly(50, 33, 17);
    assertThat(Shares.of(10, List.of(1L, 1L, 1L))).containsExactly(4, 3, 3);
    assertThat(Shares.of(5, List.of(0L, 7L))).containsExactly(0, 5);
    assertThat(Shares.of(5, List.of(0L, 0L))).containsExactly(3, 2);
  }

  @Test
  void the_largest_amounts_do_not_overflow() {
    var shares = Shares.of(Money.MAX, List.of(Money.MAX, Money.MAX, 1L));

    assertThat(Arrays.stream(shares).sum()).isEqualTo(Money.MAX);
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void no_share_is_a_cent_away_from_its_exact_part(long seed) {
    var some = Samples.of(seed);

    for (int n = 0; n < 500; n++) {
      long amount = some.number(0L, 1_000_000L);
      var weights = some.some(1, 9, () -> some.number(0L, 10_000L));
      double sum = weights.stream().mapToLong(Long::longValue).sum();

      long[] shares = Shares.of(amount, weights);

      assertThat(Arrays.stream(shares).sum()).as("%s", some).isEqualTo(amount);
      for (int i = 0; sum > 0 && i < shares.length; i++) {
        assertThat(Math.abs(shares[i] - amount * weights.get(i) / sum))
            .as("%s", some)
            .isLessThan(1);
      }
    }
  }
}
