package hms.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The broker and the database go away under messages; each acts once in the end. */
class OutagesIT {
  private static final int MESSAGES = 40;

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
