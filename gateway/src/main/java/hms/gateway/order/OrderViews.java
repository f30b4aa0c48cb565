package hms.gateway.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Lifecycle;
import hms.domain.order.Order;
import hms.domain.order.WorkOrder;
import hms.storage.DomainJson;
import java.util.List;

/** How orders and work orders look to those who may see them. */
final class OrderViews {
  private OrderViews() {}

  /** For the storefront and the office. */
  static ObjectNode order(Order order) {
    ObjectNode view = DomainJson.tree(order).deepCopy();
    return view.put("status", Lifecycle.word(order.status()));
  }

  static ObjectNode result(OrderResult result) {
    var view = order(result.order());
    var parts = view.putArray("workOrders");
    for (var part : result.workOrders()) {
      var entry = parts.addObject();
      entry.put("oid", part.oid().toString());
      entry.put("artisan", part.artisan().toString());
      entry.put("reference", part.reference());
      entry.put("requestState", Lifecycle.word(part.request()));
      entry.put("workState", Lifecycle.word(part.work()));
      entry.set("units", DomainJson.tree(part.units()));
      entry.set("lines", DomainJson.tree(part.lines()));
    }
    return view;
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
}
