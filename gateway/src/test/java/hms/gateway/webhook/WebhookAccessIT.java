package hms.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import hms.Ask;
import hms.TestOffice;
import hms.TestShop;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may have webhooks, where they may lead, and who learns their secret. */
class WebhookAccessIT {
  private final Hooks hooks = new Hooks();

  @AfterEach
  void close() {
    hooks.close();
  }

  @Test
  void addresses_that_nobody_should_name_are_refused() {
    for (String bad :
        List.of(
            "http://hooks.shop.example/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://[::1]/",
            "https://0x7f.1/",
            "https://u@hooks.shop.example/",
            "https://shop/")) {
      Ask.post("/webhooks")
          .by(hooks.shop.token())
          .body(DomainJson.object().put("url", bad))
          .send()
          .problem(422, "invalid")
          .saying("/url", "address");
    }
    var made = hooks.created(hooks.terms());
    hooks.patch(made, "{\"url\":\"https://10.0.0.1/\"}").problem(422, "invalid").saying("/url");
    var typed = hooks.terms();
    typed.putArray("types").add("hms.work_order.sent.v1");
    Ask.post("/webhooks").by(hooks.shop.token()).body(typed).send().problem(422, "invalid");
  }

  @Test
  void a_storefront_has_its_own_and_the_office_all() {
    var made = hooks.created(hooks.terms());
    var stranger = new TestShop();
    String path = "/webhooks/" + Hooks.oid(made);

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
        .body(hooks.terms().put("channel", "" + hooks.shop.oid()))
        .send()
        .problem(404, "not-found");
    Ask.get(path).by(Role.ORDER_MANAGER).send().problem(403, "forbidden");

    Ask.post("/webhooks")
        .by(Role.ADMIN)
        .body(hooks.terms())
        .send()
        .problem(422, "invalid")
        .saying("/channel");
    Ask.post("/webhooks")
        .by(Role.ADMIN)
        .body(hooks.terms().put("channel", "" + hooks.shop.oid()))
        .send()
        .good();
    var all = Ask.get("/webhooks?channel=" + hooks.shop.oid()).by(Role.ADMIN).send().good();
    assertThat(all.at("/items").size()).isEqualTo(2);
    for (int n = 0; n < 8; n++) hooks.created(hooks.terms());
    Ask.post("/webhooks").by(hooks.shop.token()).body(hooks.terms()).send().problem(403, "denied");
    new Ask("DELETE", path).by(hooks.shop.token()).seen(2).send().problem(412, "stale");
    new Ask("DELETE", path).by(hooks.shop.token()).seen(1).send().good();
    Ask.get(path).by(hooks.shop.token()).send().problem(404, "not-found");
  }

  @Test
  void its_secret_is_shown_once_and_nowhere_else() {
    var root = (Logger) org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    root.addAppender(lines);
    var ask = Ask.post("/webhooks").by(hooks.shop.token()).body(hooks.terms());
    var made = ask.send().good();
    String secret = made.at("/secret").asText();
    hooks.receiver.first(Receiver.answer(500));
    hooks.events(1);
    hooks.awaitFailures(made, 1);
    root.detachAppender(lines);

    assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
    var again = ask.send().good();
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    assertThat(again.at("/secret").isNull()).isTrue();
    assertThat(hooks.found(made).text()).doesNotContain("secret");
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
}
