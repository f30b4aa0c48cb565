package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.order.Aftermath;
import hms.domain.order.CancelRequest;
import hms.domain.order.FactReport;
import hms.domain.order.Order.Attention;
import hms.domain.order.ShipNotice;
import hms.domain.order.Shipment;
import hms.domain.order.UnitDelta;
import hms.domain.order.WorkOrder;
import hms.domain.order.Worked;
import hms.domain.order.Workshop;
import hms.gateway.command.Mint;
import hms.gateway.http.OwnRows;
import hms.gateway.order.WorkBooks.Entry;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Parcels: facts that nobody can refuse. One that no edge allows becomes a fact report in the same
 * transaction; the same one again is answered as before.
 */
final class Parcels {
  private static final int REASON_MAX = 200;

  private final WorkBooks books;
  private final ShopNotices shops;
  private final Mint mint;

  Parcels(WorkBooks books, ShopNotices shops, Mint mint) {
    this.books = books;
    this.shops = shops;
    this.mint = mint;
  }

  Step<OrderResult> ship(PgStores tx, Actor actor, OrderCommand.Ship command, Instant now) {
    return Step.of(command.notice().checked())
        .then(notice ->
            books
                .lock(tx, actor, command.workOrder(), null)
                .then(found -> shipOnce(tx, found, notice, now)));
  }

  Step<OrderResult> perform(PgStores tx, Actor actor, OrderCommand.OfParcel command, Instant now) {
    return tx.shipments()
        .find(command.shipment())
        .then(parcel -> reachable(tx, actor, parcel))
        .then(work ->
            // The lock of the work order is the parcel's too: look again behind it.
            tx.shipments()
                .find(command.shipment())
                .then(parcel -> perform(tx, actor, work, parcel, command, now)));
  }

  private Step<OrderResult> perform(
      PgStores tx,
      Actor actor,
      WorkOrder work,
      Shipment parcel,
      OrderCommand.OfParcel command,
      Instant now) {
    return switch (command) {
      case OrderCommand.Deliver deliver ->
          parcel.state() == Shipment.State.DELIVERED
              ? Step.done(OrderResult.of(work).with(parcel))
              : moved(
                  tx,
                  work,
                  parcel,
                  Shipment.Command.DELIVER,
                  Aftermath.deliver(work, parcel, now),
                  now);
      case OrderCommand.Lose lose ->
          moved(tx, work, parcel, Shipment.Command.LOSE, Aftermath.lose(work, parcel, now), now);
      case OrderCommand.TakeBack(var shipment, var reason) ->
          Step.of(reason(reason))
              .then(why ->
                  moved(
                      tx.because(why),
                      work,
                      parcel,
                      Shipment.Command.VOID,
                      Aftermath.takeBack(work, parcel, WorkBooks.side(actor), now),
                      now));
      case OrderCommand.Track track ->
          tx.shipments()
              .change(parcel.oid(), "track", p -> p.track(track.status(), track.at(), now))
              .map(tracked -> {
                if (tracked.version() > parcel.version()) shops.tracked(tx, work, tracked);
                return OrderResult.of(work).with(tracked);
              });
    };
  }

  /** It is for the audit: a parcel that was taken back by mistake can be looked into. */
  private static Outcome<String> reason(@Nullable String text) {
    var rules = new Rules();
    String line = rules.line("/reason", text, REASON_MAX);
    return line == null || rules.broken() ? rules.refused() : Outcome.done(line);
  }

  private Step<OrderResult> moved(
      PgStores tx,
      WorkOrder work,
      Shipment parcel,
      Shipment.Command command,
      Outcome<Worked> decision,
      Instant now) {
    String word = Lifecycle.word(command);
    return Step.of(parcel.perform(command, now))
        .then(may -> Step.of(decision))
        .then(worked -> books.book(tx, new Entry(work, worked), word, Set.of(), now))
        .then(worked ->
            tx.shipments()
                .change(parcel.oid(), word, p -> p.perform(command, now))
                .map(next -> {
                  shops.parcel(tx, worked.order(), next);
                  return OrderResult.of(worked.order()).with(next);
                }));
  }

