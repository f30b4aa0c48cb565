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
    return units.move(edge, n).map(this::with);
  }

  /** What the customer pays for all its pieces. */
  public Money net() {
    return unitPrice.times(units.quantity()).minus(discount).plus(tax);
  }

  /** What is to be paid back so far; all pieces together give exactly {@link #net}. */
  public Money refundDue() {
    int quantity = units.quantity();
    long due = quantity == 0 ? 0 : units.unpaid() * net().amount() / quantity;
    return new Money(due, unitPrice.currency());
  }

  /**
   * Shares of {@code n} pieces, to go along with them to another line; rounded down, so that the
   * last piece takes what is left.
   */
  Money shareOf(Money whole, int n) {
    return new Money(whole.amount() * n / units.quantity(), whole.currency());
  }

  /** Without {@code n} undecided pieces and their shares. */
  Outcome<OrderLine> without(int n) {
    return units
        .move(UnitLedger.Edge.REROUTE, n)
        .map(left ->
            new OrderLine(
                oid,
                product,
                snapshot,
                unitPrice,
                discount.minus(shareOf(discount, n)),
                tax.minus(shareOf(tax, n)),
                left));
  }

  private OrderLine with(UnitLedger next) {
    return new OrderLine(oid, product, snapshot, unitPrice, discount, tax, next);
  }
}
