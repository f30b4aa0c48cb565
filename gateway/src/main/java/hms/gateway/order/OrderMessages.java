package hms.gateway.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.order.Shipment;
import hms.gateway.message.MessageHandler;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The message face of work orders. */
public final class OrderMessages implements MessageHandler {
  private static final String ACCEPT = "hms.work_order.accept.v1";
  private static final String SHIP = "hms.work_order.ship.v1";

  private final OrderService service;

  private record Accept(UUID oid, @Nullable Long baseVersion, LocalDate promisedShipDate) {}

  private record Ship(
      UUID oid,
      UUID shipment,
      List<Shipment.Part> lines,
      String carrier,
      @Nullable String tracking,
      Instant shippedAt) {}

  public OrderMessages(OrderService service) {
    this.service = service;
  }

  @Override
  public Set<String> types() {
    return Set.of(ACCEPT, SHIP);
  }

  @Override
  public Step<ObjectNode> handle(PgStores tx, Actor.Maker sender, String type, byte[] data) {
    Outcome<OrderCommand> command =
        type.equals(ACCEPT)
            ? DomainJson.read(data, Accept.class).then(OrderMessages::accept)
            : DomainJson.read(data, Ship.class).then(OrderMessages::ship);
    return Step.of(command)
        .then(asked -> service.perform(tx, sender, asked))
        .map(OrderMessages::reply);
  }

  private static Outcome<OrderCommand> accept(Accept accept) {
    var rules = new Rules();
    rules.present("/oid", accept.oid());
    rules.present("/promisedShipDate", accept.promisedShipDate());
    return rules.broken()
        ? rules.refused()
        : Outcome.done(
            new OrderCommand.Accept(accept.oid(), accept.baseVersion(), accept.promisedShipDate()));
  }

  private static Outcome<OrderCommand> ship(Ship ship) {
    var rules = new Rules();
    rules.present("/oid", ship.oid());
    return rules.broken()
        ? rules.refused()
        : Outcome.done(
            new OrderCommand.Ship(
                ship.oid(),
                new Shipment(
                    ship.shipment(),
                    ship.lines(),
                    ship.carrier(),
                    ship.tracking(),
                    ship.shippedAt())));
  }

  private static ObjectNode reply(OrderResult result) {
    var part = result.workOrders().getFirst();
    var reply =
        DomainJson.object()
            .put("oid", part.oid().toString())
            .put("version", part.version())
            .put("requestState", Lifecycle.word(part.request()))
            .put("workState", Lifecycle.word(part.work()));
    reply.set("shipTo", OrderViews.forArtisan(part).get("shipTo"));
    return reply;
  }
}
