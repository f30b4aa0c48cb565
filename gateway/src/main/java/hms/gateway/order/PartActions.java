package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.order.Aftermath;
import hms.domain.order.CancelRequest;
import hms.domain.order.FactReport;
import hms.domain.order.Shipment;
import hms.domain.order.WorkOrder;
import hms.domain.order.Worked;
import hms.gateway.command.Actions;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;

/** What may be done now to what hangs on a work order: parcels, cancel requests, fact reports. */
final class PartActions {
  private PartActions() {}

  static Step<Actions> of(PgStores stores, Shipment parcel, Actor actor, Instant now) {
    return stores
        .workOrders()
        .find(parcel.workOrder())
        .map(work -> parcel(work, parcel, actor, now));
  }

  static Step<Actions> of(PgStores stores, CancelRequest request, Actor actor, Instant now) {
    return stores
        .workOrders()
        .find(request.workOrder())
        .map(work -> request(work, request, actor, now));
  }

  static Step<Actions> of(PgStores stores, FactReport report, Actor actor, Instant now) {
    return stores
        .workOrders()
        .find(report.workOrder())
        .then(work ->
            Stocks.of(stores, work).map(stocks -> report(work, stocks, report, actor, now)));
  }

  private static Actions parcel(WorkOrder work, Shipment parcel, Actor actor, Instant now) {
    var side = WorkBooks.side(actor);
    var both =
        actor instanceof Actor.Maker ? Permission.WORK_ORDERS_WORK : Permission.WORK_ORDERS_MANAGE;
    return new Actions(actor)
        .add(
            "deliver",
            Permission.SHIPMENTS_DELIVER,
            () ->
                moved(parcel, Shipment.Command.DELIVER, Aftermath.deliver(work, parcel, now), now))
        .add(
            "lose",
            Permission.WORK_ORDERS_MANAGE,
            () -> moved(parcel, Shipment.Command.LOSE, Aftermath.lose(work, parcel, now), now))
        .add(
            "void",
            both,
            () ->
                moved(
                    parcel,
                    Shipment.Command.VOID,
                    Aftermath.takeBack(work, parcel, side, now),
                    now))
        .add("track", Permission.WORK_ORDERS_MANAGE, () -> Outcome.done(parcel));
  }

  private static Outcome<Worked> moved(
      Shipment parcel, Shipment.Command command, Outcome<Worked> decision, Instant now) {
    return parcel.perform(command, now).then(may -> decision);
  }

  private static Actions request(WorkOrder work, CancelRequest request, Actor actor, Instant now) {
    var actions = new Actions(actor);
    if (actor instanceof Actor.Maker) {
      var mine = Permission.WORK_ORDERS_WORK;
      return actions
          .add("agree", mine, () -> request.agree(work, request.whole(), now))
          .add("refuse", mine, () -> request.refuse(CancelRequest.Refusal.OTHER, now));
    }
    return actions.add("withdraw", Permission.ORDERS_CANCEL, () -> request.withdraw(now));
  }

  private static Actions report(
      WorkOrder work, Stocks stocks, FactReport report, Actor actor, Instant now) {
    var manage = Permission.WORK_ORDERS_MANAGE;
    return new Actions(actor)
        .add(
            "confirm",
            manage,
            () ->
                settled(report, FactReport.Command.CONFIRM, actor, now)
                    .then(yes -> stocks.fit(Aftermath.confirm(work, report.notice(), now))))
        .add("dismiss", manage, () -> settled(report, FactReport.Command.DISMISS, actor, now));
  }

  private static Outcome<FactReport> settled(
      FactReport report, FactReport.Command command, Actor actor, Instant now) {
    return report.settle(command, actor.name(), null, now);
  }
}
