package hms.gateway.order;

import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Rules;
import hms.domain.order.Aftermath;
import hms.domain.order.Order;
import hms.domain.order.WorkOrder;
import hms.domain.order.WorkOrder.Side;
import hms.domain.order.WorkOrder.Work;
import hms.domain.order.Worked;
import hms.domain.order.Workshop;
import hms.gateway.order.WorkBooks.Entry;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the office does with an order as a whole; its work orders follow in the same transaction.
 */
final class OrderDesk {
  private final WorkBooks books;
  private final ShopNotices shops;
  private final WorkOrderDeadlines deadlines;

  /** What a command does to the order, and which of its work orders it does something to. */
  private record Change(
      String command,
      Function<Order, Outcome<Order>> order,
      Function<WorkOrder, Outcome<Worked>> work,
      Function<WorkOrder, Boolean> concerns) {}

  OrderDesk(WorkBooks books, ShopNotices shops, WorkOrderDeadlines deadlines) {
    this.books = books;
    this.shops = shops;
    this.deadlines = deadlines;
  }

  Step<OrderResult> perform(PgStores tx, OrderCommand.OfOrder command, Instant now) {
    return switch (command) {
      case OrderCommand.Hold hold ->
          Step.of(reason("/reason", hold.reason()))
              .then(reason ->
                  change(tx, hold.order(), hold.seen(), hold(reason, now), now)
                      .map(result -> told(tx, result, "order.held", reason)));
      case OrderCommand.Release release ->
          change(tx, release.order(), release.seen(), release(now), now)
              .map(result -> told(tx, result, "order.released", null));
      case OrderCommand.CorrectAddress correct ->
          correct(tx, correct, now)
              .map(result -> told(tx, result, "order.address_corrected", null));
      case OrderCommand.Close close ->
          Step.from(tx.workOrders().lockOrder(close.order()))
              .then(locked -> Step.from(tx.cancelRequests().unsettled(close.order())))
              .then(busy -> alone(tx, close.order(), null, "close", o -> o.close(busy, now)))
              .map(result -> {
                shops.closed(tx, close.order());
                return result;
              });
      case OrderCommand.Reopen reopen ->
          Step.of(reason("/reason", reopen.reason()))
              .then(why ->
                  alone(tx, reopen.order(), reopen.seen(), "reopen", o -> o.reopen(now))
                      .map(result -> told(tx, result, "order.reopened", why)))
              .then(result -> rests(tx, result, now));
      case OrderCommand.ClearAttention clear ->
          Step.of(reason("/note", clear.note()))
              .then(note ->
                  alone(
                      tx,
                      clear.order(),
                      clear.seen(),
                      "clear_attention",
                      o -> o.clear(clear.code(), now)))
              .then(result -> rests(tx, result, now));
    };
  }

  private static Change hold(String reason, Instant now) {
    return new Change(
        "hold",
        order -> order.hold(reason, now),
        work -> Workshop.hold(work, Side.OFFICE, reason, now),
        work -> !work.ended() && work.work() != Work.ON_HOLD);
  }

  /** What an artisan holds itself stays on hold. */
  private static Change release(Instant now) {
    return new Change(
        "release",
        order -> order.release(now),
        work -> Workshop.release(work, Side.OFFICE, now),
        work -> {
          var hold = work.hold();
          return hold != null && hold.by() == Side.OFFICE;
        });
  }

  private Step<OrderResult> correct(PgStores tx, OrderCommand.CorrectAddress command, Instant now) {
    var rules = new Rules();
    @Nullable String name = rules.line("/shipToName", command.shipToName(), 160);
    rules.present("/shipTo", command.shipTo());
    PostalAddress address =
        rules.broken()
            ? command.shipTo()
            : rules.part("/shipTo", command.shipTo().checked(), command.shipTo());
    if (name == null || rules.broken()) return Step.of(rules.refused());
    return change(
        tx,
        command.order(),
        command.seen(),
        new Change(
            "correct_address",
            order -> order.correctAddress(name, address, now),
            work -> Aftermath.correctAddress(work, name, address, now),
            work -> !work.ended()),
        now);
  }

  /** The work orders first, then the order: so everybody locks. */
  private Step<OrderResult> change(
      PgStores tx, UUID oid, @Nullable Long seen, Change change, Instant now) {
    return Step.from(tx.workOrders().lockOrder(oid))
        .then(works ->
            tx.orders()
                .change(oid, seen, change.command(), change.order())
                .then(
                    order -> Step.each(concerned(works, change), w -> booked(tx, w, change, now))))
        .then(done -> seen(tx, oid));
  }

  private Step<WorkOrder> booked(PgStores tx, WorkOrder found, Change change, Instant now) {
    return Step.of(change.work().apply(found))
        .then(worked -> books.book(tx, new Entry(found, worked), change.command(), Set.of(), now))
        .map(Worked::order);
  }

  private static List<WorkOrder> concerned(List<WorkOrder> works, Change change) {
    return works.stream().filter(change.concerns()::apply).toList();
  }

  private static Step<OrderResult> alone(
      PgStores tx,
      UUID oid,
      @Nullable Long seen,
      String command,
      Function<Order, Outcome<Order>> decision) {
    return tx.orders().change(oid, seen, command, decision).then(order -> seen(tx, oid));
  }

  private OrderResult told(PgStores tx, OrderResult result, String event, @Nullable String why) {
    shops.changed(tx, Objects.requireNonNull(result.order()).oid(), event, why);
    return result;
  }

  private Step<OrderResult> rests(PgStores tx, OrderResult result, Instant now) {
    return tx.tallies()
        .find(Objects.requireNonNull(result.order()).oid())
        .then(tally -> deadlines.rests(tx, tally, now))
        .map(set -> result);
  }

  private static Step<OrderResult> seen(PgStores tx, UUID oid) {
    return tx.orders()
        .find(oid)
        .then(order ->
            Step.from(tx.workOrders().ofOrder(oid)).map(works -> OrderResult.of(order, works)));
  }

  private static Outcome<String> reason(String pointer, String text) {
    var rules = new Rules();
    String line = rules.line(pointer, text, 200);
    return line == null || rules.broken() ? rules.refused() : Outcome.done(line);
  }
}
