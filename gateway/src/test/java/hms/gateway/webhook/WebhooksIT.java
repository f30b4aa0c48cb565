package hms.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.webhook.Receiver.Call;
import hms.storage.DomainJson;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A storefront is told by HTTP what is in its stream: signed, in order, until it has it. */
class WebhooksIT {
  private final Hooks hooks = new Hooks();

  @AfterEach
  void close() {
    hooks.close();
  }

  @Test
  void each_message_comes_signed_once_and_in_order() {
    var made = hooks.created(hooks.terms());
    hooks.events(6);

    var calls = hooks.receiver.calls(6);

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
    assertThat(Hooks.sequences(calls)).isSorted().doesNotHaveDuplicates();
    assertThat(calls.stream().map(Call::id)).doesNotHaveDuplicates();
    assertThat(calls.getFirst().json().path("type").asText()).isEqualTo(Hooks.CHANGED);
    assertThat(calls.getFirst().json().at("/data/oid")).isEqualTo(hooks.order().at("/oid"));
    hooks.awaitPosition(made, Hooks.sequences(calls).getLast());
    var deliveries = hooks.deliveries(made);
    assertThat(deliveries).hasSize(6);
    assertThat(deliveries.get(0).path("status").asInt()).isEqualTo(204);
    assertThat(deliveries.get(0).path("message").asText()).isEqualTo(calls.getLast().id());
    // A storefront that is told by webhooks alone leaves nothing waiting.
    Awaitility.await().until(() -> hooks.unsent(Hooks.sequences(calls).getLast()) == 0);
  }

  @Test
  void what_failed_is_sent_again_by_the_same_id_before_anything_else() {
    var made = hooks.created(hooks.terms());
    hooks.receiver.first(Receiver.answer(500), Receiver.answer(503));
    hooks.events(2);
    var first = hooks.receiver.calls(1).getFirst();

    hooks.awaitFailures(made, 1);
    assertThat(Hooks.pauseSeconds(made)).isBetween(0L, 6L);
    Hooks.makeDue(made);
    hooks.awaitFailures(made, 2);
    assertThat(Hooks.pauseSeconds(made)).isBetween(290L, 331L);
    Hooks.makeDue(made);

    String secret = made.at("/secret").asText();
    var calls = hooks.receiver.calls(4).stream().map(call -> call.verified(secret)).toList();
    assertThat(calls.stream().limit(3).map(Call::id)).containsOnly(first.id());
    assertThat(calls.stream().limit(3).map(call -> new String(call.body())))
        .containsOnly(new String(first.body()));
    assertThat(Hooks.sequences(calls.subList(2, 4))).isSorted().doesNotHaveDuplicates();
    hooks.awaitFailures(made, 0);
    assertThat(hooks.deliveries(made).findValuesAsText("status"))
        .containsExactly("204", "204", "503", "500");
  }

  @Test
  void a_receiver_that_is_gone_is_called_no_more_until_it_is_enabled_again() {
    var made = hooks.created(hooks.terms());
    hooks.receiver.first(Receiver.answer(410));
    hooks.events(2);

    var gone = hooks.awaitDisabled(made, "gone");
    assertThat(hooks.receiver.calls()).hasSize(1);
    assertThat(hooks.tile()).isEqualTo(1);

    hooks.patch(gone, "{\"enabled\":true}").good();
    assertThat(hooks.receiver.calls(3).stream().map(Call::id).limit(2))
        .containsOnly(hooks.receiver.calls().getFirst().id());
    assertThat(hooks.tile()).isZero();
  }

  @Test
  void one_that_fails_fifteen_times_in_a_row_is_disabled_and_somebody_is_told() {
    var made = hooks.created(hooks.terms());
    hooks.receiver.first(Receiver.answer(500));
    TestOffice.get().change("update webhooks set failures = 14 where oid = $1", Hooks.oid(made));
    hooks.events(1);

    var failing = hooks.awaitDisabled(made, "failing");

    assertThat(failing.at("/enabled").asBoolean()).isFalse();
    String audit = "select actor from audit_entries where object = $1 and command = 'disable'";
    assertThat(TestOffice.get().texts(audit, Hooks.oid(made))).containsExactly("system:webhooks");
    var all =
        Ask.get("/webhooks?disabledBecause=failing&channel=" + hooks.shop.oid()).by(Role.ADMIN);
    assertThat(all.send().good().at("/items").size()).isEqualTo(1);
  }

