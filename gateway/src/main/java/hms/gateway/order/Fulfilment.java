package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.order.Shipment;
import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What an artisan does with its work orders. Only the artisan itself makes promises. */
final class Fulfilment {

  Step<OrderResult> accept(PgStores tx, Actor actor, OrderCommand.Accept command, Instant now) {
    return own(tx, actor, command.workOrder())
        .then(found ->
            tx.workOrders()
                .change(
                    found.oid(),
                    command.seen(),
                    "accept",
                    Edge.ACCEPT,
                    part -> part.accept(command.promisedShipDate(), now)))
        .then(accepted -> withOrder(tx, accepted, "accept", now));
  }

  /** A parcel that is known already is answered as before: facts are told as often as one likes. */
  Step<OrderResult> ship(PgStores tx, Actor actor, OrderCommand.Ship command, Instant now) {
    return Step.of(command.shipment().checked())
        .then(shipment ->
            own(tx, actor, command.workOrder())
                .then(found ->
                    Step.from(tx.workOrders().knowsShipment(shipment.oid(), found.oid()))
                        .then(known ->
                            known ? order(tx, found) : first(tx, found.oid(), shipment, now))));
  }

  private static Step<OrderResult> first(
      PgStores tx, UUID workOrder, Shipment shipment, Instant now) {
    return tx.workOrders()
        .change(workOrder, null, "ship", Edge.SHIP, part -> part.ship(shipment, now))
        .then(shipped -> tx.workOrders().addShipment(shipped, shipment).map(added -> shipped))
        .then(shipped -> takeFromStock(tx, shipped, shipment).map(taken -> shipped))
        .then(shipped -> withOrder(tx, shipped, "ship", now));
  }

  private static Step<List<Void>> takeFromStock(PgStores tx, WorkOrder of, Shipment shipment) {
    var parts =
        shipment.lines().stream()
            .sorted(Comparator.comparing(part -> product(of, part).toString()))
            .toList();
    return Step.each(
        parts, part -> Step.from(tx.products().shipped(product(of, part), part.units())));
  }

  private static UUID product(WorkOrder of, Shipment.Part part) {
    return of.lines().stream()
        .filter(line -> line.oid().equals(part.line()))
        .findFirst()
        .orElseThrow()
        .product();
  }

  private static Step<WorkOrder> own(PgStores tx, Actor actor, UUID oid) {
    return tx.workOrders()
        .find(oid)
        .decide(found ->
            actor instanceof Actor.Maker(var own) && found.artisan().equals(own)
                ? Outcome.done(found)
                : Outcome.refused(new Refusal.NotFound("work-order")));
  }

  private static Step<OrderResult> withOrder(
      PgStores tx, WorkOrder moved, String command, Instant now) {
    return tx.orders()
        .recount(moved.order(), command, now)
        .map(order -> new OrderResult(order, List.of(moved)));
  }

  private static Step<OrderResult> order(PgStores tx, WorkOrder part) {
    return tx.orders().find(part.order()).map(order -> new OrderResult(order, List.of(part)));
  }
}
