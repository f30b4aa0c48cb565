package hms.gateway.order;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Lifecycle;
import hms.domain.order.CancelRequest;
import hms.domain.order.Cancelling.Fate;
import hms.domain.order.FactReport;
import hms.domain.order.KnownCustomer;
import hms.domain.order.Order;
import hms.domain.order.Shipment;
import hms.domain.order.WorkOrder;
import hms.storage.DomainJson;
import java.util.List;
import java.util.function.ToIntFunction;

/** How orders and work orders look to those who may see them. */
final class OrderViews {
  private OrderViews() {}

  /** For the storefront and the office. */
  static ObjectNode order(Order order) {
    ObjectNode view = DomainJson.tree(order).deepCopy();
    return view.put("status", Lifecycle.word(order.status()));
  }

  /** What came of a command: the whole order, or the artisan's part of it. */
  static ObjectNode result(OrderResult result) {
    var order = result.order();
    var view = order == null ? forArtisan(result.workOrders().getFirst()) : whole(order, result);
    if (!result.fates().isEmpty()) {
      view.set("cancelled", units(result.fates(), Fate::cancelled));
      view.set("requested", units(result.fates(), Fate::requested));
      view.set("refused", refused(result.fates()));
    }
    if (!result.shipments().isEmpty()) {
      view.putArray("shipments").addAll(result.shipments().stream().map(DomainJson::tree).toList());
    }
    if (!result.requests().isEmpty()) {
      view.putArray("cancelRequests")
          .addAll(result.requests().stream().map(DomainJson::tree).toList());
    }
    if (result.factReport() != null) view.set("factReport", report(result.factReport()));
    return view;
  }

  /** What the storefront told stands beside what the office knows. */
  static ObjectNode customer(KnownCustomer customer) {
    ObjectNode view = DomainJson.tree(customer).deepCopy();
    if (view.remove("told") instanceof ObjectNode told) view.setAll(told);
    return view;
  }

  static ObjectNode shipment(Shipment parcel) {
    return DomainJson.tree(parcel).deepCopy();
  }

  static ObjectNode request(CancelRequest request) {
    return DomainJson.tree(request).deepCopy();
  }

  static ObjectNode report(FactReport report) {
    return DomainJson.tree(report).deepCopy();
  }

  private static ObjectNode whole(Order order, OrderResult result) {
    var view = order(order);
    var parts = view.putArray("workOrders");
    for (var part : result.workOrders()) parts.add(part(part));
    return view;
  }

  /** A part of an order as the storefront and the office see it. */
  static ObjectNode part(WorkOrder part) {
    var entry = DomainJson.object();
    entry.put("oid", part.oid().toString());
    entry.put("version", part.version());
    entry.put("artisan", part.artisan().toString());
    entry.put("reference", part.reference());
    entry.put("requestState", Lifecycle.word(part.request()));
    entry.put("workState", Lifecycle.word(part.work()));
    entry.set("units", DomainJson.tree(part.units()));
    entry.set("lines", DomainJson.tree(part.lines()));
    entry.set("refundDue", DomainJson.tree(part.refundDue()));
    return entry;
  }

  /** For the artisan: no billing data, nobody else's lines, the street once it has accepted. */
  static ObjectNode forArtisan(WorkOrder part) {
    ObjectNode view = DomainJson.tree(part).deepCopy();
    view.remove(List.of("order", "artisan", "request", "work"));
    view.put("requestState", Lifecycle.word(part.request()));
    view.put("workState", Lifecycle.word(part.work()));
    if (!part.accepted() && view.get("shipTo") instanceof ObjectNode address) {
      address.remove(List.of("streetAddress", "buildingAddress"));
    }
    return view;
  }

  /** With the reason of each line. */
  private static ArrayNode refused(List<Fate> fates) {
    var late = fates.stream().filter(fate -> fate.refused() > 0).toList();
    var lines = units(late, Fate::refused);
    for (int i = 0; i < late.size(); i++) {
      var why = late.get(i).why();
      if (why != null && lines.get(i) instanceof ObjectNode line) {
        line.put("why", Lifecycle.word(why));
      }
    }
    return lines;
  }

  private static ArrayNode units(List<Fate> fates, ToIntFunction<Fate> count) {
    var lines = DomainJson.object().arrayNode();
    for (var fate : fates) {
      int units = count.applyAsInt(fate);
      if (units == 0) continue;
      lines.addObject().put("line", fate.line().toString()).put("units", units);
    }
    return lines;
  }
}
