package hms.gateway.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.TestShop;
import hms.domain.Role;
import hms.gateway.webhook.Receiver.Call;
import hms.storage.DomainJson;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A storefront with webhooks, and who receives what they tell. */
final class Hooks implements AutoCloseable {
  static final String CHANGED = "hms.order.changed.v1";

  /** One for all: a maker is long in enrolling. */
  private static final class Shelf {
    private static final UUID BOWL = TestMaker.enrolled().sells(1000);
  }

  final TestShop shop = new TestShop();
  final Receiver receiver = new Receiver(TestOffice.get().vertx());
  private Answer order;

  @Override
  public void close() {
    // Nobody calls a receiver that is not there any more.
    TestOffice.get().change("delete from webhooks where channel_oid = $1", shop.oid());
    receiver.close();
  }

  /** Of which {@link #events} tell. */
  Answer order() {
    return order;
  }

  ObjectNode terms() {
    var terms = DomainJson.object().put("url", receiver.url());
    terms.putArray("types").add(CHANGED);
    return terms;
  }

  Answer created(ObjectNode terms) {
    return Ask.post("/webhooks").by(shop.token()).body(terms).send().good();
  }

  /** An order is held and released; each is told. */
  void events(int n) {
    if (order == null) {
      order = Ask.post("/orders").by(shop.token()).body(Bodies.order(Shelf.BOWL)).send().good();
    }
    for (int i = 0; i < n; i++) {
      String path = "/orders/" + order.at("/oid").asText();
      var now = Ask.get(path).by(Role.ORDER_MANAGER).send().good();
      boolean held = now.at("/status").asText().equals("on_hold");
      var ask = Ask.post(path + (held ? "/release" : "/hold")).by(Role.ORDER_MANAGER);
      if (!held) ask.body("{\"reason\":\"The kiln broke.\"}");
      ask.seen(now.at("/version").asLong()).send().good();
    }
  }

  Answer patch(Answer seen, String body) {
    return Ask.patch("/webhooks/" + oid(seen))
        .by(shop.token())
        .seen(seen.at("/version").asLong())
        .body(body)
        .send();
  }

  Answer redeliver(Answer made, long from, long to) {
    var body = DomainJson.object().put("from", from).put("to", to);
    return Ask.post("/webhooks/" + oid(made) + "/redeliver").by(shop.token()).body(body).send();
  }

  Answer found(Answer made) {
    return Ask.get("/webhooks/" + oid(made)).by(shop.token()).send().good();
  }

  JsonNode deliveries(Answer made) {
    return Ask.get("/webhooks/" + oid(made) + "/deliveries")
        .by(shop.token())
        .send()
        .good()
        .at("/items");
  }

  Answer awaitDisabled(Answer made, String because) {
    Awaitility.await().until(() -> found(made).at("/disabledBecause").asText().equals(because));
    return found(made);
  }

  void awaitFailures(Answer made, int failures) {
    Awaitility.await("failures").until(() -> number("failures", made) == failures);
  }

  void awaitPosition(Answer made, long position) {
    Awaitility.await("position").until(() -> number("position", made) >= position);
  }

  /** The next attempt is to be made now, and not when it would be. */
  static void makeDue(Answer made) {
    TestOffice.get().change("update webhooks set next_at = now() where oid = $1", oid(made));
  }

  static long pauseSeconds(Answer made) {
    return TestOffice.get()
        .count(
            "select extract(epoch from next_at - now())::bigint from webhooks where oid = $1",
            oid(made));
  }

  static long number(String column, Answer made) {
    return TestOffice.get()
        .count("select %s::bigint from webhooks where oid = $1".formatted(column), oid(made));
  }

  long unsent(long upTo) {
    String sql =
        "select count(*) from outbox where recipient_oid = $1 and sequence <= $2 and sent is null";
    return TestOffice.get().count(sql, shop.oid(), upTo);
  }

  static long waiting() {
    return TestOffice.get().count("select count(*) from channel_notices");
  }

  long tile() {
    var tiles = Ask.get("/overview").by(shop.token()).send().good().at("/items");
    for (var tile : tiles) {
      if (tile.path("name").asText().equals("webhooksDisabled")) return tile.path("value").asLong();
    }
    throw new AssertionError(tiles);
  }

  static List<Long> sequences(List<Call> calls) {
    return calls.stream().map(call -> call.json().path("sequence").asLong()).toList();
  }

  static UUID oid(Answer made) {
    return UUID.fromString(made.at("/oid").asText());
  }
}
