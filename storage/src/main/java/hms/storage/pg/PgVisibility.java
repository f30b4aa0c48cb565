package hms.storage.pg;

/**
 * The public rule in SQL, once: what may be seen, and by what an order may be taken. The same rule
 * in Java is {@code hms.domain.product.Visibility}; a test compares the two.
 */
final class PgVisibility {
  /** Of a product {@code p}: listed, offered, made by an active artisan. */
  static final String VISIBLE =
      """
      p.state = 'listed' and p.available
      and exists (select from artisans m where m.oid = p.artisan_oid and m.state = 'active')
      """;

  /** Of an artisan {@code a}, on the day {@code $2}. */
  static final String NOT_AWAY =
      "(a.away_from is null or $2 not between a.away_from and a.away_to)";

  private PgVisibility() {}
}