  /** That no answer in time is one too, {@link CallerIT} has seen. */
  @Test
  void a_redirect_is_a_failure_and_leads_nowhere() {
    var made = hooks.created(hooks.terms());
    hooks.receiver.first(
        response -> response.setStatusCode(302).putHeader("Location", hooks.receiver.url()).end());
    hooks.events(1);

    hooks.awaitFailures(made, 1);
    assertThat(hooks.deliveries(made).get(0).path("status").asInt()).isEqualTo(302);
    assertThat(hooks.receiver.calls()).hasSize(1);
  }

  @Test
  void a_test_says_nothing_and_comes_even_if_it_is_off() {
    var made = hooks.created(hooks.terms().put("enabled", false));
    hooks.receiver.first(Receiver.answer(404));

    var asked =
        Ask.post("/webhooks/" + Hooks.oid(made) + "/test").by(hooks.shop.token()).send().good();

    var call = hooks.receiver.calls(1).getFirst().verified(made.at("/secret").asText());
    assertThat(asked.status()).isEqualTo(202);
    assertThat(call.id()).isEqualTo(asked.at("/message").asText());
    assertThat(call.json().path("type").asText()).isEqualTo("hms.webhook.test.v1");
    Awaitility.await().until(() -> hooks.deliveries(made).size() == 1);
    assertThat(hooks.deliveries(made).get(0).path("status").asInt()).isEqualTo(404);
    assertThat(hooks.deliveries(made).get(0).has("sequence")).isFalse();
    hooks.awaitFailures(made, 0);
    assertThat(hooks.receiver.calls()).hasSize(1);
  }

  @Test
  void what_was_told_can_be_told_once_more_and_then_it_goes_on() {
    var made = hooks.created(hooks.terms());
    hooks.events(3);
    var told = Hooks.sequences(hooks.receiver.calls(3));
    hooks.awaitPosition(made, told.getLast());

    hooks.redeliver(made, told.get(0), told.get(1)).good();
    hooks.events(1);

    assertThat(Hooks.sequences(hooks.receiver.calls(6)).subList(3, 5))
        .isEqualTo(told.subList(0, 2));
    assertThat(Hooks.sequences(hooks.receiver.calls(6)).get(5)).isGreaterThan(told.getLast());
    hooks.redeliver(made, 1, 1_000_000).problem(422, "invalid");
    hooks.redeliver(made, told.get(1), told.get(0)).problem(422, "invalid");
    TestOffice.get()
        .change(
            "delete from outbox where recipient_oid = $1 and sequence = $2",
            hooks.shop.oid(),
            told.get(0));
    hooks.redeliver(made, told.get(0), told.get(1)).problem(409, "wrong-state");
    hooks.patch(hooks.found(made), "{\"enabled\":false}").good();
    hooks.redeliver(made, told.get(1), told.get(1)).problem(409, "wrong-state");
  }

  @Test
  void what_a_node_that_died_had_under_way_another_one_does_once_its_lease_is_over() {
    var made = hooks.created(hooks.terms());
    String dead =
        "update webhooks set holder = 'dead', fence = 77, until = now() + interval '%s'"
            + " where oid = $1";
    TestOffice.get().change(dead.formatted("1 hour"), Hooks.oid(made));
    hooks.events(1);
    Awaitility.await().until(() -> Hooks.waiting() == 0);
    assertThat(hooks.receiver.calls()).isEmpty();

    TestOffice.get().change(dead.formatted("-1 second"), Hooks.oid(made));

    assertThat(hooks.receiver.calls(1)).hasSize(1);
    assertThat(Hooks.number("fence", made)).isGreaterThan(77);
  }

  @Test
  void what_is_not_of_its_types_is_passed_over() {
    var none = hooks.terms();
    none.putArray("types").add("hms.order.closed.v1");
    var made = hooks.created(none);
    var all = hooks.created(DomainJson.object().put("url", hooks.receiver.url()));
    hooks.events(2);

    hooks.receiver.calls(2);
    long last =
        TestOffice.get()
            .count("select next_out - 1 from streams where recipient_oid = $1", hooks.shop.oid());
    Awaitility.await().until(() -> Hooks.number("position", made) >= last);
    assertThat(hooks.deliveries(made)).isEmpty();
    assertThat(hooks.deliveries(all)).isNotEmpty();
  }
}
