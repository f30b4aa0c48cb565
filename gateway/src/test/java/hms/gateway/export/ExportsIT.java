package hms.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.domain.message.ContentDigest;
import hms.storage.DomainJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Lists are taken away whole, by whoever may read them, and nobody else sees what was taken. */
final class ExportsIT {
  private final TestMaker maker = TestMaker.enrolled();

  @Test
  void an_artisan_takes_its_own_products_away_as_it_reads_them() {
    var other = TestMaker.enrolled();
    other.offers(Bodies.product(1, other.image()));
    IntStream.range(0, 3).forEach(i -> maker.offers(Bodies.product(i, maker.image())));
    var list = maker.ask(Ask.get("/products")).good().at("/items");

    var export = done(maker.ask(ask("products", "ndjson")));
    var file = maker.ask(content(export)).good();

    var rows = file.text().lines().map(line -> DomainJson.own(line, JsonNode.class)).toList();
    assertThat(rows).hasSize(3).isEqualTo(List.of(list.get(0), list.get(1), list.get(2)));
    assertThat(export.at("/result/rows").asInt()).isEqualTo(3);
    assertThat(export.at("/result/size").asInt()).isEqualTo(file.bytes().length);
    assertThat(file.header("Content-Digest")).contains(ContentDigest.of(file.bytes()));
    assertThat(file.header("Content-Type")).contains("application/x-ndjson");
    String tag = file.header("ETag").orElseThrow();
    assertThat(maker.ask(content(export).with("If-None-Match", tag)).status()).isEqualTo(304);
  }

  @Test
  void who_can_unpack_it_gets_it_packed() throws IOException {
    IntStream.range(0, 3).forEach(i -> maker.offers(Bodies.product(i, maker.image())));
    var export = done(maker.ask(ask("products", "ndjson")));
    var plain = maker.ask(content(export)).good();

    var packed = maker.ask(content(export).with("Accept-Encoding", "br, gzip")).good();

    assertThat(packed.header("Content-Encoding")).contains("gzip");
    byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes();
    assertThat(unpacked).isEqualTo(plain.bytes());
    assertThat(packed.header("Unencoded-Digest")).contains(ContentDigest.of(unpacked));
    // Of bytes that are packed as they go it is known behind them only.
    assertThat(packed.header("Content-Digest")).isEmpty();
    assertThat(packed.header("Trailer")).contains("Content-Digest");
    assertThat(packed.header("Vary")).contains("Accept-Encoding");
    assertThat(plain.header("Vary")).contains("Accept-Encoding");
    assertThat(plain.header("Content-Encoding")).isEmpty();
    String tag = packed.header("ETag").orElseThrow();
    assertThat(tag).startsWith("W/").isNotEqualTo(plain.header("ETag").orElseThrow());
    var again = content(export).with("If-None-Match", tag);
    assertThat(maker.ask(again).status()).as("as it is").isEqualTo(200);
    assertThat(maker.ask(again.with("Accept-Encoding", "gzip")).status()).isEqualTo(304);
  }

  @Test
  void a_table_has_the_columns_that_are_wanted_and_begins_no_formula() {
    var body = Bodies.product(1, maker.image());
    ((com.fasterxml.jackson.databind.node.ObjectNode) body.at("/content")).put("name", "=cmd|x");
    maker.offers(body);
    var ask =
        Ask.post("/exports")
            .body(
                """
                {"resource":"products","format":"csv","fields":["oid","content"],
                 "filter":{"state":"draft","sort":"-created"}}
                """)
            .with("Prefer", "wait=30");

    var text = maker.ask(content(done(maker.ask(ask)))).good().text();

    assertThat(text.lines().toList()).hasSize(2);
    assertThat(text.lines().findFirst().orElseThrow())
        .startsWith("oid,content.")
        .contains("content.price.amount,content.price.currency")
        .doesNotContain("state");
    assertThat(text).contains("\n" + body.at("/oid").asText() + ",").contains(",'=cmd|x,");
  }

