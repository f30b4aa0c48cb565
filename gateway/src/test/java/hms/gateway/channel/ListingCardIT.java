package hms.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Ask;
import hms.TestMaker;
import hms.TestShop;
import hms.domain.Role;
import hms.storage.DomainJson;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What storefronts are told of a listing is what the catalogue shows of it. */
final class ListingCardIT {
  private static final TestMaker MAKER = TestMaker.enrolled();

  private final TestShop shop = new TestShop();
  private final List<JsonObject> heard = new ArrayList<>();
  private final UUID bowl = MAKER.sells(3);

  @Test
  void a_listing_that_can_be_seen_comes_with_its_card() {
    switchTo(false);
    assertThat(next("product.switched", false).containsKey("product")).isFalse();
    switchTo(true);
    var told = next("product.switched", true).getJsonObject("product");

    assertThat(DomainJson.own(told.encode(), JsonNode.class)).isEqualTo(card());
  }

  @Test
  void all_that_an_artisan_makes_comes_back_with_its_cards() {
    var act = DomainJson.object().put("reason", "a complaint");
    String path = "/artisans/" + MAKER.oid();
    Ask.post(path + "/suspend").by(Role.ARTISAN_MANAGER).seen(version()).body(act).send().good();
    assertThat(next("artisan.suspend", false).containsKey("product")).isFalse();
    Ask.post(path + "/reinstate").by(Role.ARTISAN_MANAGER).seen(version()).send().good();

    assertThat(next("artisan.reinstate", true).getJsonObject("product").getString("oid"))
        .isEqualTo(bowl.toString());
  }

  private static long version() {
    return Ask.get("/artisans/" + MAKER.oid())
        .by(Role.ARTISAN_MANAGER)
        .send()
        .good()
        .at("/version")
        .asLong();
  }

  private void switchTo(boolean available) {
    var data = DomainJson.object().put("oid", bowl.toString()).put("available", available);
    assertThat(MAKER.tell("product.switch", data).getString("status")).isEqualTo("applied");
  }

  private JsonObject next(String event, boolean visible) {
    Awaitility.await(event)
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          heard.addAll(shop.fetches(1));
          return heard.stream().anyMatch(each -> tells(each, event, visible));
        });
    return heard.stream()
        .filter(each -> tells(each, event, visible))
        .findFirst()
        .orElseThrow()
        .getJsonObject("data");
  }

  private boolean tells(JsonObject message, String event, boolean visible) {
    var data = message.getJsonObject("data");
    return message.getString("type").equals("hms.listing.changed.v1")
        && data.getString("oid").equals(bowl.toString())
        && data.getString("event").equals(event)
        && data.getBoolean("visible") == visible;
  }

  private JsonNode card() {
    String after = "";
    while (true) {
      var page = Ask.get("/catalogue/products?limit=200" + after).send().good();
      for (var each : page.json().path("items")) {
        if (each.path("oid").asText().equals(bowl.toString())) return each;
      }
      after = "&after=" + page.at("/page/next").asText();
    }
  }
}
