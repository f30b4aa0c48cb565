package hms.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A storefront is told by HTTP what is in its stream: signed, in order, until it has it. */
class WebhooksIT {
  private static final String CHANGED = "hms.order.changed.v1";
  private static UUID bowl;

  private final TestShop shop = new TestShop();
  private final Receiver receiver = new Receiver(TestOffice.get().vertx());
  private Answer order;

  @BeforeAll
  static void sell() {
    bowl = TestMaker.enrolled().sells(1000);
  }

  @AfterEach
  void close() {
    // Nobody calls a receiver that is not there any more.
    TestOffice.get().change("delete from webhooks where channel_oid = $1", shop.oid());
    receiver.close();
  }

  @Test
  void each_message_comes_signed_once_and_in_order() {
    var made = created(terms());
    events(6);

    var calls = receiver.calls(6);

    String secret = made.at("/secret").asText();
    assertThat(calls).hasSize(6);
    assertThat(calls.stream().map(call -> call.verified(secret).json().at("/data/event").asText()))
        .containsExactly(
            "order.held",
            "order.released",
            "order.held",
            "order.released",
            "order.held",
            "order.released");
    assertThat(sequences(calls)).isSorted().doesNotHaveDuplicates();
    assertThat(calls.stream().map(Call::id)).doesNotHaveDuplicates();
    assertThat(calls.getFirst().json().path("type").asText()).isEqualTo(CHANGED);
    assertThat(calls.getFirst().json().at("/data/oid")).isEqualTo(order.at("/oid"));
    awaitPosition(made, sequences(calls).getLast());
    var deliveries = deliveries(made);
    assertThat(deliveries).hasSize(6);
    assertThat(deliveries.get(0).path("status").asInt()).isEqualTo(204);
    assertThat(deliveries.get(0).path("message").asText()).isEqualTo(calls.getLast().id());
    // A storefront that is told by webhooks alone leaves nothing waiting.
    Awaitility.await().until(() -> unsent(sequences(calls).getLast()) == 0);
  }

  @Test
  void what_failed_is_sent_again_by_the_same_id_before_anything_else() {
    var made = created(terms());
    receiver.first(Receiver.answer(500), Receiver.answer(503));
    events(2);
    var first = receiver.calls(1).getFirst();

    awaitFailures(made, 1);
    assertThat(pauseSeconds(made)).isBetween(4L, 6L);
    makeDue(made);
    awaitFailures(made, 2);
    assertThat(pauseSeconds(made)).isBetween(290L, 331L);
    makeDue(made);

    String secret = made.at("/secret").asText();
    var calls = receiver.calls(4).stream().map(call -> call.verified(secret)).toList();
    assertThat(calls.stream().limit(3).map(Call::id)).containsOnly(first.id());
    assertThat(calls.stream().limit(3).map(call -> new String(call.body())))
        .containsOnly(new String(first.body()));
    assertThat(sequences(calls.subList(2, 4))).isSorted().doesNotHaveDuplicates();
    awaitFailures(made, 0);
    assertThat(deliveries(made).findValuesAsText("status"))
        .containsExactly("204", "204", "503", "500");
  }

  @Test
  void a_receiver_that_is_gone_is_called_no_more_until_it_is_enabled_again() {
    var made = created(terms());
    receiver.first(Receiver.answer(410));
    events(2);

    var gone = awaitDisabled(made, "gone");
    assertThat(receiver.calls()).hasSize(1);
    assertThat(tile()).isEqualTo(1);

    patch(gone, "{\"enabled\":true}").good();
    assertThat(receiver.calls(3).stream().map(Call::id).limit(2))
        .containsOnly(receiver.calls().getFirst().id());
    assertThat(tile()).isZero();
  }

