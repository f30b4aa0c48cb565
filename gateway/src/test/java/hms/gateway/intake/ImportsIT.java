package hms.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.SignedAsk;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An artisan brings its products by file, as it would by hand. */
final class ImportsIT {
  private final TestMaker maker = TestMaker.enrolled();

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson"})
  void what_was_exported_changes_nothing_when_it_is_imported(String format) {
    var listed = maker.sells(3);
    var odd = Bodies.product(1, maker.image());
    ((ObjectNode) odd.at("/content")).put("name", "=Söl, \"器\"").put("size", "'+1");
    maker.offers(odd);
    var before = maker.ask(Ask.get("/products")).good().at("/items");
    byte[] file = exported(format);

    var checked = done(maker.ask(upload(format, file)));
    assertThat(checked.at("/result/counts").toString()).isEqualTo("{\"same\":2}");
    var put = done(maker.ask(commit(checked)));

    assertThat(put.at("/result/counts").toString()).isEqualTo("{\"unchanged\":2}");
    assertThat(maker.ask(Ask.get("/products")).good().at("/items")).isEqualTo(before);
    assertThat(found(checked).at("/state").asText()).isEqualTo("committed");
    assertThat(
            TestOffice.get()
                .count(
                    "select count(*) from audit_entries where object = $1 and why like 'import %'",
                    listed))
        .isZero();
  }

  @Test
  void rows_are_tried_and_left_then_put_in_once() {
    var known = UUID.fromString(offered().at("/product/oid").asText());
    var fresh = Bodies.product(2, maker.image());
    String file =
        "{\"oid\":\"%s\",\"version\":1,\"available\":false,\"content\":{\"summary\":\"Ash.\"}}\n%s\n"
            .formatted(known, fresh);

    var checked = done(maker.ask(upload("ndjson", bytes(file))));

    assertThat(checked.at("/result/counts").toString()).isEqualTo("{\"change\":1,\"create\":1}");
    assertThat(found(checked).at("/state").asText()).isEqualTo("checked");
    maker.ask(Ask.get("/products/" + fresh.at("/oid").asText())).problem(404, "not-found");
    assertThat(product(known).at("/available").asBoolean()).isTrue();

    var ask = commit(checked);
    var put = done(maker.ask(ask));

    assertThat(put.at("/result/counts").toString()).isEqualTo("{\"changed\":1,\"created\":1}");
    assertThat(product(known).at("/available").asBoolean()).isFalse();
    assertThat(product(UUID.fromString(fresh.at("/oid").asText())).at("/version").asInt())
        .isEqualTo(1);
    assertThat(maker.ask(ask).at("/oid")).isEqualTo(put.at("/oid"));
    maker.ask(commit(checked)).problem(409, "wrong-state").saying("committed");
    var rows = maker.ask(rows(checked, "?outcome=created")).good().at("/items");
    assertThat(rows.size()).isEqualTo(1);
    assertThat(rows.at("/0/row").asInt()).isEqualTo(2);
    assertThat(rows.at("/0/oid")).isEqualTo(fresh.at("/oid"));
  }

  @Test
  void rows_that_are_wrong_are_named_and_nothing_is_put_in() {
    var known = offered().at("/product/oid").asText();
    var foreign = TestMaker.enrolled();
    var theirs = foreign.offers(Bodies.product(1, foreign.image())).at("/product");
    String file =
        """
        {"oid":"%1$s","version":9}
        {"oid":"%1$s","state":"listed"}
        {"oid":"%1$s","content":{"shippingWeight":0}}
        {"oid":"me"}
        {"oid":"%1$s","available":"yes"}
        {"oid":"%1$s"}
        {"oid":"%1$s"}
        {"oid":"%2$s","available":false}
        {"content":{"name":""}}
        """
            .formatted(known, theirs.path("oid").asText());

    var checked = done(maker.ask(upload("ndjson", bytes(file))));

    assertThat(told(checked))
        .containsExactly(
            "1 invalid /version stale",
            "2 invalid /state read-only",
            "3 invalid /content/shippingWeight range",
            "4 invalid /oid type",
            "5 invalid /available type",
            "6 same",
            "7 invalid /oid repeated",
            "8 invalid /content missing",
            "9 invalid /content/name blank");
    assertThat(found(checked).at("/state").asText()).isEqualTo("invalid");
    maker.ask(commit(checked)).problem(409, "wrong-state").saying("8 rows are invalid");
    assertThat(foreign.ask(Ask.get("/products/" + theirs.path("oid").asText())).at("/available"))
        .isEqualTo(theirs.path("available"));
  }

  @Test
  void an_import_that_another_run_takes_over_puts_nothing_in_twice() {
    String file = "{\"content\":{\"name\":\"Bowl\"}}\n".repeat(80);
    var checked = done(maker.ask(upload("ndjson", bytes(file))));
    var office = TestOffice.get();
    var lock = office.connection();
    run(lock, "begin");
    run(lock, "lock table import_rows in share mode");

    // The first run has put some rows in and cannot say so: as if its node were gone just then.
    var oid = UUID.fromString(oid(maker.ask(commit(checked).without("Prefer")).good()));
    until(() -> products() >= 50);
    office.change("update operations set lease_until = now() where oid = $1", oid);
    until(() -> epoch(oid) > 1);
    run(lock, "rollback");
    lock.close().await();

    until(() -> maker.ask(Ask.get("/operations/" + oid)).at("/done").asBoolean());
    assertThat(epoch(oid)).isGreaterThan(1);
    assertThat(maker.ask(Ask.get("/products?limit=1&includeTotal=true")).at("/page/total/value"))
        .hasToString("80");
    assertThat(
            TestOffice.get()
                .count(
                    "select count(*) from products where artisan_oid = $1 and version > 1",
                    maker.oid()))
        .isZero();
    assertThat(found(checked).at("/counts").toString()).isEqualTo("{\"created\":80}");
    assertThat(found(checked).at("/state").asText()).isEqualTo("committed");
  }

