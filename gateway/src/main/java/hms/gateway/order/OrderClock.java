package hms.gateway.order;

import hms.domain.deadline.Deadline;
import hms.domain.order.Order.Attention;
import hms.domain.order.UnitDelta;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder;
import hms.gateway.deadline.DeadlineHandler;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What time does to orders. What has moved on refuses, and that is the end of its deadline. */
public final class OrderClock implements DeadlineHandler {
  private final OrderService service;

  public OrderClock(OrderService service) {
    this.service = service;
  }

  @Override
  public Set<String> kinds() {
    return Set.of(
        WorkOrderDeadlines.ANSWER,
        WorkOrderDeadlines.REMIND,
        WorkOrderDeadlines.REMIND_AGAIN,
        WorkOrderDeadlines.UNANSWERED,
        WorkOrderDeadlines.GIVE_UP,
        WorkOrderDeadlines.LATE,
        WorkOrderDeadlines.CANCEL,
        WorkOrderDeadlines.CLOSE);
  }

  @Override
  public Step<?> fire(PgStores tx, Deadline deadline, Instant now) {
    var object = deadline.object();
    return switch (deadline.kind()) {
      case WorkOrderDeadlines.ANSWER ->
          service.perform(tx, tx.actor(), new OrderCommand.Expire(object), now);
      case WorkOrderDeadlines.GIVE_UP ->
          service.perform(tx, tx.actor(), new OrderCommand.GiveUp(object, null), now);
      case WorkOrderDeadlines.CANCEL ->
          service.perform(tx, tx.actor(), new OrderCommand.Lapse(object), now);
      case WorkOrderDeadlines.CLOSE ->
          service.perform(tx, tx.actor(), new OrderCommand.Close(object), now);
      case WorkOrderDeadlines.UNANSWERED ->
          attention(tx, deadline, WorkOrder::unanswered, Attention.UNANSWERED, now);
      case WorkOrderDeadlines.LATE ->
          attention(tx, deadline, work -> work.has(Bucket.ACCEPTED), Attention.LATE, now);
      default -> remind(tx, deadline);
    };
  }

  private Step<WorkOrder> remind(PgStores tx, Deadline deadline) {
    return tx.workOrders()
        .lock(deadline.object(), null)
        .map(work -> {
          if (work.unanswered()) service.remind(tx, work);
          return work;
        });
  }

  private static Step<?> attention(
      PgStores tx, Deadline deadline, Predicate<WorkOrder> still, Attention code, Instant now) {
    return tx.workOrders()
        .lock(deadline.object(), null)
        .then(work ->
            still.test(work)
                ? tx.tallies()
                    .move(work.order(), new UnitDelta(Map.of()), Set.of(code), "ask_office", now)
                    .map(tally -> work)
                : Step.done(work));
  }
}
