package hms.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for long work watches it; it is nobody else's business. */
final class OperationsIT {

  @Test
  void the_audit_is_walked_and_who_waits_is_told_at_once() {
    var seals = TestOffice.get().count("select count(*) from audit_seals");

    var told = verify("{}").with("Prefer", "respond-async, wait=30").send().good();

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.header("Preference-Applied")).contains("wait=30");
    assertThat(told.header("Retry-After")).isEmpty();
    assertThat(told.at("/state").asText()).isEqualTo("succeeded");
    assertThat(told.at("/result/holds").asBoolean()).as(told.text()).isTrue();
    assertThat(told.at("/result/seals").asLong()).isGreaterThanOrEqualTo(seals);
    assertThat(told.at("/result/hash").asText()).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"from\":\"2999-01-01\"}", "{\"to\":\"1999-12-31\"}"})
  void of_days_without_entries_it_is_not_said_that_they_hold(String days) {
    var told = verify(days).with("Prefer", "wait=30").send().good();

    assertThat(told.at("/state").asText()).isEqualTo("succeeded");
    assertThat(told.at("/result/seals").asLong()).isZero();
    assertThat(told.at("/result").has("holds")).as(told.text()).isFalse();
    assertThat(told.at("/result/nothing").asText()).contains("none of these days");
  }

  @Test
  void who_does_not_wait_is_told_where_to_look() {
    var begun = verify("{\"from\":\"2026-01-01\"}").send().good();

    assertThat(begun.status()).isIn(200, 202);
    String place = begun.header("Location").orElseThrow();
    assertThat(place).isEqualTo("/api/v1/operations/" + begun.at("/oid").asText());
    var ended = Ask.get(place + "?wait=30").by(Role.AUDITOR).send().good();
    assertThat(ended.at("/done").asBoolean()).as(ended.text()).isTrue();
    assertThat(ended.at("/parameters/from").asText()).isEqualTo("2026-01-01");
    assertThat(ended.at("/allowedActions/0/allowed").asBoolean()).isFalse();
  }

  @Test
  void the_same_request_again_finds_the_same_work() {
    var ask = verify("{}");

    var first = ask.send().good();
    var again = ask.with("Prefer", "wait=30").send().good();

    assertThat(again.at("/oid")).isEqualTo(first.at("/oid"));
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    assertThat(again.at("/state").asText()).isEqualTo("succeeded");
  }

  @Test
  void the_operation_of_somebody_else_is_not_there() {
    var begun = verify("{}").with("Prefer", "wait=30").send().good();
    String path = "/operations/" + begun.at("/oid").asText();
    var unknown = "/operations/" + UUID.randomUUID();
    var maker = TestMaker.enrolled();

    for (String each : new String[] {path, unknown}) {
      Ask.get(each).by(Role.ADMIN).send().problem(404, "not-found");
      Ask.get(each + "?wait=30").by(Role.ADMIN).send().problem(404, "not-found");
      Ask.post(each + "/cancel").by(Role.ADMIN).send().problem(404, "not-found");
      maker.ask(Ask.get(each)).problem(404, "not-found");
      maker.ask(Ask.post(each + "/cancel")).problem(404, "not-found");
    }
    assertThat(listed(Ask.get("/operations").by(Role.ADMIN).send(), begun)).isFalse();
    assertThat(
            listed(Ask.get("/operations?state=succeeded&limit=200").by(Role.AUDITOR).send(), begun))
        .isTrue();
  }

  @Test
  void what_has_ended_is_not_cancelled() {
    var begun = verify("{}").with("Prefer", "wait=30").send().good();

    Ask.post("/operations/" + begun.at("/oid").asText() + "/cancel")
        .by(Role.AUDITOR)
        .send()
        .problem(409, "wrong-state")
        .saying("succeeded");
  }

  @Test
  void only_an_auditor_verifies_and_no_day_comes_before_the_first() {
    verify("{}").by(Role.OPERATOR).send().problem(403, "forbidden").saying("audit.verify");
    verify("{\"from\":\"2026-11-02\",\"to\":\"2026-11-01\"}")
        .send()
        .problem(422, "invalid")
        .saying("/to");
    verify("{\"from\":\"yesterday\"}").send().problem(422, "invalid").saying("/from");
    verify("{\"since\":\"2026-11-02\"}").send().problem(422, "invalid").saying("/since");
  }

  @Test
  void a_caller_has_so_many_at_a_time_and_no_more() {
    var shop = TestOffice.get();
    String principal = "office:auditor@office.example";
    shop.change(
        """
        insert into operations (oid, version, created, modified, kind, principal, mandate, parameters,
            state, done, lease_until)
        select gen_random_uuid(), 1, now(), now(), 'busy', $1, '{"name":"test","permissions":[]}',
            '{}', 'waiting', 0, now() + interval '1 hour'
        from generate_series(1, $2::int)
        """,
        principal,
        OperationService.OPEN_MAX);
    try {
      verify("{}").send().problem(429, "quota-exceeded").saying("operations");
    } finally {
      shop.change("delete from operations where kind = 'busy'");
    }
  }

  @Test
  void a_wait_that_is_none_is_not_taken_for_one() {
    for (String prefer : new String[] {"wait=soon", "return=minimal", "wait=", "await=9"}) {
      var begun = verify("{}").with("Prefer", prefer).send().good();
      assertThat(begun.header("Preference-Applied")).as(prefer).isEmpty();
    }
    var path = "/operations/" + verify("{}").send().good().at("/oid").asText();
    Ask.get(path + "?wait=31").by(Role.AUDITOR).send().problem(400, "invalid-parameter");
  }

  private static boolean listed(Answer list, Answer operation) {
    var items = list.good().at("/items");
    return IntStream.range(0, items.size())
        .anyMatch(i -> items.get(i).path("oid").equals(operation.at("/oid")));
  }

  private static Ask verify(String days) {
    return Ask.post("/audit/verify").by(Role.AUDITOR).body(days);
  }
}
