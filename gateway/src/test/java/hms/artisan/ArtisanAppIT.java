package hms.artisan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.HmacSecret;
import hms.domain.message.Signer;
import hms.gateway.embedded.EmbeddedBroker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app against a real broker, and an office double behind it. */
class ArtisanAppIT {
  private static final String PASSWORD = "secret";

  @TempDir Path dir;
  private final Vertx vertx = Vertx.vertx();
  private EmbeddedBroker broker;
  private Enrolled enrolled;
  private BrokerAccount account;
  private OfficeDouble office;
  private ArtisanApp app;

  @BeforeEach
  void connect() throws Exception {
    broker = start();
    enrolled = Letters.enrolled(broker.port());
    account = new BrokerAccount(enrolled.queueId(), PASSWORD);
    office = new OfficeDouble(vertx, enrolled);
    limited(office.open(broker));
    app = limited(ArtisanApp.connect(vertx, stall(account)));
  }

  @AfterEach
  void close() throws IOException {
    vertx.close().await();
    broker.close();
  }

  @Test
  void a_message_is_answered_by_its_own_reply() {
    var one = app.send("work_order.receipt", new JsonObject().put("n", 1));
    var two = app.send("work_order.receipt", new JsonObject().put("n", 2));

    assertThat(limited(two).getString("echo")).isEqualTo("{\"n\":2}");
    assertThat(limited(one).getString("echo")).isEqualTo("{\"n\":1}");
    assertThat(office.genuine).extracting(Envelope::sequence).containsExactly(1L, 2L);
    assertThat(limited(app.positions())).isEqualTo(new Positions(2, 2));
  }

  @Test
  void a_message_about_an_object_names_it_as_subject() {
    var data = new JsonObject().put("oid", "01a203f1-8c10-7c44-8e1f-5a6b7c8d9e0f");

    assertThat(limited(app.send("work_order.receipt", data)).getString("status"))
        .isEqualTo("applied");
    assertThat(app.lastSent().orElseThrow().subject())
        .contains("work_order/01a203f1-8c10-7c44-8e1f-5a6b7c8d9e0f");
  }

  @Test
  void an_office_message_is_handed_out_once() {
    limited(office.tell("work_order.sent", new JsonObject().put("reference", "2026-1-1")));

    var received = limited(app.next(each -> each.type().equals("hms.work_order.sent.v1")));

    assertThat(received.data().getString("reference")).isEqualTo("2026-1-1");
    assertThat(app.received()).isEmpty();
  }

  @Test
  void forged_office_messages_are_rejected_and_the_genuine_one_still_counts() {
    var stranger = new Signer(Letters.KEY, new HmacSecret("0".repeat(32).getBytes()));
    limited(office.send(stranger.sign(Letters.toArtisan(1), Direction.OUT)));
    limited(office.send(Letters.SIGNER.sign(Letters.toArtisan(1), Direction.IN)));
    limited(office.tell("product.updated", new JsonObject().put("genuine", true)));

    var received = limited(app.next(each -> true));

    assertThat(received.data().getBoolean("genuine")).isTrue();
    assertThat(app.received()).isEmpty();
  }

  @Test
  void what_has_no_reply_is_sent_again_after_the_broker_came_back() throws Exception {
    office.silent(true);
    Future<JsonObject> reply = app.send("work_order.receipt", new JsonObject().put("n", 1));
    await().until(() -> office.genuine.size() == 1);
    Envelope before = office.genuine.get(0);

    broker.close();
    Future<JsonObject> whileAway = app.send("work_order.receipt", new JsonObject().put("n", 2));
    broker = start();
    office.silent(false);
    limited(office.open(broker));

    assertThat(limited(reply).getString("echo")).isEqualTo("{\"n\":1}");
    assertThat(limited(whileAway).getString("echo")).isEqualTo("{\"n\":2}");
    Envelope again = office.genuine.get(1);
    assertThat(again.id()).isEqualTo(before.id());
    assertThat(again.sequence()).isEqualTo(before.sequence());
    assertThat(again.sentAt()).isGreaterThan(before.sentAt());
  }

  @Test
  void a_number_that_another_device_took_is_replaced() {
    office.hasTaken(5);

    var reply = limited(app.send("work_order.receipt", new JsonObject().put("n", 1)));

    assertThat(reply.getString("status")).isEqualTo("applied");
    assertThat(app.lastSent().orElseThrow().sequence()).isEqualTo(6);
  }

  @Test
  void the_number_of_a_message_that_the_office_does_not_know_is_used_again() {
    var unknown = limited(app.send("work_order.dance", new JsonObject()));
    var known = limited(app.send("work_order.receipt", new JsonObject()));

    assertThat(unknown.getJsonObject("problem").getString("code")).isEqualTo("unknown_type");
    assertThat(known.getString("status")).isEqualTo("applied");
    assertThat(app.lastSent().orElseThrow().sequence()).isEqualTo(1);
  }

  @Test
  void an_app_that_starts_anew_goes_on_where_it_stopped() throws IOException {
    assertThat(limited(app.send("work_order.receipt", new JsonObject()))).isNotEmpty();
    limited(app.close());

    app = limited(ArtisanApp.connect(vertx, Stall.open(vertx, dir.resolve("app"))));

    assertThat(limited(app.send("work_order.receipt", new JsonObject()))).isNotEmpty();
    assertThat(limited(app.positions())).isEqualTo(new Positions(2, 2));
  }

  @Test
  void raw_bytes_arrive_as_they_are_also_when_replayed_or_forged() {
    assertThat(limited(app.send("work_order.receipt", new JsonObject()))).isNotEmpty();
    Envelope sent = app.lastSent().orElseThrow();
    Envelope forged =
        new Signer(Letters.KEY, new HmacSecret("0".repeat(32).getBytes()))
            .sign(sent.redraft(), Direction.IN);

    limited(app.sendRaw(sent));
    limited(app.sendRaw(forged));

    await().until(() -> office.rejected.size() == 1);
    assertThat(office.genuine).hasSize(2).allMatch(sent::equals);
  }

  @Test
  void a_wrong_password_does_not_connect() throws IOException {
    limited(app.close());
    var wrong = stall(new BrokerAccount(enrolled.queueId(), "wrong"));

    assertThatThrownBy(() -> limited(ArtisanApp.connect(vertx, wrong))).isNotNull();
  }

  @Test
  void whoever_waits_learns_that_the_app_was_closed() {
    office.silent(true);
    var reply = app.send("work_order.receipt", new JsonObject());
    var next = app.next(each -> true);
    limited(app.positions());

    limited(app.close());

    assertThatThrownBy(() -> limited(reply)).hasMessage("the app was closed");
    assertThatThrownBy(() -> limited(next)).hasMessage("the app was closed");
  }

  private Stall stall(BrokerAccount with) throws IOException {
    return limited(Stall.open(vertx, dir.resolve("app")).keep(enrolled, with));
  }

  private EmbeddedBroker start() throws IOException {
    String user = Letters.enrolled(0).queueId();
    return EmbeddedBroker.start(
        dir.resolve("broker"), (name, password) -> name.equals(user) && password.equals(PASSWORD));
  }

  private static <T> T limited(Future<T> future) {
    return future.timeout(20, TimeUnit.SECONDS).await();
  }
}
