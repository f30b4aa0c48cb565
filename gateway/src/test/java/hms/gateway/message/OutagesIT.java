package hms.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The broker and the database go away under messages; each acts once in the end. */
class OutagesIT {
  private static final int MESSAGES = 40;
  private static final String UNSENT =
      "select count(*) from outbox where recipient_oid = $1 and sent is null";

  /** Not being ready is no failure here. */
  private static final HttpClient RAW = HttpClient.newHttpClient();

  private static final HttpRequest READY =
      HttpRequest.newBuilder(URI.create(TestOffice.get().url() + "/readyz")).build();

  @Test
  void messages_survive_a_restart_of_the_broker() {
    var maker = TestMaker.enrolled();
    var before = offers(maker, MESSAGES);

    TestOffice.get().restartBroker();
    before.addAll(offers(maker, MESSAGES));

    allApplied(before);
    assertThat(products(maker)).isEqualTo(2 * MESSAGES);
    assertThat(lastIn(maker)).isEqualTo(2 * MESSAGES);
  }

  @Test
  void orders_are_taken_while_the_broker_is_away_and_each_is_told_once_when_it_is_back() {
    var maker = TestMaker.enrolled();
    var bowl = maker.sells(2 * MESSAGES);
    String shop = TestOffice.get().newStorefront();
    var told = Collections.synchronizedList(new ArrayList<String>());
    listen(maker, told);
    var placed = new ArrayList<String>();

    TestOffice.get()
        .withoutBroker(() -> {
          awaitReadiness(503, "broker is not linked");
          for (int n = 0; n < MESSAGES; n++) placed.add(work(shop, bowl));
          assertThat(count(UNSENT, maker)).isGreaterThanOrEqualTo(MESSAGES);
          assertThat(Ask.get("/catalogue/products/" + bowl).send().status()).isEqualTo(200);
        });

    awaitReadiness(200, "ready");
    placed.add(work(shop, bowl));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> told.containsAll(placed) && count(UNSENT, maker) == 0);
    assertThat(told.stream().filter(placed::contains)).containsExactlyElementsOf(placed);
  }

  /** The order of one bowl; the work order that its artisan is told. */
  private static String work(String shop, UUID bowl) {
    var order = Ask.post("/orders").by(shop).body(Bodies.order(bowl)).send().good();
    return order.at("/workOrders/0/oid").asText();
  }

  private static void listen(TestMaker maker, List<String> told) {
    maker
        .app()
        .next(message -> message.type().equals("hms.work_order.sent.v1"))
        .onSuccess(message -> {
          told.add(message.data().getString("oid"));
          listen(maker, told);
        });
  }

  private static void awaitReadiness(int status, String why) {
    Awaitility.await(why)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          var ready = RAW.send(READY, BodyHandlers.ofString());
          return ready.statusCode() == status && ready.body().contains(why);
        });
  }

  @Test
  void a_lost_database_connection_doubles_and_loses_nothing() {
    var maker = TestMaker.enrolled();
    List<Future<JsonObject>> sent = new ArrayList<>();
    long cut = 0;

    for (int n = 0; n < 10; n++) {
      sent.addAll(offers(maker, MESSAGES / 10));
      cut += TestOffice.get().cutConnections();
    }

    allApplied(sent);
    assertThat(cut).isPositive();
    assertThat(products(maker)).isEqualTo(MESSAGES);
    assertThat(lastIn(maker)).isEqualTo(MESSAGES);
    assertThat(inbox(maker)).isEqualTo(MESSAGES);
  }

  private static List<Future<JsonObject>> offers(TestMaker maker, int n) {
    List<Future<JsonObject>> sent = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      var body = Bodies.product(1, Bodies.image(UUID.randomUUID(), new byte[] {1}));
      body.putObject("content").put("name", "Oak bowl");
      sent.add(maker.app().send("product.create", new JsonObject(body.toString())));
    }
    return sent;
  }

  private static void allApplied(List<Future<JsonObject>> sent) {
    for (var reply : sent) {
      assertThat(reply.timeout(60, TimeUnit.SECONDS).await().getString("status"))
          .isEqualTo("applied");
    }
  }

  private static long products(TestMaker maker) {
    return count("select count(*) from products where artisan_oid = $1", maker);
  }

  private static long inbox(TestMaker maker) {
    return count("select count(*) from inbox where sender_oid = $1", maker);
  }

  private static long lastIn(TestMaker maker) {
    return count("select last_in from streams where recipient_oid = $1", maker);
  }

  private static long count(String sql, TestMaker maker) {
    return TestOffice.get().count(sql, maker.oid());
  }
}