  @Test
  void one_that_fails_fifteen_times_in_a_row_is_disabled_and_somebody_is_told() {
    var made = created(terms());
    receiver.first(Receiver.answer(500));
    TestOffice.get().change("update webhooks set failures = 14 where oid = $1", oid(made));
    events(1);

    var failing = awaitDisabled(made, "failing");

    assertThat(failing.at("/enabled").asBoolean()).isFalse();
    String audit = "select actor from audit_entries where object = $1 and command = 'disable'";
    assertThat(TestOffice.get().texts(audit, oid(made))).containsExactly("system:webhooks");
    var all = Ask.get("/webhooks?disabledBecause=failing&channel=" + shop.oid()).by(Role.ADMIN);
    assertThat(all.send().good().at("/items").size()).isEqualTo(1);
  }

  @Test
  void no_answer_in_time_and_a_redirect_are_failures() {
    var made = created(terms());
    receiver.first(
        response -> {},
        response -> response.setStatusCode(302).putHeader("Location", receiver.url()).end());
    events(1);

    awaitFailures(made, 1);
    assertThat(deliveries(made).get(0).path("body").asText()).isEqualTo("no answer in time");
    assertThat(deliveries(made).get(0).has("status")).isFalse();
    makeDue(made);
    awaitFailures(made, 2);
    assertThat(deliveries(made).get(0).path("status").asInt()).isEqualTo(302);
    assertThat(receiver.calls()).hasSize(2);
  }

  @Test
  void a_test_says_nothing_and_comes_even_if_it_is_off() {
    var made = created(terms().put("enabled", false));
    receiver.first(Receiver.answer(404));

    var asked = Ask.post("/webhooks/" + oid(made) + "/test").by(shop.token()).send().good();

    var call = receiver.calls(1).getFirst().verified(made.at("/secret").asText());
    assertThat(asked.status()).isEqualTo(202);
    assertThat(call.id()).isEqualTo(asked.at("/message").asText());
    assertThat(call.json().path("type").asText()).isEqualTo("hms.webhook.test.v1");
    Awaitility.await().until(() -> deliveries(made).size() == 1);
    assertThat(deliveries(made).get(0).path("status").asInt()).isEqualTo(404);
    assertThat(deliveries(made).get(0).has("sequence")).isFalse();
    awaitFailures(made, 0);
    assertThat(receiver.calls()).hasSize(1);
  }

  @Test
  void what_was_told_can_be_told_once_more_and_then_it_goes_on() {
    var made = created(terms());
    events(3);
    var told = sequences(receiver.calls(3));
    awaitPosition(made, told.getLast());

    redeliver(made, told.get(0), told.get(1)).good();
    events(1);

    assertThat(sequences(receiver.calls(6)).subList(3, 5)).isEqualTo(told.subList(0, 2));
    assertThat(sequences(receiver.calls(6)).get(5)).isGreaterThan(told.getLast());
    redeliver(made, 1, 1_000_000).problem(422, "invalid");
    redeliver(made, told.get(1), told.get(0)).problem(422, "invalid");
    TestOffice.get()
        .change(
            "delete from outbox where recipient_oid = $1 and sequence = $2",
            shop.oid(),
            told.get(0));
    redeliver(made, told.get(0), told.get(1)).problem(409, "wrong-state");
    patch(found(made), "{\"enabled\":false}").good();
    redeliver(made, told.get(1), told.get(1)).problem(409, "wrong-state");
  }

  @Test
  void what_a_node_that_died_had_under_way_another_one_does_once_its_lease_is_over() {
    var made = created(terms());
    String dead =
        "update webhooks set holder = 'dead', fence = 77, until = now() + interval '%s'"
            + " where oid = $1";
    TestOffice.get().change(dead.formatted("1 hour"), oid(made));
    events(1);
    Awaitility.await().until(() -> waiting() == 0);
    assertThat(receiver.calls()).isEmpty();

    TestOffice.get().change(dead.formatted("-1 second"), oid(made));

    assertThat(receiver.calls(1)).hasSize(1);
    assertThat(number("fence", made)).isGreaterThan(77);
  }