  private long products() {
    return TestOffice.get()
        .count("select count(*) from products where artisan_oid = $1", maker.oid());
  }

  private static void run(SqlConnection connection, String sql) {
    connection.query(sql).execute().await();
  }

  private static void until(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
  }

  private static long epoch(UUID operation) {
    return TestOffice.get().count("select epoch from operations where oid = $1", operation);
  }

  @Test
  void a_file_that_cannot_be_read_says_so() {
    var broken = maker.ask(upload("csv", bytes("oid,colour\n1,red\n"))).good();

    assertThat(broken.at("/state").asText()).isEqualTo("failed");
    assertThat(broken.at("/problem/detail").asText()).contains("colour");
    maker.ask(commit(broken)).problem(409, "wrong-state");
  }

  @Test
  void nobody_else_sees_or_commits_it() {
    var checked = done(maker.ask(upload("ndjson", bytes("{\"content\":{\"name\":\"Bowl\"}}\n"))));
    var other = TestMaker.enrolled();

    for (var each : new String[] {oid(checked), UUID.randomUUID().toString()}) {
      other.ask(Ask.get("/imports/" + each)).problem(404, "not-found");
      other.ask(Ask.get("/imports/" + each + "/rows")).problem(404, "not-found");
      other.ask(Ask.post("/imports/" + each + "/commit")).problem(404, "not-found");
      Ask.get("/imports/" + each).by(Role.ARTISAN_MANAGER).send().problem(404, "not-found");
    }
  }

  @Test
  void who_may_not_by_hand_may_not_by_file_and_types_and_sizes_are_judged_first() {
    upload("csv", bytes("oid\n")).by(Role.ARTISAN_MANAGER).send().problem(403, "forbidden");
    upload("csv", bytes("oid\n")).by(Role.REVIEWER).send().problem(403, "forbidden");
    maker
        .ask(Ask.post("/imports?resource=products").body("{}"))
        .problem(415, "unsupported-media-type");
    maker
        .ask(Ask.post("/imports?resource=orders").bytes("text/csv", bytes("oid\n")))
        .problem(422, "invalid")
        .saying("/resource");
    assertThat(TestOffice.get().count("select count(*) from files where size is null")).isZero();
  }

  @Test
  void a_digest_of_another_file_is_refused_and_nothing_is_kept() {
    long before = TestOffice.get().count("select count(*) from files");
    var signed = SignedAsk.by(maker.enrolment(), upload("csv", bytes("oid\n")));

    signed.bytes("text/csv", bytes("oid\n1\n")).send().problem(401, "untrusted");

    assertThat(TestOffice.get().count("select count(*) from files")).isEqualTo(before);
  }

  @Test
  void a_large_file_comes_in_piece_by_piece() {
    var known = offered().at("/product/oid").asText();
    var line = "{\"oid\":\"%s\",\"content\":null}".formatted(known);
    var file = (line + " ".repeat(700_000) + "\n").repeat(3);

    var checked = done(maker.ask(upload("ndjson", bytes(file))));

    assertThat(checked.at("/result/rows").asInt()).isEqualTo(3);
    assertThat(
            TestOffice.get()
                .count(
                    """
                    select count(*) from file_chunks c join imports i on i.file_oid = c.file_oid
                    where i.oid = $1::uuid
                    """,
                    UUID.fromString(oid(checked))))
        .isGreaterThan(5);
  }

  private java.util.List<String> told(Answer checked) {
    var told = new java.util.ArrayList<String>();
    for (JsonNode row : maker.ask(rows(checked, "")).good().at("/items")) {
      var error = row.at("/errors/0");
      told.add(
          (row.path("row").asText()
                  + " "
                  + row.path("outcome").asText()
                  + " "
                  + error.path("pointer").asText()
                  + " "
                  + error.path("code").asText())
              .strip());
    }
    return told;
  }

  private byte[] exported(String format) {
    var body = "{\"resource\":\"products\",\"format\":\"%s\"}".formatted(format);
    var export = done(maker.ask(Ask.post("/exports").body(body).with("Prefer", "wait=30")));
    return maker.ask(Ask.get("/exports/" + oid(export) + "/content")).good().bytes();
  }

  private Answer offered() {
    return maker.offers(Bodies.product(1, maker.image()));
  }

  private Answer product(UUID oid) {
    return maker.ask(Ask.get("/products/" + oid)).good();
  }

  private Answer found(Answer checked) {
    return maker.ask(Ask.get("/imports/" + oid(checked))).good();
  }

  private static Ask rows(Answer checked, String query) {
    return Ask.get("/imports/" + oid(checked) + "/rows" + query);
  }

  private static Ask commit(Answer checked) {
    return Ask.post("/imports/" + oid(checked) + "/commit").with("Prefer", "wait=30");
  }

  private static Ask upload(String format, byte[] file) {
    String type = format.equals("csv") ? "text/csv" : "application/x-ndjson";
    return Ask.post("/imports?resource=products").bytes(type, file).with("Prefer", "wait=30");
  }

  private static Answer done(Answer answer) {
    assertThat(answer.good().at("/state").asText()).as(answer.text()).isEqualTo("succeeded");
    return answer;
  }

  private static String oid(Answer operation) {
    return operation.at("/oid").asText();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
