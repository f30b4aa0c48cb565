package hms.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hms.domain.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code conf/demo} fit together. */
final class DemoContentTest {
  private static final Path DEMO = Path.of("../conf/demo");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void each_artisan_has_four_products_or_more() throws IOException {
    var artisans = new TreeSet<String>();
    for (String product : names("products")) {
      artisans.add(read("products/" + product).path("artisan").asText());
    }

    assertThat(artisans).isEqualTo(names("artisans"));
    assertThat(names("products")).hasSize(8);
  }

  @Test
  void every_photo_exists_has_words_and_one_is_primary() throws IOException {
    for (String product : names("products")) {
      JsonNode photos = read("products/" + product).path("photos");
      assertThat(photos).isNotEmpty();
      for (JsonNode photo : photos) {
        assertThat(DEMO.resolve(photo.path("file").asText())).isRegularFile();
        assertThat(photo.path("altText").asText()).isNotBlank();
      }
      assertThat(photos).filteredOn(photo -> photo.path("primary").asBoolean()).hasSize(1);
    }
  }

  @Test
  void every_set_up_of_the_studio_is_used_by_a_product() throws IOException {
    var used = new TreeSet<String>();
    for (String product : names("products")) {
      JsonNode photos = read("products/" + product).path("photos");
      photos.forEach(photo -> used.add(photo.path("file").asText()));
    }

    assertThat(PhotoStudio.all())
        .extracting(photo -> "photos/" + photo.file())
        .containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void every_product_is_reviewed_once() throws IOException {
    var reviewed = new TreeSet<String>();
    JsonNode review = read("review");
    review.path("approved").forEach(product -> reviewed.add(product.asText()));
    review.path("changesRequested").forEach(each -> reviewed.add(each.path("product").asText()));

    assertThat(reviewed).isEqualTo(names("products"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders/first", "orders/too-many"})
  void the_sums_of_an_order_add_up(String file) throws IOException {
    JsonNode order = read(file);
    long items = 0;
    for (JsonNode line : order.path("lines")) {
      JsonNode product = read("products/" + line.path("product").asText());
      assertThat(line.path("unitPrice")).isEqualTo(product.path("content").path("price"));
      items += line.path("quantity").asLong() * amount(line, "unitPrice");
    }

    assertThat(amount(order, "items")).isEqualTo(items);
    assertThat(amount(order, "total"))
        .isEqualTo(
            items - amount(order, "discount") + amount(order, "shipping") + amount(order, "tax"));
  }

  @Test
  void the_first_order_needs_both_artisans_and_the_other_one_more_than_the_stock()
      throws IOException {
    var artisans = new TreeSet<String>();
    for (JsonNode line : read("orders/first").path("lines")) {
      artisans.add(read("products/" + line.path("product").asText()).path("artisan").asText());
    }
    JsonNode tooMany = read("orders/too-many").path("lines").get(0);
    JsonNode stock = read("products/" + tooMany.path("product").asText()).path("stock");

    assertThat(artisans).hasSize(2);
    assertThat(tooMany.path("quantity").asInt()).isGreaterThan(stock.path("onHand").asInt());
  }

  @Test
  void there_is_one_person_for_each_role() throws IOException {
    List<String> roles =
        read("people").path("office").findValues("roles").stream()
            .map(each -> each.get(0).asText())
            .toList();

    assertThat(roles)
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(Role.values()).map(Role::wire).toList());
  }

  private static long amount(JsonNode parent, String field) {
    assertThat(parent.path(field).path("currency").asText()).isEqualTo("EUR");
    return parent.path(field).path("amount").asLong(-1);
  }

  private static Set<String> names(String folder) throws IOException {
    try (var files = Files.list(DEMO.resolve(folder))) {
      return new TreeSet<>(
          files.map(file -> file.getFileName().toString().replace(".json", "")).toList());
    }
  }

  private static JsonNode read(String name) throws IOException {
    return JSON.readTree(DEMO.resolve(name + ".json").toFile());
  }
}
