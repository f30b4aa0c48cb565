package hms.gateway.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.order.LineUnits;
import hms.domain.order.OrderPlacement;
import hms.gateway.message.MessageHandler;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The message face of orders, for storefronts: the same commands as their calls. */
public final class ShopMessages implements MessageHandler<Actor.Storefront> {
  private static final String PLACE = "hms.order.place.v1";
  private static final String CANCEL = "hms.order.cancel.v1";
  private static final String DELIVER = "hms.shipment.deliver.v1";

  private final OrderService service;

  private record Cancel(
      @Nullable String externalId, @Nullable List<LineUnits> lines, @Nullable String reason) {}

  private record Deliver(@Nullable UUID oid, @Nullable Instant deliveredAt) {}

  public ShopMessages(OrderService service) {
    this.service = service;
  }

  @Override
  public Set<String> types() {
    return Set.of(PLACE, CANCEL, DELIVER);
  }

  @Override
  public Step<ObjectNode> handle(PgStores tx, Actor.Storefront sender, String type, byte[] data) {
    return switch (type) {
      case PLACE -> place(tx, sender, data);
      case CANCEL -> cancel(tx, sender, data);
      default -> deliver(tx, sender, data);
    };
  }

  private Step<ObjectNode> place(PgStores tx, Actor.Storefront shop, byte[] data) {
    return Step.of(DomainJson.read(data, OrderPlacement.class))
        .then(placement -> service.perform(tx, shop, new OrderCommand.Place(placement)))
        .map(ShopMessages::order);
  }

  /** A storefront knows its orders by its own ids. */
  private Step<ObjectNode> cancel(PgStores tx, Actor.Storefront shop, byte[] data) {
    return Step.of(DomainJson.read(data, Cancel.class))
        .then(said ->
            Step.of(present("/externalId", said.externalId()))
                .then(externalId -> tx.orders().placed(shop.channel(), externalId))
                .decide(known ->
                    known
                        .map(Outcome::done)
                        .orElseGet(() -> Outcome.refused(new Refusal.NotFound("order"))))
                .then(known ->
                    service.perform(
                        tx,
                        shop,
                        new OrderCommand.Cancel(
                            known.order().oid(),
                            Objects.requireNonNullElse(said.lines(), List.of()),
                            said.reason()))))
        .map(ShopMessages::cancelled);
  }

  private Step<ObjectNode> deliver(PgStores tx, Actor.Storefront shop, byte[] data) {
    return Step.of(DomainJson.read(data, Deliver.class))
        .decide(said -> present("/oid", said.oid()))
        .then(parcel -> service.perform(tx, shop, new OrderCommand.Deliver(parcel)))
        .map(result -> {
          var parcel = result.shipments().getFirst();
          return DomainJson.object()
              .put("oid", parcel.oid().toString())
              .put("version", parcel.version())
              .put("state", Lifecycle.word(parcel.state()));
        });
  }

  private static ObjectNode order(OrderResult result) {
    var order = Objects.requireNonNull(result.order());
    return DomainJson.object()
        .put("oid", order.oid().toString())
        .put("version", order.version())
        .put("number", order.number())
        .put("orderStatus", Lifecycle.word(order.status()));
  }

  private static ObjectNode cancelled(OrderResult result) {
    var reply = order(result);
    var whole = OrderViews.result(result);
    for (String part : List.of("cancelled", "requested", "refused")) {
      reply.set(part, whole.has(part) ? whole.get(part) : reply.arrayNode());
    }
    return reply;
  }

  private static <T> Outcome<T> present(String pointer, @Nullable T value) {
    var rules = new Rules();
    rules.present(pointer, value);
    return value == null ? rules.refused() : Outcome.done(value);
  }
}
