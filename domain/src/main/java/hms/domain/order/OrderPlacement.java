package hms.domain.order;

import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order as a storefront places it.
 *
 * @param externalId the storefront's own id, unique within its channel
 * @param placedAt at most 5 minutes ahead of our clock
 * @param note for the artisans
 * @param items sum of the lines; {@code total = items - discount + shipping + tax}
 * @param discount 0 unless told; so are shipping and tax
 * @param hold why its work has to wait until the office lets it go on; null if it need not
 */
public record OrderPlacement(
    String externalId,
    Customer customer,
    Instant placedAt,
    String shipToName,
    PostalAddress shipTo,
    @Nullable String note,
    List<Line> lines,
    Money items,
    Money discount,
    Money shipping,
    Money tax,
    Money total,
    @Nullable String hold) {
  private static final Duration AHEAD = Duration.ofMinutes(5);

  public OrderPlacement {
    if (total != null) {
      var none = Money.zero(total.currency());
      discount = Objects.requireNonNullElse(discount, none);
      shipping = Objects.requireNonNullElse(shipping, none);
      tax = Objects.requireNonNullElse(tax, none);
    }
  }

  /**
   * One product of the order; each product once.
   *
   * @param quantity 1..10,000
   * @param unitPrice what the customer is charged for a piece
   */
  public record Line(UUID product, int quantity, Money unitPrice) {
    public Money amount() {
      return unitPrice.times(quantity);
    }
  }

  /** Checks and normalises; refuses with all violations. */
  public Outcome<OrderPlacement> checked(Instant now) {
    var rules = new Rules();
    rules.present("/customer", customer);
    rules.present("/shipTo", shipTo);
    rules.present("/placedAt", placedAt);
    rules.present("/lines", lines);
    rules.present("/items", items);
    rules.present("/total", total);
    if (rules.broken()) return rules.refused();
    var clean =
        new OrderPlacement(
            Objects.requireNonNullElse(rules.line("/externalId", externalId, 80), ""),
            rules.part("/customer", customer.checked(), customer),
            placedAt,
            Objects.requireNonNullElse(rules.line("/shipToName", shipToName, 160), ""),
            rules.part("/shipTo", shipTo.checked(), shipTo),
            rules.optionalText("/note", note, 1000),
            List.copyOf(lines),
            items,
            discount,
            shipping,
            tax,
            total,
            rules.optionalLine("/hold", hold, 200));
    rules.that(
        !placedAt.isAfter(now.plus(AHEAD)),
        "/placedAt",
        "clock",
        "is in the future: office time is " + now);
    checkLines(rules);
    if (!rules.broken()) checkSums(rules);
    return rules.broken() ? rules.refused() : Outcome.done(clean);
  }

  public String currency() {
    return total.currency();
  }

  private void checkLines(Rules rules) {
    rules.size("/lines", lines, 1, 200);
    var seen = new HashSet<UUID>();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      String at = "/lines/" + i;
      rules.present(at + "/product", line.product());
      rules.present(at + "/unitPrice", line.unitPrice());
      rules.range(at + "/quantity", line.quantity(), 1, 10_000);
      rules.that(seen.add(line.product()), at + "/product", "repeated", "each product once");
    }
  }

  private void checkSums(Rules rules) {
    boolean one =
        Stream.concat(
                Stream.of(items, discount, shipping, tax), lines.stream().map(Line::unitPrice))
            .allMatch(money -> money.currency().equals(currency()));
    rules.that(one, "/total/currency", "currency", "all amounts must be in " + currency());
    if (!one) return;
    // Not as Money, whose bound they may pass; 200 x 10,000 x 10^12 fits.
    long lineSum =
        lines.stream().mapToLong(line -> line.unitPrice().amount() * line.quantity()).sum();
    equal(rules, "/items/amount", "the sum of the lines", lineSum, items);
    boolean covered = discount.amount() <= items.amount();
    rules.that(covered, "/discount/amount", "range", "a discount is at most the items");
    long sum = items.amount() - discount.amount() + shipping.amount() + tax.amount();
    equal(rules, "/total/amount", "items - discount + shipping + tax", sum, total);
  }

  private static void equal(Rules rules, String at, String what, long expected, Money found) {
    String detail = "expected %s = %d, found %d".formatted(what, expected, found.amount());
    rules.that(expected == found.amount(), at, "sum", detail);
  }
}
