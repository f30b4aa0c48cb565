package hms.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.TestShop;
import hms.domain.Role;
import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.HmacSecret;
import hms.domain.message.Party;
import hms.domain.message.Signer;
import hms.storage.DomainJson;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Storefronts order and cancel by signed messages: one effect with the same call, one answer. */
class SignedOrdersIT {
  private static final TestMaker MAKER = TestMaker.enrolled();
  private static UUID bowl;

  @BeforeAll
  static void sell() {
    bowl = MAKER.sells(100);
  }

  @Test
  void an_order_by_message_and_by_http_is_one_order() {
    var shop = listening();
    var body = Bodies.order(bowl);

    var first = shop.reply(shop.sends(1, "order.place", body));
    var call = Ask.post("/orders").by(shop.token()).body(body).send().good();
    var again = shop.reply(shop.sends(2, "order.place", body));

    assertThat(first.getString("status")).isEqualTo("applied");
    assertThat(first.getString("orderStatus")).isEqualTo("routed");
    assertThat(call.at("/oid").asText()).isEqualTo(first.getString("oid"));
    assertThat(again.getString("number")).isEqualTo(first.getString("number"));
    assertThat(orders(shop)).isEqualTo(1);

    var other = body.deepCopy().put("note", "another one");
    var refused = shop.reply(shop.sends(3, "order.place", other));
    assertThat(refused.getString("status")).isEqualTo("refused");
    assertThat(refused.getJsonObject("problem").getString("code")).isEqualTo("duplicate");
    assertThat(orders(shop)).isEqualTo(1);
  }

  @Test
  void an_order_is_cancelled_by_its_id_at_the_storefront() {
    var shop = listening();
    var body = Bodies.order(bowl);
    var placed = shop.reply(shop.sends(1, "order.place", body));

    var cancelled = shop.reply(shop.sends(2, "order.cancel", named(body)));
    var unknown = shop.reply(shop.sends(3, "order.cancel", named(Bodies.order(bowl))));
    var nothing = shop.reply(shop.sends(4, "order.cancel", DomainJson.object()));

    assertThat(cancelled.getString("oid")).isEqualTo(placed.getString("oid"));
    assertThat(cancelled.getString("orderStatus")).isEqualTo("cancelled");
    assertThat(cancelled.getJsonArray("cancelled")).hasSize(1);
    assertThat(unknown.getJsonObject("problem").getString("code")).isEqualTo("not-found");
    assertThat(nothing.getJsonObject("problem").getString("code")).isEqualTo("invalid");
  }

  @Test
  void an_order_of_another_storefront_is_not_there() {
    var shop = listening();
    var stranger = listening();
    var body = Bodies.order(bowl);
    var placed = shop.reply(shop.sends(1, "order.place", body));

    var refused = stranger.reply(stranger.sends(1, "order.cancel", named(body)));

    assertThat(refused.getJsonObject("problem").getString("code")).isEqualTo("not-found");
    assertThat(placed.getString("orderStatus")).isEqualTo("routed");
  }

  @Test
  void a_parcel_that_has_arrived_is_told_by_message_and_only_by_who_sold_it() {
    var shop = listening();
    var stranger = listening();
    var placed = shop.reply(shop.sends(1, "order.place", Bodies.order(bowl)));
    var parcel = shipped(placed.getString("oid"));
    var arrived = DomainJson.object().put("oid", parcel).put("deliveredAt", now());

    var denied = stranger.reply(stranger.sends(1, "shipment.deliver", arrived));
    var nothing = shop.reply(shop.sends(2, "shipment.deliver", DomainJson.object()));
    var told = shop.reply(shop.sends(3, "shipment.deliver", arrived));

    assertThat(denied.getJsonObject("problem").getString("code")).isEqualTo("not-found");
    assertThat(nothing.getJsonObject("problem").getString("code")).isEqualTo("invalid");
    assertThat(told.getString("status")).isEqualTo("applied");
    assertThat(told.getString("oid")).isEqualTo(parcel);
    assertThat(told.getString("state")).isEqualTo("delivered");
    assertThat(told.getLong("version")).isEqualTo(2);
    String order = "/orders/" + placed.getString("oid");
    var seen = Ask.get(order).by(Role.ORDER_MANAGER).send().good();
    assertThat(seen.at("/status").asText()).isEqualTo("delivered");
  }

  @Test
  void a_storefront_sends_no_messages_of_artisans() {
    var shop = listening();

    var reply = shop.reply(shop.sends(1, "product.switch", DomainJson.object()));

    assertThat(reply.getJsonObject("problem").getString("code")).isEqualTo("unknown_type");
  }

