package hms.domain.order;

import hms.domain.Money;
import hms.domain.PostalAddress;
import hms.domain.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer bought.
 *
 * @param number for people: 2026-00871
 * @param channel the storefront it came from, which knows it as {@code externalId}
 * @param units the sums of all lines' ledgers; the status follows from them
 */
public record Order(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String number,
    UUID channel,
    String externalId,
    UUID customer,
    Instant placedAt,
    String shipToName,
    PostalAddress shipTo,
    @Nullable String note,
    Money items,
    Money discount,
    Money shipping,
    Money tax,
    Money total,
    UnitLedger units)
    implements Versioned {

  public OrderStatus status() {
    return OrderStatus.of(units);
  }

  /** The same order after its units have moved. */
  public Order with(UnitLedger moved, Instant now) {
    return new Order(
        oid,
        version + 1,
        created,
        changedAt(now),
        number,
        channel,
        externalId,
        customer,
        placedAt,
        shipToName,
        shipTo,
        note,
        items,
        discount,
        shipping,
        tax,
        total,
        moved);
  }
}
