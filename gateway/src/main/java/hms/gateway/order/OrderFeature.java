package hms.gateway.order;

import hms.cluster.Bus;
import hms.gateway.http.Routes;
import io.vertx.core.WorkerExecutor;
import java.util.List;

/** The HTTP faces of orders and all that becomes of them, put together. */
public final class OrderFeature {
  private OrderFeature() {}

  /**
   * @param slips threads that write papers for parcels
   */
  public static List<Routes> routes(Bus bus, WorkerExecutor slips) {
    return List.of(
        new OrderRoutes(bus),
        new TimelineRoutes(),
        new CustomerRoutes(bus),
        new WorkOrderRoutes(bus),
        new SlipRoutes(slips),
        new ShipmentRoutes(bus));
  }
}
