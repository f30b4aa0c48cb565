package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.Violation;
import hms.domain.order.CancelRequest;
import hms.domain.order.Cancelling;
import hms.domain.order.Cancelling.Cancelled;
import hms.domain.order.Cancelling.Fate;
import hms.domain.order.LineUnits;
import hms.domain.order.Order;
import hms.domain.order.WorkOrder;
import hms.gateway.command.Mint;
import hms.gateway.http.OwnRows;
import hms.gateway.order.WorkBooks.Entry;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cancels what nobody has promised, gives up what nobody makes, asks for what is promised, refuses
 * what has left. Source: T11 and the cancellation race of docs/domain.md.
 */
final class Cancellation {
  private final WorkBooks books;
  private final WorkOrderNotices notices;
  private final WorkOrderDeadlines deadlines;
  private final Mint mint;

  /** A work order and what the cancel does to it. */
  private record Part(WorkOrder work, Cancelled cancelled) {}

  Cancellation(WorkBooks books, WorkOrderNotices notices, WorkOrderDeadlines deadlines, Mint mint) {
    this.books = books;
    this.notices = notices;
    this.deadlines = deadlines;
    this.mint = mint;
  }

  Step<OrderResult> cancel(PgStores tx, Actor actor, OrderCommand.Cancel command, Instant now) {
    var rules = new Rules();
    @Nullable String reason = rules.optionalLine("/reason", command.reason(), 200);
    if (rules.broken()) return Step.of(rules.refused());
    return tx.orders()
        .find(command.order())
        .decide(order -> OwnRows.ofChannel(actor, order.channel(), order, "order"))
        .then(order ->
            Step.from(tx.workOrders().lockOrder(order.oid()))
                .then(works -> decided(tx, works, command.lines(), now))
                .decide(parts -> anything(order, parts))
                .then(parts ->
                    booked(tx, order, parts, now)
                        .then(booked -> asked(tx, actor, parts, reason, now))
                        .then(asked ->
                            result(tx, order.oid(), parts).map(seen -> seen.asking(asked)))));
  }

  private static Step<List<Part>> decided(
      PgStores tx, List<WorkOrder> works, List<LineUnits> lines, Instant now) {
    if (lines.isEmpty()) {
      return Step.each(works, work -> decided(tx, work, Cancelling.whole(work), now));
    }
    return Step.of(LineUnits.checked(lines).then(named -> known(works, named)))
        .then(named ->
            Step.each(
                works.stream().filter(work -> !of(work, named).isEmpty()).toList(),
                work -> decided(tx, work, of(work, named), now)));
  }

  private static Step<Part> decided(
      PgStores tx, WorkOrder work, List<LineUnits> wanted, Instant now) {
    return Step.from(tx.cancelRequests().open(work.oid()))
        .map(open -> new Part(work, Cancelling.cancel(work, wanted, open.isPresent(), now)));
  }

  private static List<LineUnits> of(WorkOrder work, List<LineUnits> named) {
    return named.stream().filter(each -> work.line(each.line()).isPresent()).toList();
  }

  private static Outcome<List<LineUnits>> known(List<WorkOrder> works, List<LineUnits> named) {
    var wrong = new ArrayList<Violation>();
    for (int i = 0; i < named.size(); i++) {
      var each = named.get(i);
      var line = works.stream().flatMap(work -> work.line(each.line()).stream()).findFirst();
      if (line.isEmpty()) {
        wrong.add(new Violation("/lines/" + i + "/line", "unknown", "the order has no such line"));
      } else if (line.get().units().quantity() < each.units()) {
        String detail = "the line has %d units".formatted(line.get().units().quantity());
        wrong.add(new Violation("/lines/" + i + "/units", "too-many-units", detail));
      }
    }
    return wrong.isEmpty() ? Outcome.done(named) : Outcome.refused(new Refusal.Invalid(wrong));
  }

  /** Refused if every piece is: then nothing came of the cancel. */
  private static Outcome<List<Part>> anything(Order order, List<Part> parts) {
    var fates = fates(parts);
    boolean all = fates.stream().allMatch(f -> f.cancelled() + f.requested() + f.already() == 0);
    return all && !fates.isEmpty() ? Outcome.refused(tooLate(order, fates)) : Outcome.done(parts);
  }

  static Refusal tooLate(Order order, List<Fate> fates) {
    var why =
        fates.stream()
            .map(Fate::why)
            .filter(Objects::nonNull)
            .max(Enum::compareTo)
            .orElse(Cancelling.Why.ALREADY_SHIPPED);
    String text =
        switch (why) {
          case ALREADY_SHIPPED ->
              "%d of %d units of order %s have been shipped; they can be returned"
                  .formatted(order.units().out(), order.units().quantity(), order.number());
          case REQUEST_OPEN ->
              "the artisans of order %s are being asked already".formatted(order.number());
        };
    return new Refusal.WrongState(
        Lifecycle.word(order.status()), "cancel", List.of(), Lifecycle.word(why), text);
  }

  private Step<UUID> booked(PgStores tx, Order order, List<Part> parts, Instant now) {
    var entries =
        parts.stream()
            .flatMap(part ->
                part.cancelled().worked().map(worked -> new Entry(part.work(), worked)).stream())
            .toList();
    return entries.isEmpty()
        ? Step.done(order.oid())
        : books.book(tx, order.oid(), entries, "cancel", Set.of(), now).map(tally -> order.oid());
  }

  private Step<List<CancelRequest>> asked(
      PgStores tx, Actor actor, List<Part> parts, @Nullable String reason, Instant now) {
    var by =
        actor instanceof Actor.Storefront ? CancelRequest.Side.CUSTOMER : CancelRequest.Side.OFFICE;
    String why = Objects.requireNonNullElse(reason, "the customer cancels");
    return Step.each(
        parts.stream().filter(part -> !part.cancelled().ask().isEmpty()).toList(),
        part -> ask(tx, part, by, why, now));
  }

  private Step<CancelRequest> ask(
      PgStores tx, Part part, CancelRequest.Side by, String reason, Instant now) {
    var work = part.cancelled().worked().map(worked -> worked.order()).orElse(part.work());
    var until = now.plus(WorkOrderDeadlines.CANCEL_ANSWER);
    var request =
        CancelRequest.open(mint.id(), work, part.cancelled().ask(), by, reason, until, now);
    return books
        .heard(tx, List.of(work), "cancel")
        .then(heard -> tx.cancelRequests().create(request))
        .then(made -> deadlines.asked(tx, made))
        .map(set -> {
          notices.cancelRequested(tx, request, work);
          return request;
        });
  }

  private static Step<OrderResult> result(PgStores tx, UUID oid, List<Part> parts) {
    return tx.orders()
        .find(oid)
        .then(order ->
            Step.from(tx.workOrders().ofOrder(oid))
                .map(works -> OrderResult.of(order, works).with(fates(parts))));
  }

  private static List<Fate> fates(List<Part> parts) {
    return parts.stream().flatMap(part -> part.cancelled().fates().stream()).toList();
  }
}
