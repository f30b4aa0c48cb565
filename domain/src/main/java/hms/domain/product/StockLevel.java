package hms.domain.product;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Refusal.Clash;
import hms.domain.Refusal.Invalid;
import hms.domain.Refusal.Shortage;
import java.util.List;
import java.util.UUID;

/**
 * A product's stock with its own version, which orders move too.
 *
 * @param version 1, 2, 3 ... counts changes by the artisan and by orders
 */
public record StockLevel(UUID product, long version, Stock stock) {

  /**
   * Pieces found or lost; commutes with everything that happens meanwhile.
   *
   * <p>Errors: Invalid if pieces are not counted, or for figures out of bounds; Shortage if fewer
   * would be left than are promised.
   */
  public Outcome<StockLevel> adjust(long delta) {
    if (!(stock instanceof Stock.OnHand(int onHand, int reserved))) {
      return invalid("/delta", "kind", "what is made to order is not counted");
    }
    if (delta == 0) return Outcome.done(this);
    long left = onHand + delta;
    if (left < 0 || left > Stock.ON_HAND_MAX) {
      return invalid(
          "/delta",
          "range",
          "expected 0 to %d pieces, found %d".formatted(Stock.ON_HAND_MAX, left));
    }
    return counted((int) left, reserved);
  }

  /**
   * What the artisan has counted, or the days it needs from now on. It holds only for the stock
   * that was seen.
   *
   * <p>Errors: Conflict with the arithmetic if the stock has moved since; WrongState by the caller
   * if the kind changes while units are open; Shortage; Invalid.
   *
   * @param seen the version of the stock that the artisan saw
   */
  public Outcome<StockLevel> recount(long seen, Stock count) {
    if (seen != version) {
      return Outcome.refused(
          new Refusal.Conflict(List.of(new Clash("stock", "version " + seen, count, stock))));
    }
    return count
        .checked()
        .then(clean ->
            switch (clean) {
              case Stock.OnHand(int onHand, int none) -> counted(onHand, reserved());
              case Stock.MadeToOrder made -> moved(made);
            });
  }

  /** Would {@code count} change the kind? That needs a product without open units. */
  public boolean changesKind(Stock count) {
    return !stock.getClass().equals(count.getClass());
  }

  private int reserved() {
    return stock instanceof Stock.OnHand(int onHand, int reserved) ? reserved : 0;
  }

  private Outcome<StockLevel> counted(int onHand, int reserved) {
    return onHand < reserved
        ? Outcome.refused(
            new Shortage(List.of(new Shortage.Short(product.toString(), reserved, onHand))))
        : moved(new Stock.OnHand(onHand, reserved));
  }

  private Outcome<StockLevel> moved(Stock next) {
    return Outcome.done(next.equals(stock) ? this : new StockLevel(product, version + 1, next));
  }

  private static Outcome<StockLevel> invalid(String pointer, String code, String detail) {
    return Outcome.refused(Invalid.of(pointer, code, detail));
  }
}
