package hms.gateway.batch;

import static hms.gateway.batch.Batches.adjustment;
import static hms.gateway.batch.Batches.adjusts;
import static hms.gateway.batch.Batches.available;
import static hms.gateway.batch.Batches.batch;
import static hms.gateway.batch.Batches.part;
import static hms.gateway.batch.Batches.reason;
import static hms.gateway.batch.Batches.result;
import static hms.gateway.batch.Batches.told;
import static hms.gateway.batch.Batches.withoutInstance;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many changes in one request, each done as if it had come by itself. */
final class BatchesIT {
  private static TestMaker maker;
  private static TestMaker other;

  @BeforeAll
  static void enrol() {
    maker = TestMaker.enrolled();
    other = TestMaker.enrolled();
  }

  @Test
  void parts_are_done_or_refused_each_for_itself() {
    var bowl = maker.sells(5);
    var theirs = other.sells(5);
    var fresh = Bodies.product(2, maker.image());
    var wrong = Bodies.product(2, maker.image());
    ((ObjectNode) wrong.path("content")).put("shippingWeight", "heavy");
    var batch =
        batch(
            part("adjust", "adjustStock", bowl, null, adjusts(-2)),
            part("create", "createProduct", null, null, fresh),
            part("switch", "switchProduct", bowl, version(bowl), available(false)),
            part("stale", "switchProduct", bowl, "\"v1\"", available(true)),
            part("theirs", "adjustStock", theirs, null, adjusts(-2)),
            part("unknown", "adjustStock", UUID.randomUUID(), null, adjusts(-2)),
            part("no-id", "adjustStock", "me", null, adjusts(-2)),
            part("spoilt", "createProduct", null, null, wrong),
            part("unseen", "retireProduct", bowl, null, null),
            part("office", "listProduct", bowl, version(bowl), null),
            part("read", "getProduct", bowl, null, null),
            part("none", "flyProduct", bowl, null, null));

    var results = maker.ask(Ask.post("/batches").body(batch)).good();

    assertThat(told(results))
        .containsExactly(
            "adjust 200",
            "create 201",
            "switch 200",
            "stale 412 stale",
            "theirs 404 not-found",
            "unknown 404 not-found",
            "no-id 404 not-found",
            "spoilt 422 invalid",
            "unseen 428 precondition-required",
            "office 403 forbidden",
            "read 422 invalid",
            "none 422 invalid");
    assertThat(result(results, 1).at("/body/product/oid")).isEqualTo(fresh.path("oid"));
    assertThat(result(results, 2).path("etag").asText()).isEqualTo(version(bowl));
    assertThat(result(results, 3).at("/body/changedFields").toString()).contains("available");
    assertThat(result(results, 7).at("/body/errors/0/pointer").asText())
        .isEqualTo("/content/shippingWeight");
    assertThat(result(results, 10).at("/body/errors/0/pointer").asText()).isEqualTo("/operationId");
    assertThat(pieces(bowl)).isEqualTo(3);
    // A foreign object is answered as one that nobody has.
    assertThat(withoutInstance(result(results, 4).path("body")))
        .isEqualTo(withoutInstance(result(results, 5).path("body")));
  }

  @Test
  void each_part_is_written_down_under_the_id_of_the_request() {
    var bowl = maker.sells(5);
    String id = UUID.randomUUID().toString();
    var batch =
        batch(
            part("a", "adjustStock", bowl, null, adjusts(-1)),
            part("b", "adjustStock", bowl, null, adjusts(-9)));

    var results = maker.ask(Ask.post("/batches").body(batch).with("X-Request-Id", id)).good();

    assertThat(told(results)).containsExactly("a 200", "b 422 invalid");
    assertThat(result(results, 1).at("/body/instance").asText()).isEqualTo("urn:uuid:" + id);
    long written =
        TestOffice.get()
            .count("select count(*) from audit_entries where request_id = $1", UUID.fromString(id));
    assertThat(written).isPositive();
  }

  @Test
  void the_same_batch_again_does_nothing_twice() {
    var bowl = maker.sells(5);
    var ask =
        Ask.post("/batches")
            .body(
                batch(
                    part("first", "adjustStock", bowl, null, adjusts(-1)),
                    // Alone it would be stale the second time: it goes by its version, not by a
                    // key.
                    part("then", "switchProduct", bowl, version(bowl), available(false)),
                    part("much", "adjustStock", bowl, null, adjusts(-9))));
    var before = maker.ask(ask).good();

    var again = maker.ask(ask).good();

    assertThat(told(again)).containsExactly("first 200", "then 200", "much 422 invalid");
    assertThat(again.json().findValuesAsText("replayed")).containsExactly("true", "true", "true");
    assertThat(before.json().findValues("replayed")).isEmpty();
    assertThat(result(again, 1).path("body")).isEqualTo(result(before, 1).path("body"));
    assertThat(pieces(bowl)).isEqualTo(4);
  }

  @Test
  void a_part_that_says_something_else_under_its_name_is_refused() {
    var bowl = maker.sells(5);
    var ask = Ask.post("/batches").body(batch(part("a", "adjustStock", bowl, null, adjusts(-1))));
    maker.ask(ask).good();

    var other = ask.body(batch(part("a", "adjustStock", bowl, null, adjusts(-2))));

    assertThat(told(maker.ask(other).good())).containsExactly("a 422 idempotency-key-reused");
    assertThat(pieces(bowl)).isEqualTo(4);
  }

