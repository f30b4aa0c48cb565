package hms.domain.product;

import hms.domain.Outcome;
import hms.domain.Rules;

/** How many pieces may be sold. It has its own version and is never reviewed. */
public sealed interface Stock {
  /** Pieces on hand, at most. */
  int ON_HAND_MAX = 1_000_000;

  /** May {@code pieces} more be promised to an order? */
  boolean covers(int pieces);

  /** Refuses figures out of their bounds. */
  Outcome<Stock> checked();

  /**
   * Pieces that exist.
   *
   * @param onHand 0..1,000,000
   * @param reserved promised to orders, 0..onHand
   */
  record OnHand(int onHand, int reserved) implements Stock {
    @Override
    public boolean covers(int pieces) {
      return onHand - reserved >= pieces;
    }

    @Override
    public Outcome<Stock> checked() {
      var rules = new Rules();
      rules.range("/onHand", onHand, 0, ON_HAND_MAX);
      rules.range("/reserved", reserved, 0, Math.max(0, onHand));
      return rules.broken() ? rules.refused() : Outcome.done(this);
    }
  }

  /**
   * Made when ordered.
   *
   * @param leadTimeDays 1..365
   */
  record MadeToOrder(int leadTimeDays) implements Stock {
    @Override
    public boolean covers(int pieces) {
      return true;
    }

    @Override
    public Outcome<Stock> checked() {
      var rules = new Rules();
      rules.range("/leadTimeDays", leadTimeDays, 1, 365);
      return rules.broken() ? rules.refused() : Outcome.done(this);
    }
  }
}
