package hms.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be set while the office runs acts at once, and goes back to what is configured. */
class SettingsIT {
  private static final long CONFIGURED = Duration.ofHours(72).toSeconds();

  private final String admin = TestOffice.get().session(Role.ADMIN);
  private final UUID product = TestMaker.enrolled().sells(200);
  private long amount = 4300;

  @BeforeEach
  @AfterEach
  void reset() {
    set("{\"answerBySeconds\":null,\"mayPrice\":null}").good();
  }

  @Test
  void what_is_not_set_is_as_configured() {
    var found = Ask.get("/settings").by(admin).send().good();

    assertThat(found.at("/answerBySeconds").asLong()).isEqualTo(CONFIGURED);
    assertThat(found.at("/mayPrice").asBoolean()).isFalse();
    assertThat(found.at("/set")).isEmpty();
  }

  @Test
  void the_time_to_answer_acts_at_once_and_back() {
    set("{\"answerBySeconds\":3600}").good();
    awaitAnswerIn(3600);

    var back = set("{\"answerBySeconds\":null}").good();

    assertThat(back.at("/answerBySeconds").asLong()).isEqualTo(CONFIGURED);
    awaitAnswerIn(CONFIGURED);
  }

  @Test
  void the_office_changes_prices_only_while_it_may() {
    price().problem(403, "denied");

    set("{\"mayPrice\":true}").good();

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> price().status(), status -> status == 200);
    set("{\"mayPrice\":false}").good();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> price().status(), status -> status == 403);
  }

  /** As another node would have set it. */
  @Test
  void what_is_set_elsewhere_is_looked_up() {
    set("{\"answerBySeconds\":3600}").good();
    awaitAnswerIn(3600);

    TestOffice.get()
        .change("update trade_settings set answer_by_seconds = 1800, version = version + 1");

    awaitAnswerIn(1800);
  }

  @Test
  void each_change_counts_and_is_in_the_audit() {
    var before = Ask.get("/settings").by(admin).send().good();
    var changed = set("{\"answerBySeconds\":7200}").good();
    assertThat(changed.at("/version").asLong()).isEqualTo(before.at("/version").asLong() + 1);
    assertThat(changed.at("/set")).hasToString("[\"answerBySeconds\"]");

    var late = patch("{\"mayPrice\":true}").seen(before.at("/version").asLong()).send();

    assertThat(late.problem(412, "stale").at("/changedFields"))
        .hasToString("[\"answerBySeconds\"]");
    var told =
        Ask.get("/audit?kind=settings&limit=1").by(Role.AUDITOR).send().good().at("/items/0");
    assertThat(told.at("/actor").asText()).isEqualTo("office:admin@office.example");
    assertThat(told.at("/changes/answerBySeconds/to").asLong()).isEqualTo(7200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"answerBySeconds\":59}",
        "{\"answerBySeconds\":2592001}",
        "{\"answerBySeconds\":\"soon\"}",
        "{\"mayPrice\":1}",
        "{\"currencies\":[\"EUR\"]}"
      })
  void what_cannot_be_meant_is_refused(String patch) {
    set(patch).problem(422, "invalid");
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = "ADMIN", mode = EnumSource.Mode.EXCLUDE)
  void nobody_else_sets_anything(Role role) {
    Ask.get("/settings").by(role).send().problem(403, "forbidden");
    Ask.patch("/settings").by(role).seen(1).body("{}").send().problem(403, "forbidden");
  }

  @Test
  void a_token_of_a_program_may_not_and_no_version_is_no_change() {
    Ask.patch("/settings")
        .by(Role.ADMIN)
        .seen(1)
        .body("{}")
        .send()
        .problem(403, "step-up-required");
    patch("{}").send().problem(428, "precondition-required");
  }

  /** Another price each time. */
  private Answer price() {
    long version = Ask.get("/products/" + product).by(Role.REVIEWER).send().at("/version").asLong();
    var body = DomainJson.object();
    body.set("price", Bodies.money(++amount));
    return Ask.post("/products/" + product + "/alter")
        .by(Role.REVIEWER)
        .seen(version)
        .body(body)
        .send();
  }

  private void awaitAnswerIn(long seconds) {
    String shop = TestOffice.get().newStorefront();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> offeredFor(shop), found -> found == seconds);
  }

  /** How long the artisan of a new order may take, in seconds. */
  private long offeredFor(String shop) {
    var order = Ask.post("/orders").by(shop).body(Bodies.order(product)).send().good();
    var work =
        Ask.get("/work-orders/" + order.at("/workOrders/0/oid").asText())
            .by(Role.ORDER_MANAGER)
            .send()
            .good();
    var until = Instant.parse(work.at("/answerBy").asText());
    return Duration.between(Instant.parse(work.at("/created").asText()), until).toSeconds();
  }

  private Answer set(String patch) {
    long seen = Ask.get("/settings").by(admin).send().good().at("/version").asLong();
    return patch(patch).seen(seen).send();
  }

  private Ask patch(String patch) {
    return Ask.patch("/settings").by(admin).body(patch);
  }
}
