package hms.gateway.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.order.CancelRequest;
import hms.domain.order.LineUnits;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.order.Negotiation.Answer;
import hms.domain.order.Reason;
import hms.domain.order.ShipNotice;
import hms.domain.order.UnitLedger.Bucket;
import hms.gateway.message.MessageHandler;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The message face of work orders. Source: the types of docs/messages.md. */
public final class OrderMessages implements MessageHandler<Actor.Maker> {
  private static final String ACCEPT = "hms.work_order.accept.v1";

  private static final Map<String, Function<byte[], Outcome<OrderCommand>>> TYPES =
      Map.ofEntries(
          type("receipt", Named.class, m -> new OrderCommand.Receipt(m.oid())),
          type("start", Named.class, m -> new OrderCommand.Start(m.oid(), null)),
          type("release", Named.class, m -> new OrderCommand.ReleaseWork(m.oid(), null)),
          type("accept", Accept.class, Accept::command),
          type("reject", Reject.class, Reject::command),
          type(
              "hold",
              Reasoned.class,
              m -> new OrderCommand.HoldWork(m.oid(), m.baseVersion(), m.reason())),
          type(
              "close_short",
              Reasoned.class,
              m -> new OrderCommand.CloseShort(m.oid(), m.baseVersion(), m.reason())),
          type("ship", Ship.class, Ship::command),
          type("deliver", Delivered.class, m -> new OrderCommand.Deliver(m.shipment())),
          type("void", Voided.class, m -> new OrderCommand.TakeBack(m.shipment(), m.reason())),
          type("agree", Agree.class, m -> new OrderCommand.Agree(m.request(), m.lines())),
          type("refuse", Refuse.class, m -> new OrderCommand.Refuse(m.request(), m.reason())));

  private final OrderService service;

  /** Data that say what must be there. */
  private interface Checked {
    UUID oid();

    /** Adds what is missing besides the oid. */
    default void check(Rules rules) {}
  }

  private record Named(UUID oid) implements Checked {}

  private record Accept(
      UUID oid,
      @Nullable Long baseVersion,
      @Nullable List<Answer> lines,
      LocalDate promisedShipDate)
      implements Checked {
    OrderCommand command() {
      var answers = Objects.requireNonNullElse(lines, List.<Answer>of());
      return new OrderCommand.Accept(oid, null, new Acceptance(answers, promisedShipDate));
    }
  }

  private record Reject(UUID oid, @Nullable Long baseVersion, Reason reason, @Nullable String text)
      implements Checked {
    @Override
    public void check(Rules rules) {
      rules.present("/reason", reason);
    }

    OrderCommand command() {
      return new OrderCommand.Reject(oid, baseVersion, reason);
    }
  }

  private record Reasoned(
      UUID oid, @Nullable Long baseVersion, String reason, @Nullable String text)
      implements Checked {}

  private record Ship(
      UUID oid,
      UUID shipment,
      List<LineUnits> lines,
      String carrier,
      @Nullable String tracking,
      Instant shippedAt)
      implements Checked {
    OrderCommand command() {
      return new OrderCommand.Ship(
          oid, new ShipNotice(shipment, lines, carrier, tracking, shippedAt));
    }
  }

  private record Delivered(UUID oid, UUID shipment, @Nullable Instant deliveredAt)
      implements Checked {
    @Override
    public void check(Rules rules) {
      rules.present("/shipment", shipment);
    }
  }

  private record Voided(UUID oid, UUID shipment, String reason) implements Checked {
    @Override
    public void check(Rules rules) {
      rules.present("/shipment", shipment);
      rules.present("/reason", reason);
    }
  }

  private record Agree(UUID oid, UUID request, List<LineUnits> lines) implements Checked {
    @Override
    public void check(Rules rules) {
      rules.present("/request", request);
      rules.present("/lines", lines);
    }
  }

  private record Refuse(UUID oid, UUID request, CancelRequest.Refusal reason) implements Checked {
    @Override
    public void check(Rules rules) {
      rules.present("/request", request);
      rules.present("/reason", reason);
      boolean given = reason != CancelRequest.Refusal.ALREADY_SHIPPED;
      rules.that(given, "/reason", "not-given", "work_started, personalised or other");
    }
  }

  public OrderMessages(OrderService service) {
    this.service = service;
  }

  @Override
  public Set<String> types() {
    return TYPES.keySet();
  }

  /**
   * An answer to an older version of the offer counts too: what was cancelled meanwhile is taken
   * off, and the reply says what was merged.
   */
  private Step<ObjectNode> accept(PgStores tx, Actor.Maker sender, byte[] data) {
    return Step.of(DomainJson.read(data, Accept.class).then(OrderMessages::whole))
        .then(said ->
            service
                .perform(tx, sender, said.command())
                .map(result -> accepted(result, said.baseVersion())));
  }

  private static ObjectNode accepted(OrderResult result, @Nullable Long seen) {
    var reply = reply(result);
    var part = result.workOrders().getFirst();
    if (seen == null || part.version() == seen + 1) return reply;
    var merged = reply.put("status", "merged").putArray("merged");
    for (var line : part.lines()) {
      merged
          .addObject()
          .put("line", line.oid().toString())
          .put("accepted", line.units().in(Bucket.ACCEPTED));
    }
    return reply;
  }

  @Override
  public Step<ObjectNode> handle(PgStores tx, Actor.Maker sender, String type, byte[] data) {
    if (type.equals(ACCEPT)) return accept(tx, sender, data);
    return Step.of(Objects.requireNonNull(TYPES.get(type)).apply(data))
        .then(asked -> service.perform(tx, sender, asked))
        .map(OrderMessages::reply);
  }

  private static <T extends Checked>
      Map.Entry<String, Function<byte[], Outcome<OrderCommand>>> type(
          String name, Class<T> data, Function<T, OrderCommand> command) {
    return Map.entry(
        "hms.work_order." + name + ".v1",
        bytes -> DomainJson.read(bytes, data).then(OrderMessages::whole).map(command));
  }

  private static <T extends Checked> Outcome<T> whole(T data) {
    var rules = new Rules();
    rules.present("/oid", data.oid());
    data.check(rules);
    return rules.broken() ? rules.refused() : Outcome.done(data);
  }

  /** The whole of it: who asked is not told by another message. */
  private static ObjectNode reply(OrderResult result) {
    var reply = OrderViews.forArtisan(result.workOrders().getFirst());
    if (result.factReport() != null) {
      reply.put("factReport", result.factReport().oid().toString());
    }
    return reply;
  }
}
