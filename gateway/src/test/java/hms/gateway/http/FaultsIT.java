package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.Wire;
import hms.gateway.Node;
import hms.storage.DomainJson;
import hms.storage.embedded.StickyPort;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node of the office whose wire to the database breaks, or along which nothing moves. */
class FaultsIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final int AT_A_TIME = 10;

  private static Wire wire;
  private static Node node;
  private static String url;
  private static String shop;
  private static UUID product;

  @BeforeAll
  static void start() throws IOException {
    var office = TestOffice.get();
    shop = office.newStorefront();
    product = TestMaker.enrolled().sells(1000);
    wire = Wire.to(office.database().host(), office.database().port());
    Path dir = Files.createTempDirectory("hms-faults-");
    int port = StickyPort.renew(dir.resolve("http"));
    String member = "127.0.0.1:" + StickyPort.renew(dir.resolve("cluster"));
    url = "http://127.0.0.1:" + port;
    node =
        Node.start(
            office.config(
                Map.of(
                    "http.port",
                    "" + port,
                    "http.in-flight",
                    "" + AT_A_TIME,
                    "node.drain-delay",
                    "0s",
                    "http.request-timeout",
                    "2s",
                    "http.header-timeout",
                    "500ms",
                    "postgres.url",
                    "postgresql://127.0.0.1:%d/%s"
                        .formatted(wire.port(), office.database().database()),
                    "cluster.name",
                    "faults-" + port,
                    "cluster.port",
                    member.substring(member.indexOf(':') + 1),
                    "cluster.bus-port",
                    "" + StickyPort.renew(dir.resolve("bus")),
                    "cluster.members",
                    member)));
  }

  @AfterEach
  void mend() {
    wire.mend();
    becomes("/readyz", 200);
  }

  @AfterAll
  static void stop() throws IOException {
    node.stop();
    wire.close();
  }

  @Test
  void without_its_database_a_node_says_so_and_comes_back_by_itself() throws Exception {
    String key = UUID.randomUUID().toString();
    var body = Bodies.order(product).toString();
    wire.cut();

    becomes("/readyz", 503);
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    var refused = order(key, body);
    assertUnavailable(refused);

    wire.mend();
    becomes("/readyz", 200);
    assertThat(order(key, body).statusCode()).isEqualTo(201);
    assertThat(order(key, body).headers().firstValue("Idempotency-Replayed")).contains("true");
  }

  @Test
  void a_database_that_hangs_holds_nobody_for_longer_than_the_limit() throws Exception {
    String key = UUID.randomUUID().toString();
    var body = Bodies.order(product).toString();
    wire.halt();
    long began = System.nanoTime();

    var refused = order(key, body);

    assertUnavailable(refused);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    wire.mend();
    becomes("/readyz", 200);
    assertThat(order(key, body).statusCode()).isEqualTo(201);
  }

  @Test
  void readers_do_not_take_the_place_of_buyers() throws Exception {
    wire.halt();
    var readers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 2 * AT_A_TIME; i++) {
      readers.add(sent("/api/v1/catalogue/products?artisan=" + UUID.randomUUID()));
    }
    Awaitility.await()
        .until(() -> readers.stream().filter(CompletableFuture::isDone).count() >= 13);

    var bought = order(UUID.randomUUID().toString(), Bodies.order(product).toString());

    assertThat(codes(readers).filter("overloaded"::equals)).hasSize(13);
    assertThat(codes(readers).filter("unavailable"::equals)).hasSize(7);
    assertThat(json(bought).path("code").asText()).isEqualTo("unavailable");
  }

  @Test
  void headers_that_do_not_end_are_not_waited_for() throws IOException {
    try (var socket = new Socket("127.0.0.1", URI.create(url).getPort())) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write("GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));

      assertThat(socket.getInputStream().read()).as("end of the connection").isEqualTo(-1);
    }
  }

  private static void assertUnavailable(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(json(answer).path("code").asText()).isEqualTo("unavailable");
    assertThat(json(answer).path("retryable").asBoolean()).isTrue();
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  private static void becomes(String path, int status) {
    Awaitility.await(path + " " + status)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> get(path).statusCode() == status);
  }

  private static Stream<String> codes(List<CompletableFuture<HttpResponse<String>>> all) {
    return all.stream().map(each -> json(each.join()).path("code").asText());
  }

  private static HttpResponse<String> order(String key, String body) throws Exception {
    var request =
        request("/api/v1/orders")
            .header("Authorization", "Bearer " + shop)
            .header("Idempotency-Key", key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(request(path).build(), BodyHandlers.ofString());
  }

  private static CompletableFuture<HttpResponse<String>> sent(String path) {
    return CLIENT.sendAsync(request(path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return DomainJson.parse(answer.body().getBytes(StandardCharsets.UTF_8)).orThrow();
  }
}
