package hms;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Role;
import hms.gateway.Node;
import hms.gateway.webhook.Receiver;
import hms.storage.DomainJson;
import hms.storage.embedded.StickyPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes before one database: whichever is asked, an office is one office. */
class TwoOfficesIT {
  @TempDir private static Path dir;
  private static Node other;
  private static String otherUrl;

  @BeforeAll
  static void startAnother() throws IOException {
    int port = StickyPort.renew(dir.resolve("http"));
    String member = "127.0.0.1:" + StickyPort.renew(dir.resolve("cluster"));
    otherUrl = "http://127.0.0.1:" + port;
    other =
        Node.start(
            TestOffice.get()
                .config(
                    Map.of(
                        "http.port",
                        "" + port,
                        // Both are reached by one address, which is what callers sign.
                        "http.public-url",
                        TestOffice.get().url(),
                        "node.roles",
                        "gateway",
                        "node.drain-delay",
                        "0s",
                        "compute.queue-max",
                        "1",
                        "cluster.name",
                        "other-" + port,
                        "cluster.port",
                        member.substring(member.indexOf(':') + 1),
                        "cluster.bus-port",
                        "" + StickyPort.renew(dir.resolve("bus")),
                        "cluster.members",
                        member)));
  }

  @AfterAll
  static void stop() {
    other.stop();
  }

  @Test
  void a_signed_change_counts_once_though_it_comes_to_both() {
    var maker = TestMaker.enrolled();
    var offer = Ask.post("/products").body(Bodies.product(2, maker.image()));
    var signed = SignedAsk.by(maker.enrolment(), offer);

    var answers = Together.run(8, i -> i % 2 == 0 ? signed.send().status() : toTheOther(signed));

    assertThat(answers).containsOnlyOnce(201).contains(401).hasSize(8);
    assertThat(answers.stream().filter(status -> status == 401)).hasSize(7);
    assertThat(products(maker)).isEqualTo(1);
    // The key is another matter: signed anew, it is the same request.
    assertThat(toTheOther(SignedAsk.by(maker.enrolment(), offer))).isEqualTo(201);
    assertThat(products(maker)).isEqualTo(1);
  }

  @Test
  void what_only_reads_may_be_sent_again() {
    var maker = TestMaker.enrolled();
    var signed = SignedAsk.by(maker.enrolment(), Ask.get("/products"));

    assertThat(signed.send().status()).isEqualTo(200);
    assertThat(toTheOther(signed)).isEqualTo(200);
    assertThat(toTheOther(signed)).isEqualTo(200);
  }

  @Test
  void a_webhook_is_told_in_order_and_each_message_once_though_both_would_call() {
    var shop = new TestShop();
    var order =
        Ask.post("/orders")
            .by(shop.token())
            .body(Bodies.order(TestMaker.enrolled().sells(1)))
            .send()
            .good();
    try (var receiver = new Receiver(TestOffice.get().vertx())) {
      var terms = DomainJson.object().put("url", receiver.url());
      terms.putArray("types").add("hms.order.changed.v1");
      var made = Ask.post("/webhooks").by(shop.token()).body(terms).send().good();
      long version = order.at("/version").asLong();
      for (int n = 0; n < 20; n++) version = turned(order, version, n % 2 == 0);

      var told =
          receiver.calls(20).stream()
              .map(call -> call.verified(made.at("/secret").asText()).json())
              .map(json -> json.path("sequence").asLong())
              .toList();

      assertThat(told).hasSize(20).isSorted().doesNotHaveDuplicates();
    } finally {
      TestOffice.get().change("delete from webhooks where channel_oid = $1", shop.oid());
    }
  }

  @Test
  void an_office_takes_no_more_jobs_than_there_may_be() {
    var later = DomainJson.object().put("type", "noop").put("notBefore", "2999-01-01T00:00:00Z");
    later.putObject("parameters").put("units", 1);
    var waits = Ask.post("/jobs").by(Role.OPERATOR).body(later);
    var oid = waits.send().good().at("/oid").asText();

    assertThat(toTheOther(Ask.post("/jobs").by(Role.OPERATOR).body(later))).isEqualTo(429);
    assertThat(toTheOther(waits)).as("one that is there is answered").isEqualTo(201);

    Ask.post("/jobs/" + oid + "/cancel").by(Role.OPERATOR).send().good();
  }

  /** Held, or let go again. */
  private static long turned(Answer order, long version, boolean hold) {
    String path = "/orders/" + order.at("/oid").asText() + (hold ? "/hold" : "/release");
    var ask = Ask.post(path).by(Role.ORDER_MANAGER).seen(version);
    if (hold) ask.body("{\"reason\":\"The kiln broke.\"}");
    return ask.send().good().at("/version").asLong();
  }

  private static long products(TestMaker maker) {
    return TestOffice.get()
        .count("select count(*) from products where artisan_oid = $1", maker.oid());
  }

  /** The very same request. */
  private static int toTheOther(Ask ask) {
    var request =
        HttpRequest.newBuilder(URI.create(otherUrl + ask.path()))
            .method(ask.method(), BodyPublishers.ofByteArray(ask.body()));
    ask.headers().forEach(request::setHeader);
    var http1 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    try (var client = http1.build()) {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