  @Test
  void nobody_else_sees_it_and_an_unknown_one_looks_the_same() {
    var export = done(maker.ask(ask("products", "csv")));

    Ask.get("/operations/" + oid(export)).by(Role.ADMIN).send().problem(404, "not-found");
    content(export).by(Role.ADMIN).send().problem(404, "not-found");
    TestMaker.enrolled().ask(content(export)).problem(404, "not-found");
    maker.ask(Ask.get("/exports/" + UUID.randomUUID() + "/content")).problem(404, "not-found");
  }

  @Test
  void who_may_not_read_a_list_does_not_take_it_away() {
    maker.ask(ask("artisans", "csv")).problem(403, "forbidden").saying("artisans.manage");
    ask("work-orders", "csv").by(Role.OPERATOR).send().problem(403, "forbidden");
    ask("orders", "csv").send().problem(401, "unauthenticated");
    String shop = TestOffice.get().newStorefront();
    assertThat(done(ask("orders", "ndjson").by(shop).send()).at("/result/rows").asInt()).isZero();
  }

  @Test
  void each_list_can_be_taken_away() {
    var roles =
        java.util.Map.of(
            "products", Role.REVIEWER,
            "revisions", Role.REVIEWER,
            "artisans", Role.ARTISAN_MANAGER,
            "orders", Role.ORDER_MANAGER,
            "customers", Role.ORDER_MANAGER,
            "shipments", Role.ORDER_MANAGER);
    maker.sells(1);

    roles.forEach((list, role) -> {
      var export = done(ask(list, "csv").by(role).send());
      var text = content(export).by(role).send().good().text();
      assertThat(text).as(list).startsWith("oid,version,");
    });
    assertThat(maker.ask(content(done(maker.ask(ask("work-orders", "csv"))))).good().text())
        .startsWith("oid,");
  }

  @Test
  void what_is_asked_for_wrongly_is_named() {
    wrong("{\"resource\":\"tokens\"}", "/resource");
    wrong("{}", "/resource");
    wrong("{\"resource\":\"products\",\"format\":\"xlsx\"}", "/format");
    wrong("{\"resource\":\"products\",\"fields\":[\"secret\"]}", "/fields/0");
    wrong("{\"resource\":\"products\",\"filter\":{\"colour\":\"red\"}}", "/filter/colour");
    wrong("{\"resource\":\"products\",\"filter\":{\"state\":\"red\"}}", "/filter/state");
    wrong("{\"resource\":\"products\",\"filter\":{\"limit\":\"1\"}}", "/filter/limit");
  }

  @Test
  void after_its_time_it_is_gone() {
    var export = done(maker.ask(ask("products", "csv")));
    TestOffice.get()
        .change("update operations set expires = now() where oid = $1::uuid", oid(export));

    maker.ask(content(export)).problem(410, "gone");
  }

  @Test
  void it_cannot_be_read_before_it_is_written() {
    TestOffice.get()
        .change(
            """
            insert into operations (oid, version, created, modified, kind, principal, artisan_oid,
                mandate, parameters, state, done, lease_until)
            values ($1, 1, now(), now(), 'export', 'artisan:' || $2::uuid, $2,
                ('{"name":"artisan:' || $2::uuid || '","permissions":[]}')::jsonb,
                '{"resource":"products"}', 'waiting', 0, now() + interval '1 hour')
            """,
            maker.oid(),
            maker.oid());

    // One that waits is soon done: what is told before is that it is not there yet.
    var early = maker.ask(Ask.get("/exports/" + maker.oid() + "/content"));
    assertThat(early.status()).as(early.text()).isIn(200, 409);
  }

  private void wrong(String body, String pointer) {
    maker.ask(Ask.post("/exports").body(body)).problem(422, "invalid").saying(pointer);
  }

  private static Ask ask(String list, String format) {
    var body = DomainJson.object().put("resource", list).put("format", format);
    return Ask.post("/exports").body(body).with("Prefer", "wait=30");
  }

  private static Answer done(Answer answer) {
    assertThat(answer.good().at("/state").asText()).as(answer.text()).isEqualTo("succeeded");
    return answer;
  }

  private static Ask content(Answer export) {
    return Ask.get("/exports/" + oid(export) + "/content");
  }

  private static UUID oid(Answer export) {
    return UUID.fromString(export.at("/oid").asText());
  }
}
