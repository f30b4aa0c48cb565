package hms.domain.product;

import hms.domain.Outcome;
import hms.domain.Refusal;
import java.util.List;

/**
 * What the office lets products cost.
 *
 * @param currencies in which it trades, ISO 4217
 * @param byOffice reviewers may set prices, too
 */
public record Pricing(List<String> currencies, boolean byOffice) {
  public Pricing {
    currencies = List.copyOf(currencies);
  }

  /** Refuses a price that no order could ever be placed at; a content without one is fine. */
  public Outcome<ProductContent> allows(ProductContent content) {
    var price = content.price();
    return price == null || currencies.contains(price.currency())
        ? Outcome.done(content)
        : Outcome.refused(
            Refusal.Invalid.of(
                "/price/currency",
                "currency",
                "the office trades in " + currencies + ", found " + price.currency()));
  }
}
