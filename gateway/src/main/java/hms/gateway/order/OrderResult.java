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
 * @param shipment the parcel that the command was about
 * @param request the cancel request that it was about
 * @param factReport what a person has to settle
 */
public record OrderResult(
    @Nullable Order order,
    List<WorkOrder> workOrders,
    List<Fate> fates,
    @Nullable Shipment shipment,
    @Nullable CancelRequest request,
    @Nullable FactReport factReport) {

  static OrderResult of(Order order, List<WorkOrder> workOrders) {
    return new OrderResult(order, workOrders, List.of(), null, null, null);
  }

  static OrderResult of(WorkOrder work) {
    return new OrderResult(null, List.of(work), List.of(), null, null, null);
  }

  OrderResult with(Shipment parcel) {
    return new OrderResult(order, workOrders, fates, parcel, request, factReport);
  }

  OrderResult with(CancelRequest asked) {
    return new OrderResult(order, workOrders, fates, shipment, asked, factReport);
  }

  OrderResult with(FactReport report) {
    return new OrderResult(order, workOrders, fates, shipment, request, report);
  }

  OrderResult with(List<Fate> became) {
    return new OrderResult(order, workOrders, became, shipment, request, factReport);
  }

  OrderResult with(Order seen) {
    return new OrderResult(seen, workOrders, fates, shipment, request, factReport);
  }
}
