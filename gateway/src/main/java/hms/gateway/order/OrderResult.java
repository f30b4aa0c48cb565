package hms.gateway.order;

import hms.domain.order.CancelRequest;
import hms.domain.order.Cancelling.Fate;
import hms.domain.order.FactReport;
import hms.domain.order.Order;
import hms.domain.order.Shipment;
import hms.domain.order.WorkOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param order null for an artisan, who sees its own part only
 * @param workOrders all of the order, or the one that the command was about
 * @param fates what a cancel did to each line
 * @param shipments the parcels of the order, or the one that the command was about
 * @param requests the cancel requests of the order, or those that the command was about
 * @param factReport what a person has to settle
 */
public record OrderResult(
    @Nullable Order order,
    List<WorkOrder> workOrders,
    List<Fate> fates,
    List<Shipment> shipments,
    List<CancelRequest> requests,
    @Nullable FactReport factReport) {

  static OrderResult of(Order order, List<WorkOrder> workOrders) {
    return new OrderResult(order, workOrders, List.of(), List.of(), List.of(), null);
  }

  static OrderResult of(WorkOrder work) {
    return new OrderResult(null, List.of(work), List.of(), List.of(), List.of(), null);
  }

  OrderResult with(Shipment parcel) {
    return new OrderResult(order, workOrders, fates, List.of(parcel), requests, factReport);
  }

  OrderResult with(CancelRequest asked) {
    return asking(List.of(asked));
  }

  OrderResult asking(List<CancelRequest> asked) {
    return new OrderResult(order, workOrders, fates, shipments, asked, factReport);
  }

  OrderResult sent(List<Shipment> parcels) {
    return new OrderResult(order, workOrders, fates, parcels, requests, factReport);
  }

  OrderResult with(FactReport report) {
    return new OrderResult(order, workOrders, fates, shipments, requests, report);
  }

  OrderResult with(List<Fate> became) {
    return new OrderResult(order, workOrders, became, shipments, requests, factReport);
  }
}
