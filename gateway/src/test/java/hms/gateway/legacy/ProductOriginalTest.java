package hms.gateway.legacy;

import static hms.domain.fixture.Refusals.why;
import static hms.gateway.legacy.OriginalFiles.NOW;
import static hms.gateway.legacy.OriginalFiles.OID;
import static hms.gateway.legacy.OriginalFiles.OPEN;
import static hms.gateway.legacy.OriginalFiles.aProduct;
import static hms.gateway.legacy.OriginalFiles.productWith;
import static hms.gateway.legacy.OriginalFiles.quoted;
import static hms.gateway.legacy.OriginalFiles.tryProductWith;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Money;
import hms.domain.Refusal;
import hms.domain.product.Product;
import hms.gateway.legacy.Assumptions.WeightUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProductOriginalTest {

  @Test
  void what_keeps_all_rules_becomes_a_draft_that_nobody_sees() {
    var original = aProduct();
    var product = original.product(OID, "bowl");

    assertThat(product.state()).isEqualTo(Product.State.DRAFT);
    assertThat(product.available()).isTrue();
    assertThat(product.storeAvailable()).isFalse();
    assertThat(product.approvedRevision()).isNull();
    assertThat(product.content().name()).isEqualTo("Bowl");
    assertThat(product.content().summary()).isEqualTo("A bowl");
    assertThat(product.content().description()).isEqualTo("<p>Round.</p>");
    assertThat(product.content().size()).isEqualTo("12 x 8 in");
    assertThat(product.content().metadata()).isEqualTo(Map.of("colour", List.of("blue")));
    assertThat(product.content().shippingWeight()).isEqualTo(450);
    assertThat(original.flags()).containsExactlyInAnyOrder(Flag.PRICE_MISSING, Flag.IMAGES_MISSING);
    assertThat(original.notes()).isEqualTo(Map.of("is_active", "true", "store_available", "false"));
  }

  @Test
  void one_that_was_deleted_is_retired_and_one_that_was_shown_flagged() {
    assertThat(productWith("\"is_deleted\": true").product(OID, "bowl").state())
        .isEqualTo(Product.State.RETIRED);

    var listed = productWith("\"store_available\": true");
    assertThat(listed.flags()).contains(Flag.WAS_LISTED);
    assertThat(listed.notes()).containsEntry("store_available", "true");
    assertThat(listed.product(OID, "bowl").storeAvailable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"  \"", "[]", "\"\\u0007\""})
  void without_a_name_it_is_refused(String name) {
    var refusal = why(tryProductWith("\"name\": " + name));

    assertThat(refusal).isInstanceOf(Refusal.Invalid.class);
  }

  @ParameterizedTest
  @CsvSource({"name, 120", "summary, 300"})
  void a_text_that_is_too_long_is_cut_and_noted_whole(String key, int max) {
    String whole = "é".repeat(max + 1);
    var original = productWith("%s: %s".formatted(quoted(key), quoted(whole)));

    var content = original.content();
    assertThat(key.equals("name") ? content.name() : content.summary()).hasSize(max);
    assertThat(original.flags()).contains(Flag.TEXT_CUT);
    assertThat(original.notes()).containsEntry(key, whole);
  }

  @Test
  void a_text_that_breaks_another_rule_is_noted() {
    var original = productWith("\"summary\": \"two\\nlines\"");

    assertThat(original.content().summary()).isNull();
    assertThat(original.flags()).contains(Flag.VALUE_REFUSED);
    assertThat(original.notes()).containsEntry("summary", "two\nlines");
  }

  @Test
  void a_description_is_sanitised_and_noted_as_it_was() {
    String written = "<div onclick=\"x()\">Round<script>x()</script></div>";
    var original = productWith("\"description\": " + quoted(written));

    assertThat(original.content().description()).isEqualTo("Round");
    assertThat(original.flags()).contains(Flag.MARKUP_REMOVED);
    assertThat(original.notes()).containsEntry("description", written);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "450, G, 450",
        "450.5, G, 451",
        "1, OZ, 28",
        "16, OZ, 454",
        "0.5, OZ, 14",
        "0, G, null",
        "0, OZ, null",
        "-3, G, null",
        "1000001, G, null",
        "-999999999999, OZ, null",
        "'\"heavy\"', G, null",
        "1e300, G, null",
        "'\"12.5\"', G, 13",
        "null, G, null"
      })
  void weights_are_of_the_unit_that_was_named(
      @Nullable String written, WeightUnit unit, @Nullable Integer grams) {
    var open = new Assumptions(OPEN.zone(), unit, "GT", List.of("USD"), NOW);
    var original = OriginalFiles.productWith(open, "\"shipping_weight\": " + written);

    assertThat(original.content().shippingWeight()).isEqualTo(grams);
    assertThat(original.flags().contains(Flag.WEIGHT_MISSING)).isEqualTo(grams == null);
    boolean nothing = written == null || written.equals("0");
    assertThat(original.notes().containsKey("shipping_weight"))
        .isEqualTo(grams == null && !nothing);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "12.5, 1250",
        "'\"12.50\"', 1250",
        "7, 700",
        "0, null",
        "12.345, null",
        "-1, null",
        "99999999999, null",
        "'\"$5\"', null"
      })
  void prices_of_later_versions_are_dollars(String written, @Nullable Long cents) {
    var original = productWith("\"price\": " + written);

    assertThat(original.content().price())
        .isEqualTo(cents == null ? null : new Money(cents, "USD"));
    assertThat(original.flags().contains(Flag.PRICE_MISSING)).isEqualTo(cents == null);
  }

  @Test
  void a_price_in_a_currency_that_the_office_does_not_trade_in_is_noted() {
    var euros = new Assumptions(OPEN.zone(), WeightUnit.G, "GT", List.of("EUR"), NOW);
    var original = OriginalFiles.productWith(euros, "\"price\": 12.5");

    assertThat(original.content().price()).isNull();
    assertThat(original.notes()).containsEntry("price", "12.5");
  }

  @Test
  void measures_of_later_versions_are_inches() {
    var original =
        productWith("\"height\": 1, \"length\": 0.5, \"width\": -2, \"size\": \"Small\"");

    assertThat(original.content().height()).isEqualTo(25);
    assertThat(original.content().length()).isEqualTo(13);
    assertThat(original.content().width()).isNull();
    assertThat(original.content().size()).isEqualTo("Small");
    assertThat(original.notes()).containsEntry("width", "-2").containsKey("dimensions");
  }

  @Test
  void dimensions_and_metadata_that_are_too_long_are_cut_and_noted() {
    var original =
        productWith(
            "\"dimensions\": %s, \"metadata\": {%s: \"a\", \"care\": %s}"
                .formatted(
                    quoted("d".repeat(81)), quoted("k".repeat(65)), quoted("v".repeat(129))));

    assertThat(original.content().size()).hasSize(80);
    assertThat(original.content().metadata())
        .isEqualTo(Map.of("k".repeat(64), List.of("a"), "care", List.of("v".repeat(128))));
    assertThat(original.flags()).contains(Flag.METADATA_CUT);
    assertThat(original.notes())
        .containsKeys("dimensions", "metadata." + "k".repeat(65), "metadata.care");
  }

  @Test
  void the_twenty_first_category_and_what_is_no_text_are_noted() {
    String twentyOne =
        IntStream.range(10, 31)
            .mapToObj(n -> "\"c%d\": \"v\"".formatted(n))
            .collect(Collectors.joining(", "));
    var many = productWith("\"metadata\": {" + twentyOne + "}");
    assertThat(many.content().metadata()).hasSize(20);
    assertThat(many.notes()).containsEntry("metadata.c30", "v");

    var odd = productWith("\"metadata\": {\"colour\": {\"r\": 1}, \"kiln\": [\"a\", \"a\", 7]}");
    assertThat(odd.content().metadata()).isEqualTo(Map.of("kiln", List.of("a", "7")));
    assertThat(odd.flags()).contains(Flag.VALUE_REFUSED);
    assertThat(odd.notes()).containsEntry("metadata.colour", "{\"r\":1}");
  }
}
