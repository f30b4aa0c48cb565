package hms.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.storage.DomainJson;
import hms.storage.Listings;
import hms.storage.query.Kind;
import hms.storage.query.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract says of each filter is what the list takes. */
class ListingsTest {
  private static final JsonNode DOCUMENT =
      DomainJson.own(
          new String(Contract.load().bytes(), java.nio.charset.StandardCharsets.UTF_8),
          JsonNode.class);

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of("/artisans", Listings.ARTISANS),
        Arguments.of("/products", Listings.PRODUCTS),
        Arguments.of("/catalogue/products", Listings.CATALOGUE),
        Arguments.of("/catalogue/artisans", Listings.SHOWN_ARTISANS),
        Arguments.of("/customers", Listings.CUSTOMERS),
        Arguments.of("/webhooks", Listings.WEBHOOKS),
        Arguments.of("/schedules", Listings.SCHEDULES),
        Arguments.of("/jobs", Listings.JOBS),
        Arguments.of("/shipments", Listings.SHIPMENTS),
        Arguments.of("/audit", Listings.AUDIT),
        Arguments.of("/keys/log", Listings.KEY_EVENTS),
        Arguments.of("/audit/roots", Listings.AUDIT_ROOTS),
        Arguments.of("/revisions", Listings.REVISIONS),
        Arguments.of("/orders", Listings.ORDERS),
        Arguments.of("/operations", Listings.OPERATIONS),
        Arguments.of("/work-orders", Listings.WORK_ORDERS));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void each_filter_has_the_type_that_it_is_read_as(String path, Listing<?> listing) {
    for (var filter : listing.filters()) {
      for (var operator : filter.operators()) {
        for (String name : filter.names(operator)) {
          JsonNode schema = schema(path, name);
          switch (operator) {
            case IN -> assertThat(schema.path("type").asText()).isEqualTo("string");
            case NULL -> assertThat(schema.path("type").asText()).isEqualTo("boolean");
            default -> assertType(schema, filter);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void it_is_sorted_by_what_is_promised_and_nothing_else(String path, Listing<?> listing) {
    String pattern = schema(path, "sort").path("pattern").asText();

    for (String field : listing.orders()) {
      assertThat(field).matches(pattern);
      assertThat("-" + field + "," + field).matches(pattern);
    }
    for (var field : listing.fields().all()) {
      if (!listing.orders().contains(field.name())) {
        assertThat(field.name()).doesNotMatch(pattern);
      }
    }
  }

  @Test
  void the_short_form_is_not_published() {
    assertThat(DOCUMENT.toString()).doesNotContain("x-list");
  }

  private static void assertType(JsonNode schema, Listing.Filter filter) {
    if (!filter.words().isEmpty()) {
      assertThat(words(schema)).containsExactlyInAnyOrderElementsOf(filter.words());
      return;
    }
    assertThat(schema.path("format").asText()).as(filter.name()).isEqualTo(format(filter));
    assertThat(schema.path("type").asText()).as(filter.name()).isEqualTo(type(filter));
  }

  private static String format(Listing.Filter filter) {
    return switch (filter.field().kind()) {
      case OID -> "uuid";
      case INSTANT -> "date-time";
      case TEXT, WORDS, TAGS, PAIRS, WHOLE, MONEY, FLAG, DAY -> "";
    };
  }

  private static String type(Listing.Filter filter) {
    if (filter.field().kind() == Kind.FLAG) return "boolean";
    return filter.field().kind() == Kind.MONEY ? "integer" : "string";
  }

  private static List<String> words(JsonNode schema) {
    var words = new ArrayList<String>();
    schema.path("enum").forEach(each -> words.add(each.asText()));
    return words;
  }

  private static JsonNode schema(String path, String name) {
    for (JsonNode each :
        DOCUMENT.path("paths").path("/api/v1" + path).path("get").path("parameters")) {
      if (each.path("name").asText().equals(name)) {
        JsonNode schema = each.path("schema");
        return schema.has("$ref") ? DOCUMENT.at(schema.get("$ref").asText().substring(1)) : schema;
      }
    }
    throw new AssertionError(path + " has no parameter " + name);
  }
}