  @Test
  void what_is_not_its_own_key_orders_nothing() {
    var shop = listening();
    var stranger = listening();
    var body = Bodies.order(bowl);

    // As the other storefront, by its own key; by a key that nobody has; as an artisan.
    var posed = draft(shop, body, new Party.Channel(stranger.oid()));
    var forged =
        new Signer(UUID.randomUUID(), new HmacSecret(new byte[32]))
            .sign(shop.draft(1, "order.place", body), Direction.IN);
    var made =
        new Signer(MAKER.enrolment().key(), MAKER.enrolment().secret())
            .sign(shop.draft(1, "order.place", body), Direction.IN);

    assertRejected(shop, posed, "sender_mismatch");
    assertRejected(shop, forged, "unknown_key");
    assertRejected(shop, made, "unknown_key");
    assertThat(orders(shop) + orders(stranger)).isZero();
  }

  @Test
  void a_key_is_followed_by_the_next_and_revoked_by_its_storefront_alone() {
    var shop = listening();
    var stranger = new TestShop();
    var former = key(shop, 0);
    var next = shop.signs();
    var reply = shop.reply(shop.sends(1, "order.place", Bodies.order(bowl)));
    assertThat(reply.getString("status")).isEqualTo("applied");
    assertThat(state(shop, former)).isEqualTo("retiring");
    TestOffice.get().makeDue(former, "key.retire");
    Awaitility.await().until(() -> state(shop, former).equals("retired"));

    var why = DomainJson.object().put("reason", "the server was stolen");
    why.put("key", next.toString());
    String revoke = "/keys/revoke";
    Ask.post("/channels/" + stranger.oid() + revoke)
        .by(stranger.token())
        .body(why)
        .send()
        .problem(404, "not-found");
    Ask.post("/channels/" + shop.oid() + revoke)
        .by(stranger.token())
        .body(why)
        .send()
        .problem(404, "not-found");
    Ask.get("/channels/" + shop.oid() + "/keys")
        .by(stranger.token())
        .send()
        .problem(404, "not-found");
    Ask.post("/channels/" + shop.oid() + revoke).by(shop.token()).body(why).send().good();

    assertThat(state(shop, next)).isEqualTo("revoked");
    var late = shop.sends(2, "order.place", Bodies.order(bowl));
    assertRejected(late, "revoked_key");
    assertThat(orders(shop)).isEqualTo(1);
  }

  @Test
  void the_key_of_a_storefront_opens_nothing_of_artisans() {
    var shop = listening();
    var key = key(shop, 0);

    Ask.post("/keys/" + key + "/revoke")
        .by(Role.REVIEWER)
        .body("{\"reason\":\"no\"}")
        .send()
        .problem(403, "forbidden");
    Ask.get("/artisans/" + MAKER.oid() + "/keys").by(shop.token()).send().problem(403, "forbidden");
  }

  private static TestShop listening() {
    var shop = new TestShop();
    var key = shop.signs();
    assertThat(state(shop, key)).isEqualTo("active");
    var heard = shop.listens();
    assertThat(heard).isNotNull();
    return shop;
  }

  /** The artisan sends all of the order's only line; answers the parcel's oid. */
  private static String shipped(String order) {
    var seen = Ask.get("/orders/" + order).by(Role.ORDER_MANAGER).send().good();
    var parcel = Bodies.newId().toString();
    var line = seen.at("/workOrders/0/lines/0");
    var data =
        DomainJson.object()
            .put("oid", seen.at("/workOrders/0/oid").asText())
            .put("shipment", parcel)
            .put("carrier", "Correos")
            .put("shippedAt", now());
    data.putArray("lines")
        .addObject()
        .put("line", line.path("oid").asText())
        .put("units", seen.at("/units/pending").asInt());
    assertThat(MAKER.tell("work_order.ship", data).getString("status")).isEqualTo("applied");
    return parcel;
  }

  private static String now() {
    return Instant.now().toString();
  }

  private static ObjectNode named(ObjectNode order) {
    return DomainJson.object().put("externalId", order.path("externalId").asText());
  }

  private static Envelope draft(TestShop shop, ObjectNode body, Party as) {
    return shop.signed(shop.draft(1, "order.place", body).from(as));
  }

  private static void assertRejected(TestShop shop, Envelope message, String cause) {
    shop.sends(message);
    assertRejected(message, cause);
  }

  private static void assertRejected(Envelope message, String cause) {
    Awaitility.await(cause)
        .until(() ->
            TestOffice.get()
                    .count(
                        "select count(*) from security_events where kind = $1 and message_id = $2",
                        cause,
                        message.id())
                == 1);
  }

  private static long orders(TestShop shop) {
    return TestOffice.get().count("select count(*) from orders where channel_oid = $1", shop.oid());
  }

  private static UUID key(TestShop shop, int at) {
    var keys = Ask.get("/channels/" + shop.oid() + "/keys").by(shop.token()).send().good();
    return UUID.fromString(keys.at("/items/" + at + "/oid").asText());
  }

  private static String state(TestShop shop, UUID key) {
    var keys = Ask.get("/channels/" + shop.oid() + "/keys").by(shop.token()).send().good();
    for (var each : keys.json().path("items")) {
      if (each.path("oid").asText().equals(key.toString())) return each.path("state").asText();
    }
    return "none";
  }
}
