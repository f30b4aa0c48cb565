package hms.domain.order;

import hms.domain.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Divides an order among the artisans who make its products: who delivers which lines, and which
 * share of discount, tax and shipping belongs to each. All shares add up to the order.
 */
public final class OrderSplit {
  private OrderSplit() {}

  /** One artisan's part. The sums are those of its lines; shipping is its share of the order's. */
  public record Part(
      UUID artisan, List<Share> lines, Money items, Money discount, Money shipping, Money tax) {}

  /** One line with its shares. */
  public record Share(OrderPlacement.Line line, Money discount, Money tax) {}

  /**
   * @param makerOf the artisan of each product of the order
   * @return parts in the order of the artisans' ids, lines in the order of the products' ids, so
   *     that the same order always splits the same way
   */
  public static List<Part> of(OrderPlacement order, Function<UUID, UUID> makerOf) {
    var lines =
        order.lines().stream().sorted(Comparator.comparing(line -> text(line.product()))).toList();
    var amounts = lines.stream().map(line -> line.amount().amount()).toList();
    long[] discounts = Shares.of(order.discount().amount(), amounts);
    long[] taxes = Shares.of(order.tax().amount(), amounts);
    var byMaker = new TreeMap<String, List<Share>>();
    for (int i = 0; i < lines.size(); i++) {
      var share =
          new Share(
              lines.get(i),
              new Money(discounts[i], order.currency()),
              new Money(taxes[i], order.currency()));
      String maker = text(makerOf.apply(lines.get(i).product()));
      byMaker.computeIfAbsent(maker, m -> new ArrayList<>()).add(share);
    }
    return parts(order, byMaker);
  }

  private static List<Part> parts(OrderPlacement order, Map<String, List<Share>> byMaker) {
    var items = byMaker.values().stream().map(OrderSplit::items).toList();
    long[] shipping = Shares.of(order.shipping().amount(), items);
    var parts = new ArrayList<Part>();
    byMaker.forEach((maker, shares) ->
        parts.add(
            new Part(
                UUID.fromString(maker),
                List.copyOf(shares),
                new Money(items(shares), order.currency()),
                total(shares.stream().map(Share::discount).toList(), order.currency()),
                new Money(shipping[parts.size()], order.currency()),
                total(shares.stream().map(Share::tax).toList(), order.currency()))));
    return parts;
  }

  private static long items(List<Share> shares) {
    return shares.stream().collect(Collectors.summingLong(s -> s.line().amount().amount()));
  }

  private static Money total(List<Money> amounts, String currency) {
    return amounts.stream().reduce(Money.zero(currency), Money::plus);
  }

  /** Ids compare by their text: UUID itself compares as signed numbers. */
  private static String text(UUID id) {
    return id.toString();
  }
}