  private Step<OrderResult> shipOnce(PgStores tx, WorkOrder found, ShipNotice notice, Instant now) {
    return tx.shipments()
        .find(notice.shipment())
        .orAbsent()
        .then(known ->
            known.isPresent()
                ? again(found, known.get())
                : Step.from(tx.factReports().told(notice.shipment(), found.oid()))
                    .then(told ->
                        told.isPresent()
                            ? Step.done(OrderResult.of(found).with(told.get()))
                            : first(tx, found, notice, now)));
  }

  private static Step<OrderResult> again(WorkOrder found, Shipment known) {
    return known.workOrder().equals(found.oid())
        ? Step.done(OrderResult.of(found).with(known))
        : Step.refused(
            new Refusal.Duplicate("shipment", "another parcel has this id; nothing was changed"));
  }

  private Step<OrderResult> first(PgStores tx, WorkOrder found, ShipNotice notice, Instant now) {
    return switch (Workshop.ship(found, notice, now)) {
      case Done<Worked>(var worked) -> shipped(tx, found, worked, notice, now);
      case Refused<Worked>(Refusal.WrongState(var from, var command, var may, var code, var why)) ->
          report(tx, found, notice, why, now);
      case Refused<Worked>(var why) -> Step.refused(why);
    };
  }

  private Step<OrderResult> shipped(
      PgStores tx, WorkOrder found, Worked worked, ShipNotice notice, Instant now) {
    return books
        .book(tx, new Entry(found, worked), "ship", Set.of(), now)
        .then(booked -> tx.shipments().create(Shipment.told(notice, found, now)))
        .then(parcel ->
            overtake(tx, shops, worked.order(), now)
                .map(done -> {
                  shops.parcel(tx, worked.order(), parcel);
                  return OrderResult.of(worked.order()).with(parcel);
                }));
  }

  /** A request for pieces that have just left is answered by that. */
  static Step<List<CancelRequest>> overtake(
      PgStores tx, ShopNotices shops, WorkOrder work, Instant now) {
    return Step.from(tx.cancelRequests().open(work.oid()))
        .then(open -> {
          var gone = open.filter(request -> request.overtakenBy(work)).stream().toList();
          return Step.each(
              gone,
              request ->
                  Step.of(request.overtake(now))
                      .then(next -> tx.cancelRequests().save(request, next, "overtake"))
                      .map(next -> {
                        shops.answered(tx, next, work);
                        return next;
                      }));
        });
  }

  private Step<OrderResult> report(
      PgStores tx, WorkOrder found, ShipNotice notice, String why, Instant now) {
    var asks = Set.of(Attention.FACT_REPORT);
    return tx.tallies()
        .move(found.order(), new UnitDelta(Map.of()), asks, "report_fact", now)
        .then(tally -> tx.factReports().create(FactReport.of(mint.id(), found, notice, why, now)))
        .map(report -> OrderResult.of(found).with(report));
  }

  /** The locked work order of a parcel that the actor may know of. */
  private Step<WorkOrder> reachable(PgStores tx, Actor actor, Shipment parcel) {
    return switch (actor) {
      case Actor.Storefront shop -> ofShop(tx, shop, parcel.workOrder());
      case Actor.Maker maker -> own(tx, maker, parcel);
      case Actor.Office person -> tx.workOrders().lock(parcel.workOrder(), null);
      case Actor.House part -> tx.workOrders().lock(parcel.workOrder(), null);
      case Actor.Anyone nobody -> Step.refused(new Refusal.NotFound("shipment"));
    };
  }

  private static Step<WorkOrder> own(PgStores tx, Actor.Maker maker, Shipment parcel) {
    return parcel.artisan().equals(maker.artisan())
        ? tx.workOrders().lock(parcel.workOrder(), null)
        : Step.refused(new Refusal.NotFound("shipment"));
  }

  private static Step<WorkOrder> ofShop(PgStores tx, Actor.Storefront shop, UUID workOrder) {
    return tx.workOrders()
        .lock(workOrder, null)
        .then(work ->
            tx.orders()
                .find(work.order())
                .decide(order -> OwnRows.ofChannel(shop, order.channel(), work, "shipment")));
  }
}
