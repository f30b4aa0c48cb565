package hms.storage;

import static hms.domain.fixture.Goods.aBowl;
import static hms.domain.fixture.Goods.aDraft;
import static hms.domain.fixture.OrderBuilder.anOrder;
import static hms.domain.fixture.OrderBuilder.twoBowls;
import static hms.domain.fixture.Refusals.violations;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.fixture.Samples;
import hms.domain.order.OrderPlacement;
import hms.domain.product.ContentChange;
import hms.domain.product.Product;
import hms.domain.product.ProductContent;
import hms.domain.product.Stock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender whose JSON does not fit learns where, and nothing is guessed. */
final class DomainJsonRefusalTest {

  @Test
  void an_unknown_member_is_refused_with_the_known_ones() {
    var refused = (Refusal.Invalid) why(changed("/price", "vat", "19"));

    assertThat(refused.violations()).hasSize(1);
    var violation = refused.violations().getFirst();
    assertThat(violation.pointer()).isEqualTo("/price/vat");
    assertThat(violation.code()).isEqualTo("unknown");
    assertThat(violation.detail()).contains("[amount, currency]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"storeAvailable", "state", "artisan", "version", "live", "queueId"})
  void a_member_that_only_the_office_writes_is_an_attempt(String member) {
    var refused = why(changed("", member, "true"));

    assertThat(((Refusal.Denied) refused).fields()).containsExactly(member);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/price | amount   | '\"4250\"'",
        "/price | amount   | '42.5'",
        "/price | amount   | '42.0'",
        "/price | amount   | 'true'",
        "/price | amount   | 'null'",
        "/price | currency | '978'",
        "       | height   | '\"90\"'",
        "       | height   | '90.0'",
        "       | height   | '1e1'",
        "       | height   | '{}'",
        "       | name     | '7'",
        "       | name     | 'true'",
        "       | name     | '[]'",
        "       | summary  | '{}'",
        "       | metadata | '[]'",
        "       | metadata | '\"\"'",
        "       | images   | '{}'",
        "       | images   | '\"\"'",
        "       | price    | '4250'",
        "       | price    | '\"\"'"
      })
  void a_value_of_another_type_is_named(String holder, String member, String value) {
    String at = holder == null ? "" : holder;

    assertThat(violations(changed(at, member, value))).containsExactly(at + "/" + member + " type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata | {\"material\":[\"clay\",7]}      | /metadata/material/1 type",
        "metadata | {\"material\":[null]}            | /metadata/material/0 type",
        "metadata | {\"material\":null}              | /metadata/material type",
        "metadata | {\"a/b\":[7]}                    | /metadata/a~1b/0 type",
        "images   | [null]                           | /images/0 type",
        "images   | [{\"primary\":\"yes\"}]          | /images/0/primary type",
        "images   | [{\"primary\":1}]                | /images/0/primary type",
        "images   | [{\"image\":7}]                  | /images/0/image type",
        "images   | [{\"image\":\"8B6F7D0E-0000-7000-8000-00000000000A\"}] | /images/0/image type",
        "images   | [{\"image\":\"1-1-1-1-1\"}]      | /images/0/image type",
        "images   | [{\"image\":\"\"}]               | /images/0/image type"
      })
  void a_wrong_value_inside_is_found(String member, String value, String expected) {
    assertThat(violations(changed("", member, value))).containsExactly(expected);
  }

  @Test
  void a_rule_of_a_part_is_reported_at_the_part() {
    assertThat(violations(changed("/price", "amount", "-1"))).containsExactly("/price rule");
    assertThat(violations(changed("/price", "currency", "\"EURO\"")))
        .containsExactly("/price rule");
  }

  @Test
  void a_number_too_large_for_its_field_breaks_a_rule() {
    assertThat(violations(changed("/price", "amount", "9".repeat(20))))
        .containsExactly("/price/amount rule");
    assertThat(violations(changed("", "height", "3000000000"))).containsExactly("/height rule");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DRAFT", "Draft", "draft ", "", "sold", "0"})
  void a_word_is_one_of_the_known_ones_in_lower_case(String word) {
    ObjectNode tree = DomainJson.tree(aDraft(Samples.ids())).deepCopy();
    tree.put("state", word);

    assertThat(violations(DomainJson.bind(tree, Product.class))).containsExactly("/state type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-22T16:12:03Z", "2026-11-22T16:12:03.1Z"})
  void a_time_may_have_fewer_digits(String time) {
    assertThat(placedAt("\"" + time + "\"")).isInstanceOf(Outcome.Done.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-11-22T16:12:03+01:00\"",
        "\"2026-11-22T16:12:03\"",
        "\"2026-11-22\"",
        "\"2026-13-22T16:12:03Z\"",
        "\"2026-02-30T16:12:03Z\"",
        "\"2026-11-22 16:12:03Z\"",
        "\"2026-11-22T16:12:03.1234567890Z\"",
        "\"\"",
        "1795364323",
        "true",
        "{}"
      })
  void a_time_is_in_utc_and_exists(String time) {
    assertThat(violations(placedAt(time))).containsExactly("/placedAt type");
  }

  @Test
  void a_stock_needs_a_known_kind() {
    assertThat(violations(read("{\"onHand\":1,\"reserved\":0}", Stock.class)))
        .containsExactly(" kind");
    assertThat(violations(read("{\"kind\":\"sold\",\"onHand\":1}", Stock.class)))
        .containsExactly(" kind");
    assertThat(violations(read("{\"kind\":\"on_hand\",\"onHand\":1}", Stock.class)))
        .containsExactly("/reserved type");
  }

  @Test
  void a_change_names_a_field_and_values_of_its_type() {
    assertThat(violations(change("{\"field\":\"shippingWeight\",\"to\":\"7\"}"))).hasSize(1);
    assertThat(violations(change("{\"field\":\"SHIPPING_WEIGHT\",\"to\":7}"))).hasSize(1);
    assertThat(violations(change("{\"to\":7}"))).hasSize(1);
    assertThat(violations(change("{\"field\":\"name\",\"to\":\"a\",\"x\":1}"))).hasSize(1);
    assertThat(change("{\"field\":\"shippingWeight\",\"to\":7}")).isInstanceOf(Outcome.Done.class);
  }

  private static Outcome<ContentChange> change(String json) {
    return read(json, ContentChange.class);
  }

  private static Outcome<OrderPlacement> placedAt(String time) {
    ObjectNode tree = DomainJson.tree(anOrder().with(twoBowls()).placed()).deepCopy();
    tree.set("placedAt", json(time));
    return DomainJson.bind(tree, OrderPlacement.class);
  }

  /** A bowl with one member of the part at {@code holder} replaced. */
  private static Outcome<ProductContent> changed(String holder, String member, String value) {
    ObjectNode tree = DomainJson.tree(aBowl()).deepCopy();
    ((ObjectNode) tree.at(holder)).set(member, json(value));
    return DomainJson.bind(tree, ProductContent.class);
  }

  private static JsonNode json(String value) {
    return DomainJson.own(value, JsonNode.class);
  }

  private static <T> Outcome<T> read(String json, Class<T> type) {
    return DomainJson.bind(json(json), type);
  }
}
