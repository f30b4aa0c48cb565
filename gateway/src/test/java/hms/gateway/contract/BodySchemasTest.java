package hms.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Permission;
import hms.gateway.http.Route;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the contract's schemas say of bodies, in words for who sends them. */
final class BodySchemasTest {
  private static final BodySchemas SCHEMAS = new BodySchemas(Contract.load());
  private static final Route OFFER =
      Route.post("/products", Permission.PRODUCTS_EDIT, e -> Future.succeededFuture());
  private static final Route STEP =
      Route.command(
          "/products/:oid/list", Permission.PRODUCTS_OFFICE, e -> Future.succeededFuture());

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    assertThat(
            told(
                """
                {"available": "yes", "stock": {"kind": "plenty"}, "content": {
                  "summary": "%s", "shippingWeight": 0, "height": 100001, "metadata": {"a": [1]}}}
                """
                    .formatted("a".repeat(301))))
        .containsExactlyInAnyOrder(
            "/available type: expected boolean, found string",
            "/stock/kind word: expected one of [\"on_hand\", \"made_to_order\"]",
            "/content/name missing: a value is required",
            "/content/summary too-long: expected at most 300 characters",
            "/content/shippingWeight range: expected at least 1",
            "/content/height range: expected at most 100000",
            "/content/metadata/a/0 type: expected string, found integer");
  }

  @Test
  void of_what_may_also_be_null_only_the_other_form_is_told() {
    assertThat(told(with("\"price\": {\"amount\": -1, \"currency\": \"EUR\"}")))
        .containsExactly("/content/price/amount range: expected at least 0");
    assertThat(told(with("\"price\": null"))).isEmpty();
  }

  @Test
  void unknown_members_are_left_to_who_reads_the_body() {
    assertThat(told(with("\"colour\": \"red\", \"storeAvailable\": true"))).isEmpty();
  }

  @Test
  void numbers_beyond_all_bounds_are_no_fault_of_ours() {
    assertThat(told(with("\"shippingWeight\": 1e400")))
        .containsExactly(" range: a number in it is beyond all that are taken");
  }

  @Test
  void what_the_contract_shows_as_an_example_keeps_it() {
    assertThat(told(with("\"summary\": \"A bowl of oak.\""))).isEmpty();
  }

  @Test
  void a_call_without_a_body_has_no_rules() {
    assertThat(SCHEMAS.broken(STEP, DomainJson.object())).isEmpty();
  }

  private static String with(String members) {
    return """
    {"available": true, "stock": {"kind": "on_hand", "onHand": 3},
     "content": {"name": "Oak bowl", %s}}
    """
        .formatted(members);
  }

  private static List<String> told(String body) {
    JsonNode tree = DomainJson.parse(body.getBytes(StandardCharsets.UTF_8)).orThrow();
    return SCHEMAS.broken(OFFER, tree).stream()
        .map(each -> each.pointer() + " " + each.code() + ": " + each.detail())
        .toList();
  }
}
