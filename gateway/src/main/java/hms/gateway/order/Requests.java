package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.order.CancelRequest;
import hms.domain.order.WorkOrder;
import hms.gateway.http.OwnRows;
import hms.gateway.order.WorkBooks.Entry;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.Set;

/** Answers to the question whether accepted pieces may be cancelled. */
final class Requests {
  private final WorkBooks books;
  private final WorkOrderNotices notices;
  private final ShopNotices shops;

  Requests(WorkBooks books, WorkOrderNotices notices, ShopNotices shops) {
    this.books = books;
    this.notices = notices;
    this.shops = shops;
  }

  Step<OrderResult> perform(PgStores tx, Actor actor, OrderCommand.OfRequest command, Instant now) {
    return tx.cancelRequests()
        .find(command.request())
        .decide(request -> mayKnow(actor, request))
        .then(request -> tx.workOrders().lock(request.workOrder(), null))
        .then(work -> askerMayKnow(tx, actor, work))
        .then(work ->
            // Behind the lock of the work order it is what it is.
            tx.cancelRequests()
                .find(command.request())
                .then(request -> perform(tx, work, request, command, now)));
  }

  private Step<OrderResult> perform(
      PgStores tx,
      WorkOrder work,
      CancelRequest request,
      OrderCommand.OfRequest command,
      Instant now) {
    return switch (command) {
      case OrderCommand.Agree agree ->
          answered(tx, work, request, request.agree(work, agree.lines(), now), "agree", now);
      case OrderCommand.Lapse lapse ->
          answered(tx, work, request, request.expire(work, now), "lapse", now);
      case OrderCommand.Refuse refuse ->
          saved(tx, work, request, request.refuse(refuse.reason(), now), "refuse");
      case OrderCommand.Withdraw withdraw ->
          saved(tx, work, request, request.withdraw(now), "withdraw")
              .map(result -> {
                notices.cancelWithdrawn(tx, request, work);
                return result;
              });
    };
  }

  private Step<OrderResult> answered(
      PgStores tx,
      WorkOrder work,
      CancelRequest request,
      Outcome<CancelRequest.Answered> decision,
      String command,
      Instant now) {
    return Step.of(decision)
        .then(answer ->
            books
                .book(tx, new Entry(work, answer.worked()), command, Set.of(), now)
                .then(worked ->
                    saved(tx, worked.order(), request, Outcome.done(answer.request()), command)));
  }

  private Step<OrderResult> saved(
      PgStores tx,
      WorkOrder work,
      CancelRequest request,
      Outcome<CancelRequest> decision,
      String command) {
    return Step.of(decision)
        .then(next -> tx.cancelRequests().save(request, next, command))
        .map(next -> {
          shops.answered(tx, next, work);
          return OrderResult.of(work).with(next);
        });
  }

  private static Outcome<CancelRequest> mayKnow(Actor actor, CancelRequest request) {
    return OwnRows.visible(actor, request.artisan(), request, "cancel-request");
  }

  private static Step<WorkOrder> askerMayKnow(PgStores tx, Actor actor, WorkOrder work) {
    return actor instanceof Actor.Storefront
        ? tx.orders()
            .find(work.order())
            .decide(order -> OwnRows.ofChannel(actor, order.channel(), work, "cancel-request"))
        : Step.done(work);
  }
}
