package hms.gateway.order;

import hms.domain.order.OrderPlacement;
import hms.domain.order.Shipment;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked about orders and work orders. {@code seen} is the version the caller saw. */
public sealed interface OrderCommand {

  /** A storefront passes an order on. */
  record Place(OrderPlacement placement) implements OrderCommand {}

  /** A storefront or the office cancels whatever is not accepted yet. */
  record Cancel(UUID order) implements OrderCommand {}

  /** An artisan promises to make its part by a day. */
  record Accept(UUID workOrder, @Nullable Long seen, LocalDate promisedShipDate)
      implements OrderCommand {}

  /** An artisan tells that a parcel has left. */
  record Ship(UUID workOrder, Shipment shipment) implements OrderCommand {}
}
