package hms.domain.order;

import static hms.domain.fixture.OrderBuilder.anOrder;
import static hms.domain.fixture.OrderBuilder.line;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Money;
import hms.domain.fixture.OrderBuilder;
import hms.domain.fixture.Samples;
import hms.domain.order.OrderPlacement.Line;
import hms.domain.order.OrderSplit.Part;
import hms.domain.order.OrderSplit.Share;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OrderSplitTest {

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void the_parts_add_up_to_the_order_to_the_cent(long seed) {
    var some = Samples.of(seed);

    for (int n = 0; n < 200; n++) {
      var lines = lines(some);
      var order = ordered(some, lines).placed();

      var parts = OrderSplit.of(order, makers(some, lines)::get);

      assertThat(sum(parts, Part::items)).as("%s", some).isEqualTo(order.items().amount());
      assertThat(sum(parts, Part::discount)).as("%s", some).isEqualTo(order.discount().amount());
      assertThat(sum(parts, Part::tax)).as("%s", some).isEqualTo(order.tax().amount());
      assertThat(sum(parts, Part::shipping)).as("%s", some).isEqualTo(order.shipping().amount());
      for (var part : parts) {
        assertThat(sum(part.lines(), Share::discount)).isEqualTo(part.discount().amount());
        assertThat(sum(part.lines(), Share::tax)).isEqualTo(part.tax().amount());
        assertThat(part.lines()).allMatch(s -> s.discount().amount() <= s.line().amount().amount());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void the_order_of_the_lines_decides_nothing(long seed) {
    var some = Samples.of(seed);

    for (int n = 0; n < 100; n++) {
      var lines = lines(some);
      var makers = makers(some, lines);
      long sums = some.number(0, 5000);
      var one = anOrder().with(lines).tax(sums).shipping(sums).placed();
      var other = anOrder().with(some.shuffled(lines)).tax(sums).shipping(sums).placed();

      var same = OrderSplit.of(other, makers::get);

      assertThat(same).as("%s", some).isEqualTo(OrderSplit.of(one, makers::get));
    }
  }

  @Test
  void each_maker_gets_its_lines_in_one_part() {
    var lines = List.of(line(id(1), 1, 100), line(id(2), 1, 100), line(id(3), 2, 100));
    var order = anOrder().with(lines).shipping(101).placed();

    var parts = OrderSplit.of(order, product -> product.equals(id(2)) ? id(8) : id(7));

    assertThat(parts).extracting(Part::artisan).containsExactly(id(7), id(8));
    assertThat(parts.getFirst().lines())
        .extracting(share -> share.line().product())
        .containsExactly(id(1), id(3));
    assertThat(parts).extracting(part -> part.shipping().amount()).containsExactly(76L, 25L);
  }

  @Test
  void what_costs_nothing_shares_shipping_and_tax_alike() {
    var gifts = List.of(line(id(1), 1, 0), line(id(2), 5, 0));
    var order = anOrder().with(gifts).shipping(101).tax(3).placed();

    var parts = OrderSplit.of(order, product -> product);

    assertThat(parts).extracting(part -> part.shipping().amount()).containsExactly(51L, 50L);
    assertThat(parts).extracting(part -> part.tax().amount()).containsExactly(2L, 1L);
  }

  private static List<Line> lines(Samples some) {
    return some.some(1, 8, () -> line(some.id(), some.number(1, 9), some.number(0L, 99_999L)));
  }

  private static OrderBuilder ordered(Samples some, List<Line> lines) {
    long items = lines.stream().mapToLong(each -> each.amount().amount()).sum();
    return anOrder()
        .with(lines)
        .discount(some.number(0, items))
        .shipping(some.number(0L, 9999L))
        .tax(some.number(0L, 99_999L));
  }

  private static Map<UUID, UUID> makers(Samples some, List<Line> lines) {
    var few = List.of(id(7), id(8), id(9));
    var makers = new HashMap<UUID, UUID>();
    lines.forEach(each -> makers.put(each.product(), some.oneOf(few)));
    return makers;
  }

  private static UUID id(long n) {
    return new UUID(0, n);
  }

  private static <T> long sum(List<T> parts, Function<T, Money> amount) {
    return parts.stream().mapToLong(part -> amount.apply(part).amount()).sum();
  }
}