  @Test
  void what_is_not_of_its_types_is_passed_over() {
    var none = terms();
    none.putArray("types").add("hms.order.closed.v1");
    var made = created(none);
    var all = created(DomainJson.object().put("url", receiver.url()));
    events(2);

    receiver.calls(2);
    long last =
        TestOffice.get()
            .count("select next_out - 1 from streams where recipient_oid = $1", shop.oid());
    Awaitility.await().until(() -> number("position", made) >= last);
    assertThat(deliveries(made)).isEmpty();
    assertThat(deliveries(all)).isNotEmpty();
  }

  @Test
  void addresses_that_nobody_should_name_are_refused() {
    for (String bad :
        List.of(
            "http://shop.example/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://[::1]/",
            "https://0x7f.1/",
            "https://u@shop.example/",
            "https://shop/")) {
      Ask.post("/webhooks")
          .by(shop.token())
          .body(DomainJson.object().put("url", bad))
          .send()
          .problem(422, "invalid")
          .saying("/url", "address");
    }
    var made = created(terms());
    patch(made, "{\"url\":\"https://10.0.0.1/\"}").problem(422, "invalid").saying("/url");
    var typed = terms();
    typed.putArray("types").add("hms.work_order.sent.v1");
    Ask.post("/webhooks").by(shop.token()).body(typed).send().problem(422, "invalid");
  }

  @Test
  void a_storefront_has_its_own_and_the_office_all() {
    var made = created(terms());
    var stranger = new TestShop();
    String path = "/webhooks/" + oid(made);

    Ask.get(path).by(stranger.token()).send().problem(404, "not-found");
    Ask.get(path + "/deliveries").by(stranger.token()).send().problem(404, "not-found");
    Ask.patch(path)
        .by(stranger.token())
        .seen(1)
        .body("{\"enabled\":false}")
        .send()
        .problem(404, "not-found");
    new Ask("DELETE", path).by(stranger.token()).seen(1).send().problem(404, "not-found");
    Ask.post(path + "/test").by(stranger.token()).send().problem(404, "not-found");
    Ask.post(path + "/redeliver")
        .by(stranger.token())
        .body("{\"from\":1}")
        .send()
        .problem(404, "not-found");
    assertThat(Ask.get("/webhooks").by(stranger.token()).send().good().at("/items").size())
        .isZero();
    Ask.post("/webhooks")
        .by(stranger.token())
        .body(terms().put("channel", "" + shop.oid()))
        .send()
        .problem(404, "not-found");
    Ask.get(path).by(Role.ORDER_MANAGER).send().problem(403, "forbidden");

    Ask.post("/webhooks")
        .by(Role.ADMIN)
        .body(terms())
        .send()
        .problem(422, "invalid")
        .saying("/channel");
    Ask.post("/webhooks")
        .by(Role.ADMIN)
        .body(terms().put("channel", "" + shop.oid()))
        .send()
        .good();
    var all = Ask.get("/webhooks?channel=" + shop.oid()).by(Role.ADMIN).send().good();
    assertThat(all.at("/items").size()).isEqualTo(2);
    for (int n = 0; n < 8; n++) created(terms());
    Ask.post("/webhooks").by(shop.token()).body(terms()).send().problem(403, "denied");
    new Ask("DELETE", path).by(shop.token()).seen(2).send().problem(412, "stale");
    new Ask("DELETE", path).by(shop.token()).seen(1).send().good();
    Ask.get(path).by(shop.token()).send().problem(404, "not-found");
  }

