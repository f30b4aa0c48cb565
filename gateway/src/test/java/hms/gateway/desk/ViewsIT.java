package hms.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.session.Person;
import hms.storage.DomainJson;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People keep lists as they want to see them again, for themselves or for all. */
class ViewsIT {
  private static String mia;
  private static String ben;

  @BeforeAll
  static void signIn() {
    mia = Person.with(Role.ORDER_MANAGER).token();
    ben = Person.with(Role.ORDER_MANAGER).token();
  }

  @Test
  void what_is_kept_is_a_list_that_can_be_read() {
    var made =
        create(mia, view("status.in=on_hold,routed&sort=-created&fields_not=1"))
            .problem(422, "invalid");
    assertThat(made.text()).contains("/query", "fields_not");

    var kept = create(mia, view("status.in=on_hold,routed&sort=-created")).good();

    assertThat(kept.status()).isEqualTo(201);
    assertThat(kept.header("ETag")).contains("\"v1\"");
    Ask.get(kept.at("/href").asText()).by(mia).send().good();
    assertThat(Ask.get(path(kept)).by(mia).send().good().at("/query")).isEqualTo(kept.at("/query"));
  }

  @ParameterizedTest
  @CsvSource({
    "orders, limit=1",
    "orders, after=x",
    "orders, status=purple",
    "orders, status=routed&status=on_hold",
    "orders, status",
    "orders, 'number=%zz'",
    "products, price.gte=1",
    "orders, 'sort=-total'",
  })
  void a_query_that_its_list_does_not_know_is_refused(String page, String query) {
    create(mia, view(query).put("page", page)).problem(422, "invalid").saying("/query");
  }

  @Test
  void a_list_that_there_is_not_is_refused_and_so_is_no_name() {
    create(mia, view("").put("page", "weather")).problem(422, "invalid").saying("/page");
    create(mia, view("").put("name", " ")).problem(422, "invalid").saying("/name");
    create(mia, view("").put("name", "n".repeat(81))).problem(422, "invalid");
  }

  @Test
  void one_s_own_is_nobody_elses_until_it_is_shared() {
    var own = create(mia, view("")).good();
    Ask.get(path(own)).by(ben).send().problem(404, "not-found");
    edit(ben, own, 1, "{\"name\":\"Mine\"}").problem(404, "not-found");
    assertThat(Ask.get("/views?limit=200").by(ben).send().good().text())
        .doesNotContain(own.at("/oid").asText());

    edit(mia, own, 1, "{\"shared\":true}").good();

    assertThat(Ask.get(path(own)).by(ben).send().good().at("/own").asBoolean()).isFalse();
    assertThat(Ask.get("/views?limit=200&page=orders").by(ben).send().good().text())
        .contains(own.at("/oid").asText());
    assertThat(Ask.get("/views?limit=200&page=products").by(ben).send().good().text())
        .doesNotContain(own.at("/oid").asText());
    edit(ben, own, 2, "{\"name\":\"Mine\"}").problem(403, "denied");
    delete(ben, own, 2).problem(403, "denied");
  }

  @Test
  void its_owner_changes_it_by_the_version_that_was_seen() {
    var own = create(mia, view("status=routed")).good();

    var changed = edit(mia, own, 1, "{\"query\":\"status=on_hold\",\"shared\":null}").good();

    assertThat(changed.at("/query").asText()).isEqualTo("status=on_hold");
    assertThat(changed.at("/version").asLong()).isEqualTo(2);
    assertThat(edit(mia, own, 1, "{\"name\":\"x\"}").problem(412, "stale").at("/changedFields"))
        .hasToString("[\"query\"]");
    edit(mia, own, 2, "{\"query\":\"status=purple\"}").problem(422, "invalid");
    edit(mia, own, 2, "{\"page\":\"products\"}").problem(422, "invalid");
    delete(mia, own, 1).problem(412, "stale");
    assertThat(delete(mia, own, 2).good().status()).isEqualTo(204);
    Ask.get(path(own)).by(mia).send().problem(404, "not-found");
  }

  @Test
  void a_name_is_there_once_for_each_person_and_list() {
    var one = view("");
    create(mia, one).good();

    create(mia, one.deepCopy().put("query", "status=routed"))
        .problem(409, "duplicate")
        .saying("name");
    create(ben, one).good();
    create(mia, one.deepCopy().put("page", "products")).good();
  }

  @Test
  void programs_artisans_and_strangers_have_none() {
    Ask.get("/views").by(Role.ORDER_MANAGER).send().problem(403, "forbidden");
    Ask.get("/views").by(TestOffice.get().newStorefront()).send().problem(403, "forbidden");
    TestMaker.enrolled().ask(Ask.get("/views")).problem(403, "forbidden");
    Ask.get("/views").send().problem(401, "unauthenticated");
  }

  private static ObjectNode view(String query) {
    return DomainJson.object()
        .put("page", "orders")
        .put("query", query)
        .put("name", "View " + UUID.randomUUID());
  }

  private static Answer create(String who, ObjectNode view) {
    return Ask.post("/views").by(who).body(view).send();
  }

  private static Answer edit(String who, Answer view, long seen, String patch) {
    return Ask.patch(path(view)).by(who).seen(seen).body(patch).send();
  }

  private static Answer delete(String who, Answer view, long seen) {
    return new Ask("DELETE", path(view)).by(who).seen(seen).send();
  }

  private static String path(Answer view) {
    return "/views/" + view.at("/oid").asText();
  }
}
