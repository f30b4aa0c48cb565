package hms.gateway.order;

import hms.domain.order.Order;
import hms.domain.order.WorkOrder;
import java.util.List;

/**
 * @param workOrders all of the order, or the one that the command was about
 */
public record OrderResult(Order order, List<WorkOrder> workOrders) {}