  @Test
  void its_secret_is_shown_once_and_nowhere_else() {
    var root = (Logger) org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    root.addAppender(lines);
    var ask = Ask.post("/webhooks").by(shop.token()).body(terms());
    var made = ask.send().good();
    String secret = made.at("/secret").asText();
    receiver.first(Receiver.answer(500));
    events(1);
    awaitFailures(made, 1);
    root.detachAppender(lines);

    assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
    var again = ask.send().good();
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    assertThat(again.at("/secret").isNull()).isTrue();
    assertThat(found(made).text()).doesNotContain("secret");
    assertThat(lines.list).isNotEmpty();
    assertThat(lines.list.toString()).doesNotContain(secret);
    var kept = TestOffice.get();
    for (String sql :
        List.of(
            "select row_to_json(w)::text from webhooks w",
            "select change from audit_entries where kind = 'webhook'",
            "select outcome::text from idempotency_keys",
            "select row_to_json(a)::text from webhook_attempts a")) {
      assertThat(kept.texts(sql).toString()).doesNotContain(secret);
    }
  }

  private ObjectNode terms() {
    var terms = DomainJson.object().put("url", receiver.url());
    terms.putArray("types").add(CHANGED);
    return terms;
  }

  private Answer created(ObjectNode terms) {
    return Ask.post("/webhooks").by(shop.token()).body(terms).send().good();
  }

  /** An order is held and released; each is told. */
  private void events(int n) {
    if (order == null) {
      order = Ask.post("/orders").by(shop.token()).body(Bodies.order(bowl)).send().good();
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

  private Answer patch(Answer seen, String body) {
    return Ask.patch("/webhooks/" + oid(seen))
        .by(shop.token())
        .seen(seen.at("/version").asLong())
        .body(body)
        .send();
  }

  private Answer redeliver(Answer made, long from, long to) {
    var body = DomainJson.object().put("from", from).put("to", to);
    return Ask.post("/webhooks/" + oid(made) + "/redeliver").by(shop.token()).body(body).send();
  }

  private Answer found(Answer made) {
    return Ask.get("/webhooks/" + oid(made)).by(shop.token()).send().good();
  }

  private JsonNode deliveries(Answer made) {
    return Ask.get("/webhooks/" + oid(made) + "/deliveries")
        .by(shop.token())
        .send()
        .good()
        .at("/items");
  }

  private Answer awaitDisabled(Answer made, String because) {
    Awaitility.await().until(() -> found(made).at("/disabledBecause").asText().equals(because));
    return found(made);
  }

  private void awaitFailures(Answer made, int failures) {
    Awaitility.await("failures").until(() -> number("failures", made) == failures);
  }

  private void awaitPosition(Answer made, long position) {
    Awaitility.await("position").until(() -> number("position", made) >= position);
  }

  /** The next attempt is to be made now, and not when it would be. */
  private static void makeDue(Answer made) {
    TestOffice.get().change("update webhooks set next_at = now() where oid = $1", oid(made));
  }

  private static long pauseSeconds(Answer made) {
    return TestOffice.get()
        .count(
            "select extract(epoch from next_at - now())::bigint from webhooks where oid = $1",
            oid(made));
  }

  private static long number(String column, Answer made) {
    return TestOffice.get()
        .count("select %s::bigint from webhooks where oid = $1".formatted(column), oid(made));
  }

  private long unsent(long upTo) {
    String sql =
        "select count(*) from outbox where recipient_oid = $1 and sequence <= $2 and sent is null";
    return TestOffice.get().count(sql, shop.oid(), upTo);
  }

  private static long waiting() {
    return TestOffice.get().count("select count(*) from channel_notices");
  }

  private long tile() {
    var tiles = Ask.get("/overview").by(shop.token()).send().good().at("/items");
    for (var tile : tiles) {
      if (tile.path("name").asText().equals("webhooksDisabled")) return tile.path("value").asLong();
    }
    throw new AssertionError(tiles);
  }

  private static List<Long> sequences(List<Call> calls) {
    return calls.stream().map(call -> call.json().path("sequence").asLong()).toList();
  }

  private static UUID oid(Answer made) {
    return UUID.fromString(made.at("/oid").asText());
  }
}
