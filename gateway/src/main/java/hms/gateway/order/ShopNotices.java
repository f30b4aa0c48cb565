package hms.gateway.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.order.CancelRequest;
import hms.domain.order.OrderLine;
import hms.domain.order.Shipment;
import hms.domain.order.WorkOrder;
import hms.gateway.message.OfficeMessages;
import hms.gateway.order.WorkBooks.Entry;
import hms.storage.DomainJson;
import hms.storage.OutgoingNotice.About;
import hms.storage.pg.PgStores;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells the storefront of an order what becomes of it, in the transaction of the change. What it
 * has done itself it knows from the answer; what it has to pay back it is told always. Source: the
 * events of docs/messages.md.
 */
final class ShopNotices {
  static final String CHANGED = "order.changed";

  /**
   * The event of those commands that a customer should hear of; others say nothing by themselves.
   */
  private static final Map<String, String> EVENTS =
      Map.of(
          "accept", "work_order.accepted",
          "reject", "work_order.rejected",
          "give_up", "work_order.given_up",
          "close_short", "work_order.closed_short",
          "cancel", "order.cancelled",
          "return", "order.returned");

  private static final Map<Shipment.State, String> PARCELS =
      Map.of(
          Shipment.State.SHIPPED, "shipment.shipped",
          Shipment.State.DELIVERED, "shipment.delivered",
          Shipment.State.LOST, "shipment.lost",
          Shipment.State.VOIDED, "shipment.voided");

  private final OfficeMessages messages;

  ShopNotices(OfficeMessages messages) {
    this.messages = messages;
  }

  /** What a decision about work orders means to the customer. */
  void booked(PgStores tx, UUID order, List<Entry> entries, String command) {
    var changed = entries.stream().filter(ShopNotices::effective).toList();
    @Nullable String event = EVENTS.get(command);
    if (event == null && changed.stream().anyMatch(ShopNotices::completed)) {
      event = "work_order.completed";
    }
    if (event != null && !changed.isEmpty() && !own(tx)) changed(tx, order, event, changed);
    if (changed.stream().anyMatch(ShopNotices::refunds)) refundDue(tx, order);
  }

  /**
   * The office has changed the order as a whole.
   *
   * @param why its reason; null if it gave none
   */
  void changed(PgStores tx, UUID order, String event, @Nullable String why) {
    if (own(tx)) return;
    var data = DomainJson.object().put("event", event);
    if (why != null) data.put("why", why);
    data.putArray("lines");
    whole(tx, CHANGED, order, order, data);
  }

  /** Nothing more will happen to it. */
  void closed(PgStores tx, UUID order) {
    var data = DomainJson.object().put("event", "order.closed");
    data.putArray("lines");
    whole(tx, "order.closed", order, order, data);
  }

  /** An artisan or time has answered whether accepted pieces are cancelled. */
  void answered(PgStores tx, CancelRequest request, WorkOrder of) {
    boolean agreed = request.state() == CancelRequest.State.AGREED;
    if (!agreed && request.state() != CancelRequest.State.REFUSED) return;
    var data =
        DomainJson.object()
            .put("event", agreed ? "work_order.cancel_agreed" : "work_order.cancel_refused");
    if (request.refusal() != null) data.put("why", Lifecycle.word(request.refusal()));
    data.set("lines", DomainJson.tree(of.lines().stream().map(ShopNotices::line).toList()));
    whole(tx, CHANGED, of.order(), of.order(), data);
  }

  /** A parcel is on its way, or somewhere else. */
  void parcel(PgStores tx, WorkOrder of, Shipment parcel) {
    parcel(tx, of, parcel, PARCELS.getOrDefault(parcel.state(), "shipment.changed"));
  }

  /** Its carrier tells where it is. */
  void tracked(PgStores tx, WorkOrder of, Shipment parcel) {
    parcel(tx, of, parcel, "shipment.tracking");
  }

  private void parcel(PgStores tx, WorkOrder of, Shipment parcel, String event) {
    if (own(tx)) return;
    var data =
        DomainJson.object()
            .put("event", event)
            .put("state", Lifecycle.word(parcel.state()))
            .put("carrier", parcel.carrier())
            .put("trackingStatus", Lifecycle.word(parcel.trackingStatus()));
    if (parcel.tracking() != null) data.put("tracking", parcel.tracking());
    data.set("lines", DomainJson.tree(parcel.lines()));
    whole(tx, "shipment.changed", of.order(), parcel.oid(), data);
  }

  private void changed(PgStores tx, UUID order, String event, List<Entry> entries) {
    var data = DomainJson.object().put("event", event);
    var lines = data.putArray("lines");
    entries.stream()
        .flatMap(entry -> entry.worked().order().lines().stream())
        .forEach(line -> lines.add(line(line)));
    whole(tx, CHANGED, order, order, data);
  }

  private void refundDue(PgStores tx, UUID order) {
    var about = new About.PartOfOrder(order);
    tx.notices().send(messages.notice(RefundTotals.NAME, about, order, DomainJson.object()));
  }

  private void whole(PgStores tx, String name, UUID order, UUID object, ObjectNode data) {
    tx.notices().send(messages.notice(name, new About.WholeOrder(order), object, data));
  }

  private static ObjectNode line(OrderLine line) {
    return DomainJson.object()
        .put("line", line.oid().toString())
        .set("units", DomainJson.tree(line.units()));
  }

  private static boolean own(PgStores tx) {
    return tx.actor() instanceof Actor.Storefront;
  }

  private static boolean effective(Entry entry) {
    return entry.found().version() < entry.worked().order().version();
  }

  private static boolean completed(Entry entry) {
    return !entry.found().ended() && entry.worked().order().ended();
  }

  private static boolean refunds(Entry entry) {
    return !entry.found().refundDue().equals(entry.worked().order().refundDue());
  }
}
