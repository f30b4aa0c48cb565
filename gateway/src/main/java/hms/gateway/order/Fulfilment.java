package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.order.Aftermath;
import hms.domain.order.LineUnits;
import hms.domain.order.Negotiation;
import hms.domain.order.OrderLine;
import hms.domain.order.WorkOrder;
import hms.domain.order.Workshop;
import hms.domain.product.Stock;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** What becomes of one work order: the artisan's answer and work, the office's decisions. */
final class Fulfilment {
  /** A promise may be this much later than the pieces need. */
  private static final Period SLACK = Period.ofDays(30);

  private final WorkBooks books;
  private final Offers offers;

  Fulfilment(WorkBooks books, Offers offers) {
    this.books = books;
    this.offers = offers;
  }

  Step<OrderResult> perform(PgStores tx, Actor actor, OrderCommand.OfWork command, Instant now) {
    Step<WorkOrder> done =
        switch (command) {
          case OrderCommand.Accept accept -> accept(tx, actor, accept, now);
          case OrderCommand.Return back -> comeBack(tx, actor, back, now);
          case OrderCommand.HoldWork hold ->
              reasoned(hold.reason())
                  .then(reason ->
                      books.decide(
                          tx,
                          actor,
                          hold,
                          "hold",
                          w -> Workshop.hold(w, WorkBooks.side(actor), reason, now),
                          now));
          case OrderCommand.CloseShort close ->
              reasoned(close.reason()).then(reason -> closeShort(tx, actor, close, reason, now));
          case OrderCommand.Receipt receipt ->
              books.decide(tx, actor, receipt, "receipt", w -> Negotiation.receipt(w, now), now);
          case OrderCommand.Reject reject ->
              books.decide(
                  tx,
                  actor,
                  reject,
                  "reject",
                  w -> Negotiation.reject(w, reject.reason(), now),
                  now);
          case OrderCommand.Expire expire ->
              books.decide(tx, actor, expire, "expire", w -> Negotiation.expire(w, now), now);
          case OrderCommand.OfferAgain again ->
              books.decide(
                  tx,
                  actor,
                  again,
                  "offer_again",
                  w -> Negotiation.offerAgain(w, offers.answerBy(now), now),
                  now);
          case OrderCommand.GiveUp give ->
              books.decide(tx, actor, give, "give_up", w -> Negotiation.giveUp(w, now), now);
          case OrderCommand.Start start ->
              books.decide(tx, actor, start, "start", w -> Workshop.start(w, now), now);
          case OrderCommand.ReleaseWork release ->
              books.decide(
                  tx,
                  actor,
                  release,
                  "release",
                  w -> Workshop.release(w, WorkBooks.side(actor), now),
                  now);
        };
    return done.map(OrderResult::of);
  }

  private Step<WorkOrder> accept(
      PgStores tx, Actor actor, OrderCommand.Accept command, Instant now) {
    return books
        .lock(tx, actor, command.workOrder(), command.seen())
        .then(found ->
            promise(tx, found, now)
                .decide(may -> Negotiation.accept(found, command.acceptance(), may, now))
                .then(worked ->
                    books.book(tx, new WorkBooks.Entry(found, worked), "accept", Set.of(), now)))
        .map(worked -> worked.order());
  }

  /** From today, wherever the artisan lives, to what the slowest product needs and some slack. */
  private static Step<Negotiation.Promise> promise(PgStores tx, WorkOrder work, Instant now) {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    return Step.each(work.lines(), line -> leadTime(tx, line))
        .map(days -> days.stream().mapToInt(Integer::intValue).max().orElse(0))
        .map(days -> new Negotiation.Promise(today.minusDays(1), today.plusDays(days).plus(SLACK)));
  }

  private static Step<Integer> leadTime(PgStores tx, OrderLine line) {
    return Step.from(tx.products().stock(line.product()))
        .map(stock ->
            stock
                .map(kind ->
                    switch (kind) {
                      case Stock.MadeToOrder(var days) -> days;
                      case Stock.OnHand pieces -> 0;
                    })
                .orElse(0));
  }

  private Step<WorkOrder> comeBack(
      PgStores tx, Actor actor, OrderCommand.Return command, Instant now) {
    return Step.of(LineUnits.checked(command.lines()))
        .then(lines ->
            books.decide(
                tx,
                actor,
                command,
                "return",
                w -> Aftermath.comeBack(w, lines, command.refunded(), command.resellable(), now),
                now));
  }

  /** The pieces that a customer wants cancelled must not vanish behind the question. */
  private Step<WorkOrder> closeShort(
      PgStores tx, Actor actor, OrderCommand.CloseShort command, String reason, Instant now) {
    return books
        .lock(tx, actor, command.workOrder(), command.seen())
        .then(found ->
            Step.from(tx.cancelRequests().open(found.oid()))
                .decide(open ->
                    open.isEmpty()
                        ? Workshop.closeShort(found, reason, now)
                        : Outcome.refused(answerFirst(found)))
                .then(worked ->
                    books.book(
                        tx, new WorkBooks.Entry(found, worked), "close_short", Set.of(), now)))
        .map(worked -> worked.order());
  }

  static Refusal answerFirst(WorkOrder work) {
    return new Refusal.WrongState(
        "requested",
        "close_short",
        List.of("agree", "refuse"),
        "request_open",
        "a cancel request of " + work.reference() + " waits for an answer; answer it first");
  }

  private static Step<String> reasoned(String reason) {
    var rules = new Rules();
    String line = rules.line("/reason", reason, 200);
    return line == null || rules.broken() ? Step.of(rules.refused()) : Step.done(line);
  }
}
