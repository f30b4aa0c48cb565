package hms.gateway.product;

import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.domain.product.Stock;
import org.jspecify.annotations.Nullable;

/**
 * How an artisan says what it has: pieces on hand, or days to make one. What is reserved is never
 * the artisan's to say.
 *
 * @param onHand pieces, if {@code on_hand}
 * @param leadTimeDays days, if {@code made_to_order}
 */
public record StockOffer(Kind kind, @Nullable Integer onHand, @Nullable Integer leadTimeDays) {

  /** The two ways to have something to sell. */
  public enum Kind {
    ON_HAND,
    MADE_TO_ORDER
  }

  /** What was counted, or how long it takes from now on. */
  static StockOffer counted(@Nullable Integer pieces, @Nullable Integer leadTimeDays) {
    return new StockOffer(
        pieces == null && leadTimeDays != null ? Kind.MADE_TO_ORDER : Kind.ON_HAND,
        pieces,
        leadTimeDays);
  }

  /** The stock it begins with; refused as Invalid if the figure of its kind is missing or wrong. */
  Outcome<Stock> stock() {
    if (kind == null) return Outcome.refused(Invalid.of("/kind", "missing", "a value is required"));
    return switch (kind) {
      case ON_HAND ->
          onHand == null || leadTimeDays != null ? mixed() : new Stock.OnHand(onHand, 0).checked();
      case MADE_TO_ORDER ->
          leadTimeDays == null || onHand != null
              ? mixed()
              : new Stock.MadeToOrder(leadTimeDays).checked();
    };
  }

  private static Outcome<Stock> mixed() {
    String detail = "expected onHand with on_hand, leadTimeDays with made_to_order";
    return Outcome.refused(Invalid.of("", "stock", detail));
  }
}
