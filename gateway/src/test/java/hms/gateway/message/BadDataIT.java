package hms.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Ask;
import hms.Bodies;
import hms.Crowd;
import hms.MessageWitness;
import hms.TestLink;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.message.Envelope;
import hms.gateway.Spoilt;
import hms.storage.DomainJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Genuine messages whose data do not fit: each is answered, none stops the stream. */
class BadDataIT {
  private static final MessageWitness WITNESS = new MessageWitness();
  private static final List<String> UNREADABLE =
      List.of(
          "",
          "{",
          "[]",
          "null",
          "{\"a\":1,\"a\":2}",
          "{\"a\":NaN}",
          "\uFEFF{}",
          "{}{}",
          "pot",
          "{\"colour\":\"red\"}",
          "{\"state\":\"approved\"}");

  static Stream<String> types() {
    return Stream.of(
        "product.create",
        "product.update",
        "revision.submit",
        "work_order.accept",
        "work_order.reject",
        "work_order.hold",
        "work_order.deliver",
        "work_order.void",
        "work_order.agree",
        "work_order.refuse",
        "work_order.ship");
  }

  /** Streams of several artisans at a time; each is read in its order. */
  @Test
  void no_value_in_any_place_stops_the_stream() {
    assertThat(Crowd.each(types(), BadDataIT::answered))
        .allSatisfy(many -> assertThat(many).isGreaterThanOrEqualTo(Spoilt.VALUES.size()));
  }

  /** How many. */
  private static int answered(String type) {
    var link = TestLink.of(TestMaker.enrolled());
    var body = sample(link.maker(), type);
    assertThat(WITNESS.objections(wire(type), body.toString())).isEmpty();
    var number = new AtomicLong();

    var sent =
        Spoilt.all(body).map(data -> link.send(number.incrementAndGet(), type, data)).toList();

    for (var message : sent) {
      var reply = link.reply(message);
      assertWithinSchema(type, message, reply.getString("status"));
      assertThat(reply.getString("status"))
          .as(type)
          .isIn("applied", "merged", "refused", "conflict");
      assertThat(reply.encode())
          .doesNotContainPattern("[Ee]xception|Cannot invoke|com\\.fasterxml");
    }
    assertThat(link.lastIn()).as(type).isEqualTo(sent.size());
    return sent.size();
  }

  /** What is taken keeps the schema that the office publishes: a sender may rely on it. */
  private static void assertWithinSchema(String type, Envelope message, String status) {
    if (!status.equals("applied") && !status.equals("merged")) return;
    String data = new String(message.data(), StandardCharsets.UTF_8);
    assertThat(WITNESS.objections(wire(type), data)).as(text(message)).isEmpty();
  }

  private static String wire(String type) {
    return "hms." + type + ".v1";
  }

  @Test
  void data_that_cannot_be_read_are_refused() {
    var link = TestLink.of(TestMaker.enrolled());
    var sent = new ArrayList<Envelope>();
    for (String data : UNREADABLE) {
      types().forEach(type -> sent.add(link.send(sent.size() + 1, type, data)));
    }

    for (var message : sent) {
      var reply = link.reply(message);
      assertThat(reply.getString("status")).as(text(message)).isEqualTo("refused");
      assertThat(reply.getJsonObject("problem").getString("code"))
          .as(text(message))
          .isIn("malformed-body", "invalid", "denied");
    }
  }

  private static String text(Envelope message) {
    return message.type() + " " + new String(message.data(), StandardCharsets.UTF_8);
  }

  private static ObjectNode sample(TestMaker maker, String type) {
    return switch (type) {
      case "product.create" -> Bodies.product(2, maker.image());
      case "product.update" -> update(maker);
      case "revision.submit" -> DomainJson.object().put("oid", offered(maker, "/revision/oid"));
      case "work_order.accept" -> accept(maker);
      case "work_order.reject" -> work(maker).put("reason", "no_stock");
      case "work_order.hold" -> work(maker).put("reason", "Out of clay.");
      case "work_order.deliver" -> about(maker, "shipment").put("deliveredAt", now());
      case "work_order.void" -> about(maker, "shipment").put("reason", "It never left.");
      case "work_order.agree" -> agreement(maker);
      case "work_order.refuse" -> about(maker, "request").put("reason", "other");
      default -> ship(maker);
    };
  }

  private static String offered(TestMaker maker, String pointer) {
    return maker.offers(Bodies.product(2, maker.image())).at(pointer).asText();
  }

  private static ObjectNode update(TestMaker maker) {
    var body = DomainJson.object().put("oid", offered(maker, "/product/oid")).put("baseVersion", 1);
    var changes = body.putArray("changes");
    changes.addObject().put("field", "summary").put("from", "A bowl of oak.").put("to", "Better.");
    var price = changes.addObject().put("field", "price");
    price.set("from", Bodies.money(4200));
    price.set("to", Bodies.money(4300));
    var metadata = changes.addObject().put("field", "metadata");
    metadata.putObject("from").putArray("material").add("oak");
    metadata.putObject("to").putArray("material").add("ash");
    var images = changes.addObject().put("field", "images");
    images.putArray("to").add(maker.image());
    return body;
  }

  private static ObjectNode accept(TestMaker maker) {
    return DomainJson.object()
        .put("oid", order(maker).at("/workOrders/0/oid").asText())
        .put("baseVersion", 1)
        .put("promisedShipDate", LocalDate.now().plusDays(3).toString());
  }

  private static ObjectNode work(TestMaker maker) {
    return DomainJson.object().put("oid", order(maker).at("/workOrders/0/oid").asText());
  }

  private static ObjectNode about(TestMaker maker, String what) {
    return work(maker).put(what, UUID.randomUUID().toString());
  }

  private static ObjectNode agreement(TestMaker maker) {
    var body = about(maker, "request");
    body.putArray("lines").addObject().put("line", UUID.randomUUID().toString()).put("units", 1);
    return body;
  }

  private static String now() {
    return Instant.now().toString();
  }

  private static ObjectNode ship(TestMaker maker) {
    var order = order(maker);
    var body =
        DomainJson.object()
            .put("oid", order.at("/workOrders/0/oid").asText())
            .put("shipment", UUID.randomUUID().toString())
            .put("carrier", "Correos")
            .put("tracking", "GT 1")
            .put("shippedAt", Instant.now().toString());
    body.putArray("lines")
        .addObject()
        .put("line", order.at("/workOrders/0/lines/0/oid").asText())
        .put("units", 1);
    return body;
  }

  private static hms.Answer order(TestMaker maker) {
    var shop = TestOffice.get().newStorefront();
    return Ask.post("/orders").by(shop).body(Bodies.order(maker.sells(5))).send().good();
  }
}