  @Test
  void a_batch_that_was_cut_in_the_middle_goes_on_when_it_is_sent_again() {
    var first = maker.sells(5);
    var second = maker.sells(5);
    var ask =
        Ask.post("/batches")
            .body(
                batch(
                    part("a", "adjustStock", first, null, adjusts(-1)),
                    part("b", "adjustStock", second, null, adjusts(-1)),
                    part("c", "adjustStock", first, null, adjusts(-1))));
    var office = TestOffice.get();
    var lock = office.connection();
    lock.query("begin").execute().await();
    lock.preparedQuery("select 1 from stock where product_oid = $1 for update")
        .execute(io.vertx.sqlclient.Tuple.of(second))
        .await();

    // It waits for the lock of the second one until the database gives up.
    var cut = maker.ask(ask);
    lock.query("rollback").execute().await();
    lock.close().await();
    assertThat(told(cut)).containsExactly("a 200", "b 503 unavailable", "c 200");
    assertThat(result(cut, 1).at("/body/retryable").asBoolean()).isTrue();

    var again = maker.ask(ask).good();

    assertThat(told(again)).containsExactly("a 200", "b 200", "c 200");
    assertThat(result(again, 0).path("replayed").asBoolean()).isTrue();
    assertThat(result(again, 1).has("replayed")).isFalse();
    assertThat(pieces(first)).isEqualTo(3);
    assertThat(pieces(second)).isEqualTo(4);
  }

  @Test
  void what_is_only_tried_leaves_nothing() {
    var bowl = maker.sells(5);
    var ask =
        Ask.post("/batches?dryRun=true")
            .without("Idempotency-Key")
            .body(
                batch(
                    part("a", "adjustStock", bowl, null, adjusts(-2)),
                    part("b", "retireProduct", bowl, version(bowl), null)));

    var results = maker.ask(ask).good();

    assertThat(results.at("/dryRun").asBoolean()).isTrue();
    assertThat(results.at("/changes/results").findValuesAsText("opId")).containsExactly("a", "b");
    assertThat(results.at("/changes/results/0/body/dryRun").asBoolean()).isTrue();
    assertThat(results.at("/changes/results/1/body/status").asInt()).isEqualTo(200);
    assertThat(pieces(bowl)).isEqualTo(5);
  }

  @Test
  void two_hundred_parts_are_taken_and_not_one_more() {
    var bowl = maker.sells(1000);
    var all = IntStream.range(0, 200).mapToObj(i -> adjustment("n" + i, bowl)).toList();
    var more = IntStream.range(0, 201).mapToObj(i -> adjustment("n" + i, bowl)).toList();

    var results = maker.ask(Ask.post("/batches").body(batch(all))).good();
    maker.ask(Ask.post("/batches").body(batch(more))).problem(422, "invalid");

    assertThat(told(results)).hasSize(200).allMatch(each -> each.endsWith(" 200"));
    assertThat(pieces(bowl)).isEqualTo(800);
  }

  @Test
  void a_batch_in_which_two_parts_have_one_name_is_refused_whole() {
    var bowl = maker.sells(5);
    var ask = Ask.post("/batches").body(batch(adjustment("a", bowl), adjustment("a", bowl)));

    var answer = maker.ask(ask).problem(422, "invalid");

    assertThat(answer.at("/errors/0/pointer").asText()).isEqualTo("/operations/1/opId");
    assertThat(answer.at("/errors/0/code").asText()).isEqualTo("repeated");
    assertThat(pieces(bowl)).isEqualTo(5);
  }

  @Test
  void names_and_paths_have_a_form() {
    var bowl = maker.sells(5);
    refused(batch(), "/operations");
    refused(batch(part("a/b", "adjustStock", bowl, null, adjusts(-1))), "/operations/0/opId");
    refused(batch(part("a", "", bowl, null, adjusts(-1))), "/operations/0/operationId");
    refused(DomainJson.object(), "/operations");
    var longest = Ask.post("/batches").with("Idempotency-Key", "k".repeat(255));
    maker
        .ask(longest.body(batch(adjustment("a", bowl))))
        .problem(422, "invalid")
        .saying("/operations/0/opId");

    var odd = part("c", "adjustStock", bowl, null, adjusts(-1));
    ((ObjectNode) odd.path("path")).put("colour", "red");
    var results =
        maker.ask(
            Ask.post("/batches")
                .body(
                    batch(
                        part("a", "adjustStock", null, null, adjusts(-1)),
                        part("b", "retireProduct", bowl, version(bowl), adjusts(-1)),
                        odd)));

    assertThat(told(results)).containsExactly("a 422 invalid", "b 422 invalid", "c 422 invalid");
    assertThat(results.json().findValuesAsText("pointer"))
        .containsExactly("/path/oid", "/body", "/path/colour");
    assertThat(pieces(bowl)).isEqualTo(5);
  }

  @Test
  void whoever_is_not_signed_in_sends_none_and_the_office_does_what_each_may() {
    var bowl = maker.sells(5);
    var one = batch(part("unlist", "unlistProduct", bowl, version(bowl), reason()));
    Ask.post("/batches").body(one).send().problem(401, "unauthenticated");

    var reviewer = Ask.post("/batches").by(Role.REVIEWER).body(one).send().good();
    var auditor = Ask.post("/batches").by(Role.AUDITOR).body(one).send().good();

    assertThat(told(auditor)).containsExactly("unlist 403 forbidden");
    assertThat(told(reviewer)).containsExactly("unlist 200");
  }

  private static void refused(ObjectNode body, String pointer) {
    var answer = maker.ask(Ask.post("/batches").body(body)).problem(422, "invalid");
    assertThat(answer.json().findValuesAsText("pointer")).contains(pointer);
  }

  private static String version(UUID product) {
    return maker
        .ask(Ask.get("/products/" + product))
        .header("ETag")
        .orElseThrow()
        .replaceFirst("-[0-9a-f]+\"$", "\"");
  }

  private static long pieces(UUID product) {
    return maker.ask(Ask.get("/products/" + product + "/stock")).at("/onHand").asLong();
  }
}
