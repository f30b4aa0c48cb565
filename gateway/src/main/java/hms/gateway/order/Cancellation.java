package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.order.Order;
import hms.domain.order.OrderLine;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder;
import hms.gateway.http.OwnRows;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Cancels what no artisan has promised yet; the stock is free again, the artisans are told. */
final class Cancellation {
  private final WorkOrderNotices notices;

  Cancellation(WorkOrderNotices notices) {
    this.notices = notices;
  }

  Step<OrderResult> cancel(PgStores tx, Actor actor, UUID oid, Instant now) {
    return tx.orders()
        .find(oid)
        .decide(order -> OwnRows.ofChannel(actor, order.channel(), order, "order"))
        .then(order ->
            Step.from(tx.workOrders().ofOrder(oid))
                .decide(parts -> cancellable(order, parts))
                .then(parts -> Step.each(parts, part -> cancel(tx, part, now)))
                .then(cancelled ->
                    cancelled.isEmpty()
                        ? Step.done(order)
                        : tx.orders().recount(oid, "cancel", now)))
        .then(order ->
            Step.from(tx.workOrders().ofOrder(oid)).map(parts -> new OrderResult(order, parts)));
  }

  /** What is pending; refused if nothing is, unless all is cancelled already. */
  private static Outcome<List<WorkOrder>> cancellable(Order order, List<WorkOrder> parts) {
    var pending =
        parts.stream()
            .filter(part -> part.request() == WorkOrder.Request.SENT)
            .sorted(Comparator.comparing(part -> part.oid().toString()))
            .toList();
    boolean already = order.units().in(Bucket.CANCELLED) == order.units().quantity();
    return pending.isEmpty() && !already ? Outcome.refused(tooLate(order)) : Outcome.done(pending);
  }

  private static Refusal tooLate(Order order) {
    boolean out = order.units().out() > 0;
    String why =
        out
            ? "%d of %d units of order %s have been shipped; they can be returned"
                .formatted(order.units().out(), order.units().quantity(), order.number())
            : "all units of order %s are promised by their artisans".formatted(order.number());
    return new Refusal.WrongState(
        Lifecycle.word(order.status()),
        "cancel",
        List.of(),
        out ? "already_shipped" : "accepted",
        why);
  }

  private Step<WorkOrder> cancel(PgStores tx, WorkOrder part, Instant now) {
    return tx.workOrders()
        .change(part.oid(), null, "cancel", Edge.CANCEL, found -> found.cancelPending(now))
        .then(cancelled -> release(tx, part).map(released -> cancelled))
        .map(cancelled -> {
          notices.changed(tx, cancelled, "work_order.cancelled");
          return cancelled;
        });
  }

  private static Step<List<Void>> release(PgStores tx, WorkOrder part) {
    var lines =
        part.lines().stream()
            .sorted(Comparator.comparing((OrderLine line) -> line.product().toString()))
            .toList();
    return Step.each(
        lines,
        line -> Step.from(tx.products().release(line.product(), line.units().in(Bucket.PENDING))));
  }
}
