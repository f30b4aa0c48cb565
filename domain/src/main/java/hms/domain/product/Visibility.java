package hms.domain.product;

import hms.domain.artisan.Artisan;
import java.time.LocalDate;

/**
 * The public rule: what may be seen, and what may be bought. PostgreSQL holds the same rule for
 * those who read rows; a test compares the two. Source: docs/domain.md.
 */
public final class Visibility {
  private Visibility() {}

  /** Listed by the office, offered by the artisan, made by an active artisan. */
  public static boolean visible(Product product, Artisan maker) {
    return product.storeAvailable() && product.available() && maker.active();
  }

  /** May {@code pieces} of it be ordered on {@code day}? */
  public static boolean orderable(
      Product product, Artisan maker, Stock stock, int pieces, LocalDate day) {
    return visible(product, maker) && !maker.terms().awayOn(day) && stock.covers(pieces);
  }
}
