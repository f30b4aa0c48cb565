package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Where a product stands, who moves it, and what its artisan has. */
class ShelfIT {
  private final TestMaker maker = TestMaker.enrolled();

  @Test
  void the_artisans_switch_acts_at_once_and_the_office_has_none() {
    UUID bowl = maker.sells(3);

    available(bowl, 3, false).good();
    Ask.get("/catalogue/products/" + bowl).send().problem(404, "not-found");
    available(bowl, 3, true).problem(412, "stale");
    var on = maker.tell("product.switch", about(bowl).put("available", true));
    assertThat(on.getLong("version")).isEqualTo(5);
    Ask.get("/catalogue/products/" + bowl).send().good();

    for (var role : Role.values()) {
      new Ask("PUT", "/products/" + bowl + "/available")
          .by(role)
          .seen(5)
          .body("{\"available\":false}")
          .send()
          .problem(403, "forbidden");
    }
    assertThat(shown(bowl).at("/version").asLong()).isEqualTo(5);
  }

  @Test
  void the_office_mends_words_at_once_and_the_artisan_hears_of_it() {
    UUID bowl = maker.sells(3);

    office(bowl, "alter", 3, "{\"summary\":\"Oak, oiled.\"}").good();

    assertThat(Ask.get("/catalogue/products/" + bowl).send().good().at("/summary").asText())
        .isEqualTo("Oak, oiled.");
    var notice = hears("product.altered");
    assertThat(notice.getJsonArray("changes").getJsonObject(0).getString("to"))
        .isEqualTo("Oak, oiled.");
    office(bowl, "alter", 4, "{\"shippingWeight\":1}")
        .problem(403, "denied")
        .saying("shippingWeight");
    office(bowl, "alter", 4, "{\"price\":{\"amount\":1,\"currency\":\"EUR\"}}")
        .problem(403, "denied")
        .saying("price");
    office(bowl, "alter", 4, "{\"available\":false}").problem(403, "denied").saying("available");
    office(bowl, "alter", 4, "{\"storeAvailable\":true}").problem(403, "denied");
    assertThat(shown(bowl).at("/version").asLong()).isEqualTo(4);
  }

  @Test
  void a_blocked_product_is_gone_until_it_is_unblocked_and_listed_again() {
    UUID bowl = maker.sells(3);

    office(bowl, "block", 3, "{\"reason\":\"counterfeit\"}").good();
    Ask.get("/catalogue/products/" + bowl).send().problem(404, "not-found");
    assertThat(hears("product.blocked").getString("reason")).isEqualTo("counterfeit");
    office(bowl, "list", 4, "{}").problem(409, "wrong-state").saying("unblock");
    office(bowl, "unblock", 4, "{}").good();
    office(bowl, "list", 5, "{}").good();

    Ask.get("/catalogue/products/" + bowl).send().good();
    office(bowl, "block", 6, "{}").problem(422, "invalid").saying("/reason");
  }

  @Test
  void open_work_keeps_a_product_and_what_is_retired_comes_back_unlisted() {
    UUID bowl = maker.sells(3);
    var shop = TestOffice.get().newStorefront();
    var order = Ask.post("/orders").by(shop).body(Bodies.order(bowl)).send().good();
    retire(bowl, 3)
        .problem(409, "wrong-state")
        .saying("open-units", order.at("/number").asText() + "-1", "available");
    UUID cup = maker.sells(3);

    var deleted = maker.tell("product.delete", about(cup));

    assertThat(deleted.getString("status")).isEqualTo("applied");
    assertThat(shown(cup).at("/state").asText()).isEqualTo("retired");
    assertThat(maker.tell("product.delete", about(cup)).getString("status")).isEqualTo("applied");
    var unknown = maker.tell("product.delete", about(UUID.randomUUID()));
    assertThat(unknown.getString("status")).isEqualTo("applied");
    var restored = maker.ask(Ask.post("/products/" + cup + "/restore").seen(4)).good();
    assertThat(restored.at("/product/state").asText()).isEqualTo("unlisted");
  }

