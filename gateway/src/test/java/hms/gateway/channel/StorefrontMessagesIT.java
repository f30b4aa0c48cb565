package hms.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.TestShop;
import hms.domain.Role;
import hms.storage.DomainJson;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What storefronts are told, signed by the office, fetched or sent. */
class StorefrontMessagesIT {

  @Test
  void a_product_that_comes_and_goes_is_told_to_every_storefront() {
    var one = new TestShop();
    var other = new TestShop();
    var maker = TestMaker.enrolled();
    var bowl = maker.sells(1);
    assertThat(listing(one, bowl)).containsExactly("revision.approved true true");

    switched(maker, bowl, false);
    switched(maker, bowl, false);
    switched(maker, bowl, true);
    stocked(maker, bowl, 5);
    stocked(maker, bowl, 0);
    stocked(maker, bowl, 0);
    assertThat(listing(one, bowl))
        .containsExactly(
            "product.switched false false",
            "product.switched true true",
            "stock.changed true false");

    suspended(maker);
    assertThat(listing(one, bowl)).containsExactly("artisan.suspend false false");
    assertThat(listing(other, bowl)).hasSize(5);
  }

  @Test
  void what_is_there_is_fetched_from_any_number_on_and_acknowledged() {
    var shop = new TestShop();
    assertThat(shop.fetches(0)).isEmpty();
    var maker = TestMaker.enrolled();
    var bowl = maker.sells(3);
    assertThat(listing(shop, bowl)).hasSize(1);
    switched(maker, bowl, false);
    assertThat(listing(shop, bowl)).hasSize(1);

    var all = Ask.get("/messages?after=0&limit=1").by(shop.token()).send().good();
    assertThat(all.json()).hasSize(1);
    assertThat(Long.parseLong(all.header("Hms-Stream-Last").orElseThrow()))
        .isGreaterThanOrEqualTo(2);
    assertThat(unsent(shop)).isPositive();
    acknowledge(shop, Long.MAX_VALUE - 1).problem(409, "wrong-state");
    acknowledge(shop, -1).problem(422, "invalid");
    acknowledge(shop, last(shop)).good();
    assertThat(unsent(shop)).isZero();
  }

  @Test
  void a_message_that_is_no_longer_kept_is_gone() {
    var shop = new TestShop();
    var maker = TestMaker.enrolled();
    var unused = listing(shop, maker.sells(3));
    TestOffice.get()
        .change("delete from outbox where recipient_oid = $1 and sequence = 1", shop.oid());

    Ask.get("/messages?after=0").by(shop.token()).send().problem(410, "gone");
  }

  @Test
  void whoever_has_an_account_at_the_broker_is_sent_to() {
    var shop = new TestShop();
    var heard = shop.listens();
    var maker = TestMaker.enrolled();

    var bowl = maker.sells(2);

    Awaitility.await().until(() -> heard.stream().anyMatch(each -> about(each, bowl)));
    Awaitility.await().until(() -> unsent(shop) == 0);
    new Ask("DELETE", "/channels/" + shop.oid() + "/broker-account").by(shop.token()).send().good();
    var order = Ask.post("/orders").by(shop.token()).body(Bodies.order(bowl)).send().good();
    maker
        .tell(
            "work_order.reject",
            DomainJson.object()
                .put("oid", order.at("/workOrders/0/oid").asText())
                .put("reason", "no_stock"))
        .getString("status");
    Awaitility.await().until(() -> unsent(shop) > 0);
  }

  @Test
  void nobody_else_has_anything_to_do_with_a_channel() {
    var shop = new TestShop();
    var stranger = new TestShop();
    String account = "/channels/" + shop.oid() + "/broker-account";

    Ask.post(account).by(stranger.token()).send().problem(404, "not-found");
    Ask.post(account).by(Role.ORDER_MANAGER).send().problem(403, "forbidden");
    new Ask("DELETE", account).by(stranger.token()).send().problem(404, "not-found");
    Ask.get("/messages").by(Role.ORDER_MANAGER).send().problem(403, "forbidden");
    TestMaker.enrolled().ask(Ask.get("/messages")).problem(403, "forbidden");
    Ask.get("/messages").send().problem(401, "unauthenticated");
    for (String bad : List.of("after=x", "after=-1", "wait=31", "limit=0", "after=01")) {
      Ask.get("/messages?" + bad).by(shop.token()).send().problem(400, "invalid-parameter");
    }
  }

  /** Event, visible, orderable of each notice about this product, once there is one. */
  private static List<String> listing(TestShop shop, UUID product) {
    var heard = new ArrayList<JsonObject>();
    Awaitility.await()
        .until(() -> {
          // All notices have their numbers before the last look.
          boolean numbered = waiting() == 0;
          shop.fetches(1).stream().filter(each -> about(each, product)).forEach(heard::add);
          return numbered && !heard.isEmpty();
        });
    return heard.stream()
        .map(each -> each.getJsonObject("data"))
        .map(data ->
            data.getString("event")
                + " "
                + data.getBoolean("visible")
                + " "
                + data.getBoolean("orderable"))
        .toList();
  }

  private static boolean about(JsonObject message, UUID product) {
    return message.getString("subject").equals("listing/" + product);
  }

  private static long waiting() {
    return TestOffice.get().count("select count(*) from channel_notices");
  }

  private static long unsent(TestShop shop) {
    return TestOffice.get()
        .count("select count(*) from outbox where recipient_oid = $1 and sent is null", shop.oid());
  }

  private static long last(TestShop shop) {
    return TestOffice.get()
        .count("select next_out - 1 from streams where recipient_oid = $1", shop.oid());
  }

  private static hms.Answer acknowledge(TestShop shop, long through) {
    return new Ask("POST", "/messages/ack")
        .by(shop.token())
        .body("{\"through\":%d}".formatted(through))
        .send();
  }

  private static void switched(TestMaker maker, UUID product, boolean available) {
    var reply =
        maker.tell(
            "product.switch",
            DomainJson.object().put("oid", product.toString()).put("available", available));
    assertThat(reply.getString("status")).isEqualTo("applied");
  }

  private static void stocked(TestMaker maker, UUID product, int pieces) {
    long seen = TestOffice.get().count("select version from stock where product_oid = $1", product);
    var reply =
        maker.tell(
            "stock.recount",
            DomainJson.object()
                .put("oid", product.toString())
                .put("stockVersion", seen)
                .put("counted", pieces));
    assertThat(reply.getString("status")).isEqualTo("applied");
  }

  private static void suspended(TestMaker maker) {
    long seen = TestOffice.get().count("select version from artisans where oid = $1", maker.oid());
    Ask.post("/artisans/" + maker.oid() + "/suspend")
        .by(Role.ARTISAN_MANAGER)
        .seen(seen)
        .body("{\"reason\":\"on a journey\"}")
        .send()
        .good();
  }
}
