package hms.gateway.order;

import hms.domain.PostalAddress;
import hms.domain.order.CancelRequest;
import hms.domain.order.LineUnits;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.order.Order;
import hms.domain.order.OrderPlacement;
import hms.domain.order.Reason;
import hms.domain.order.ShipNotice;
import hms.domain.order.Shipment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked about orders and work orders. {@code seen} is the version the caller saw. */
public sealed interface OrderCommand {

  /** A storefront passes an order on. */
  record Place(OrderPlacement placement) implements OrderCommand {}

  /**
   * A storefront or the office cancels.
   *
   * @param lines of any work order of the order; empty for all of it
   */
  record Cancel(UUID order, List<LineUnits> lines, @Nullable String reason)
      implements OrderCommand {}

  /** The office tells the artisan once more how its work order stands; nothing changes. */
  record Resend(UUID workOrder) implements OrderCommand {}

  /** About an order as a whole, by the office. */
  sealed interface OfOrder extends OrderCommand {
    UUID order();
  }

  record Hold(UUID order, @Nullable Long seen, String reason) implements OfOrder {}

  record Release(UUID order, @Nullable Long seen) implements OfOrder {}

  record CorrectAddress(UUID order, @Nullable Long seen, String shipToName, PostalAddress shipTo)
      implements OfOrder {}

  record Reopen(UUID order, @Nullable Long seen, String reason) implements OfOrder {}

  record ClearAttention(UUID order, @Nullable Long seen, Order.Attention code, String note)
      implements OfOrder {}

  /** Time closes what nobody touched for long. */
  record Close(UUID order) implements OfOrder {}

  /** About one work order, by its artisan, the office or time. */
  sealed interface OfWork extends OrderCommand {
    UUID workOrder();

    @Nullable Long seen();
  }

  /** The artisan's app has the offer. */
  record Receipt(UUID workOrder) implements OfWork {
    @Override
    public @Nullable Long seen() {
      return null;
    }
  }

  /** An artisan promises to make all or part of it by a day. */
  record Accept(UUID workOrder, @Nullable Long seen, Acceptance acceptance) implements OfWork {}

  record Reject(UUID workOrder, @Nullable Long seen, Reason reason) implements OfWork {}

  record Expire(UUID workOrder) implements OfWork {
    @Override
    public @Nullable Long seen() {
      return null;
    }
  }

  record OfferAgain(UUID workOrder, @Nullable Long seen) implements OfWork {}

  record GiveUp(UUID workOrder, @Nullable Long seen) implements OfWork {}

  record Start(UUID workOrder, @Nullable Long seen) implements OfWork {}

  record HoldWork(UUID workOrder, @Nullable Long seen, String reason) implements OfWork {}

  record ReleaseWork(UUID workOrder, @Nullable Long seen) implements OfWork {}

  record CloseShort(UUID workOrder, @Nullable Long seen, String reason) implements OfWork {}

  /**
   * Pieces came back.
   *
   * @param refunded the customer is paid back
   * @param resellable they go into the stock again
   */
  record Return(
      UUID workOrder,
      @Nullable Long seen,
      List<LineUnits> lines,
      boolean refunded,
      boolean resellable)
      implements OfWork {}

  /** Undecided pieces go to a product of another artisan. */
  record Reroute(UUID workOrder, @Nullable Long seen, LineUnits line, UUID product)
      implements OrderCommand {}

  /** An artisan tells that a parcel has left. */
  record Ship(UUID workOrder, ShipNotice notice) implements OrderCommand {}

  /** About a parcel. */
  sealed interface OfParcel extends OrderCommand {
    UUID shipment();
  }

  record Deliver(UUID shipment) implements OfParcel {}

  record Lose(UUID shipment) implements OfParcel {}

  record TakeBack(UUID shipment, String reason) implements OfParcel {}

  record Track(UUID shipment, Shipment.TrackingStatus status, Instant at) implements OfParcel {}

  /** About a cancel request. */
  sealed interface OfRequest extends OrderCommand {
    UUID request();
  }

  record Agree(UUID request, List<LineUnits> lines) implements OfRequest {}

  record Refuse(UUID request, CancelRequest.Refusal reason) implements OfRequest {}

  record Withdraw(UUID request) implements OfRequest {}

  /** Nobody answered. */
  record Lapse(UUID request) implements OfRequest {}

  /** The office settles a fact that no edge allowed. */
  record Settle(UUID report, boolean confirmed, @Nullable String text) implements OrderCommand {}
}
