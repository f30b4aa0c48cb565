package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.order.CancelRequest;
import hms.domain.order.Cancelling;
import hms.domain.order.Order;
import hms.domain.order.WorkOrder;
import hms.gateway.command.Actions;
import java.time.Instant;
import java.util.List;

/** What may be done to an order as a whole now, by who asks. */
final class OrderActions {
  private OrderActions() {}

  /**
   * @param whole the order with its work orders and cancel requests
   */
  static Actions of(Order order, OrderResult whole, Actor actor, Instant now) {
    var manage = Permission.ORDERS_MANAGE;
    return new Actions(actor)
        .add("cancel", Permission.ORDERS_CANCEL, () -> cancel(order, whole, now))
        .add("hold", manage, () -> order.hold("", now))
        .add("release", manage, () -> order.release(now))
        .add(
            "correct_address",
            manage,
            () -> order.correctAddress(order.shipToName(), order.shipTo(), now))
        .add("clear_attention", manage, () -> clear(order, now))
        .add("reopen", manage, () -> order.reopen(now));
  }

  /** All of it, as the cancel without lines does. */
  private static Outcome<Order> cancel(Order order, OrderResult whole, Instant now) {
    var fates =
        whole.workOrders().stream()
            .flatMap(work ->
                Cancelling.cancel(work, Cancelling.whole(work), asked(work, whole), now)
                    .fates()
                    .stream())
            .toList();
    if (fates.stream().anyMatch(fate -> fate.cancelled() + fate.requested() > 0)) {
      return Outcome.done(order);
    }
    return Outcome.refused(
        fates.stream().anyMatch(fate -> fate.refused() > 0)
            ? Cancellation.tooLate(order, fates)
            : nothingLeft(order));
  }

  private static boolean asked(WorkOrder work, OrderResult whole) {
    return whole.requests().stream()
        .anyMatch(request ->
            request.workOrder().equals(work.oid())
                && request.state() == CancelRequest.State.REQUESTED);
  }

  private static Refusal nothingLeft(Order order) {
    return new Refusal.WrongState(
        Lifecycle.word(order.status()),
        "cancel",
        List.of(),
        "nothing-left",
        "nothing of order " + order.number() + " is left to be cancelled");
  }

  private static Outcome<Order> clear(Order order, Instant now) {
    var code = order.attention().stream().findFirst().orElse(Order.Attention.IMPORTED);
    return order.clear(code, now);
  }
}