  @Test
  void a_retired_product_that_nobody_ordered_is_purged_with_its_pictures() {
    var picture = maker.image();
    var offered = maker.offers(Bodies.product(2, picture));
    var oid = UUID.fromString(offered.at("/product/oid").asText());
    retire(oid, 1).good();

    TestOffice.get().makeDue(oid, "product.purge");

    Awaitility.await()
        .until(() -> Ask.get("/products/" + oid).by(Role.REVIEWER).send().status() == 404);
    maker
        .ask(Ask.get("/images/" + picture.get("image").asText() + "/content"))
        .problem(404, "not-found");
  }

  @Test
  void stock_is_the_artisans_and_what_is_promised_stays() {
    UUID bowl = maker.sells(5);
    var shop = TestOffice.get().newStorefront();
    Ask.post("/orders").by(shop).body(Bodies.order(bowl)).send().good();

    adjust(bowl, -4).good();
    adjust(bowl, -1).problem(409, "shortage");
    var counted = maker.tell("stock.recount", about(bowl).put("stockVersion", 3).put("counted", 9));
    assertThat(counted.getJsonObject("stock").getInteger("onHand")).isEqualTo(9);
    assertThat(counted.getJsonObject("stock").getInteger("reserved")).isEqualTo(1);
    var stale = maker.tell("stock.recount", about(bowl).put("stockVersion", 3).put("counted", 2));
    assertThat(stale.getString("status")).isEqualTo("conflict");
    recount(bowl, 4, "{\"leadTimeDays\":14}").problem(409, "wrong-state").saying("open-units");
    recount(maker.sells(1), 1, "{\"leadTimeDays\":14}").good();
    var level = maker.ask(Ask.get("/products/" + bowl + "/stock")).good();
    assertThat(level.header("ETag")).contains("\"v4\"");
  }

  @Test
  void nothing_is_ordered_while_its_artisan_is_away() {
    UUID bowl = maker.sells(3);
    new Ask("PATCH", "/artisans/" + maker.oid())
        .by(Role.ARTISAN_MANAGER)
        .seen(2)
        .body("{\"awayFrom\":\"2000-01-01\",\"awayTo\":\"2999-01-01\"}")
        .send()
        .good();

    Ask.get("/catalogue/products/" + bowl).send().good();
    Ask.post("/orders")
        .by(TestOffice.get().newStorefront())
        .body(Bodies.order(bowl))
        .send()
        .problem(422, "invalid");
  }

  @Test
  void namesakes_of_one_artisan_have_handles_of_their_own() {
    var one = maker.offers(Bodies.product(1, maker.image()));
    var two = maker.offers(Bodies.product(1, maker.image()));

    assertThat(one.at("/product/handle").asText()).isEqualTo("oak-bowl");
    assertThat(two.at("/product/handle").asText()).isEqualTo("oak-bowl-2");
  }

  private JsonObject hears(String event) {
    var next = maker.hears("product.updated");
    while (!next.getString("event").equals(event)) next = maker.hears("product.updated");
    return next;
  }

  private Answer available(UUID product, long seen, boolean flag) {
    return maker.ask(
        new Ask("PUT", "/products/" + product + "/available")
            .seen(seen)
            .body("{\"available\":" + flag + "}"));
  }

  private Answer retire(UUID product, long seen) {
    return maker.ask(new Ask("DELETE", "/products/" + product).seen(seen));
  }

  private Answer adjust(UUID product, int delta) {
    return maker.ask(
        Ask.post("/products/" + product + "/stock/adjust").body("{\"delta\":" + delta + "}"));
  }

  private Answer recount(UUID product, long seen, String body) {
    return maker.ask(new Ask("PUT", "/products/" + product + "/stock").seen(seen).body(body));
  }

  private static Answer office(UUID product, String step, long seen, String body) {
    return Ask.post("/products/" + product + "/" + step)
        .by(Role.REVIEWER)
        .seen(seen)
        .body(body)
        .send();
  }

  private static Answer shown(UUID product) {
    return Ask.get("/products/" + product).by(Role.REVIEWER).send().good();
  }

  private static ObjectNode about(UUID oid) {
    return DomainJson.object().put("oid", oid.toString());
  }
}
