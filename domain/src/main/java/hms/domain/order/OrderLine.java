package hms.domain.order;

import hms.domain.Money;
import hms.domain.Outcome;
import java.util.UUID;

/**
 * One product of a work order, with the ledger of its pieces.
 *
 * @param snapshot the product as it was sold; later changes of the product do not reach it
 * @param discount this line's share, as is {@code tax}
 */
public record OrderLine(
    UUID oid,
    UUID product,
    Snapshot snapshot,
    Money unitPrice,
    Money discount,
    Money tax,
    UnitLedger units) {

  /**
   * What was sold.
   *
   * @param imageSha256 digest of the primary picture as it was uploaded
   * @param version the product's version
   */
  public record Snapshot(String name, String summary, String imageSha256, long version) {}

  public Outcome<OrderLine> move(UnitLedger.Edge edge, int n) {
    return units
        .move(edge, n)
        .map(next -> new OrderLine(oid, product, snapshot, unitPrice, discount, tax, next));
  }

  /** Moves every piece that stands at the start of the edge; possibly none. */
  OrderLine moveAll(UnitLedger.Edge edge) {
    int n = units.in(edge.from());
    return n == 0 ? this : move(edge, n).orThrow();
  }
}
