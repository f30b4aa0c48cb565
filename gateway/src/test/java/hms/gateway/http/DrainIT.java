package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.storage.embedded.StickyPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node in a process of its own that is told to end while callers keep it busy. */
class DrainIT {
  private static final int CALLERS = 8;
  private static final int BEFORE = 200;
  private static final int ENDED_BY_SIGTERM = 143;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String shop = TestOffice.get().newStorefront();
  private final AtomicInteger done = new AtomicInteger();
  private final List<String> failed = new CopyOnWriteArrayList<>();

  /** Keys of orders that met a closing connection. */
  private final List<String> met = new CopyOnWriteArrayList<>();

  private UUID product;
  private Process process;
  private Path log;
  private String url;

  @BeforeEach
  void start() throws IOException {
    product = TestMaker.enrolled().sells(1_000_000);
    Path dir = Files.createTempDirectory("hms-drain-");
    int port = StickyPort.renew(dir.resolve("http"));
    String member = "127.0.0.1:" + StickyPort.renew(dir.resolve("cluster"));
    url = "http://127.0.0.1:" + port;
    log = dir.resolve("log");
    var command = new ArrayList<>(jvm());
    command.addAll(List.of("hms.cli.Hms", "node", "--with-parent"));
    TestOffice.get()
        .settings(
            Map.of(
                "http.port",
                "" + port,
                "node.drain-delay",
                "1s",
                "node.roles",
                "gateway",
                "cluster.name",
                "drain-" + port,
                "cluster.port",
                member.substring(member.indexOf(':') + 1),
                "cluster.bus-port",
                "" + StickyPort.renew(dir.resolve("bus")),
                "cluster.members",
                member))
        .forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Awaitility.await("ready")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(this::isReady);
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void sigterm_under_load_fails_no_request_and_resets_listeners() throws Exception {
    var listener = listener();
    var callers = new ArrayList<Thread>();
    for (int i = 0; i < CALLERS; i++) callers.add(Thread.ofVirtual().start(this::call));
    Awaitility.await("load").atMost(Duration.ofSeconds(60)).until(() -> done.get() > BEFORE);
    int before = done.get();

    // By its handle: the other way also closes the pipe by which it would hear that we are gone.
    assertThat(process.toHandle().destroy()).isTrue();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(text()).isTrue();
    for (var caller : callers) caller.join(Duration.ofSeconds(30));
    assertThat(failed).as(text()).isEmpty();
    assertThat(met).as("sent to nobody, so without effect").allMatch(key -> taken(key) == 0);
    assertThat(process.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(done.get()).as("answered while it drained").isGreaterThan(before);
    assertThat(listener.get(5, TimeUnit.SECONDS)).contains("event: reset");
  }

  /** Reads and orders until nobody takes a connection any more. */
  private void call() {
    while (true) {
      String key = UUID.randomUUID().toString();
      try {
        note(client.send(browse(), BodyHandlers.ofString()));
        note(client.send(order(key), BodyHandlers.ofString()));
      } catch (ConnectException nobodyThere) {
        return;
      } catch (IOException broken) {
        // A connection may be closed, being idle, while a request is on its way (RFC 9112, 9.3.1).
        if (String.valueOf(broken.getMessage()).contains("received no bytes")) met.add(key);
        else failed.add(broken.toString());
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void note(HttpResponse<String> answer) {
    if (answer.statusCode() >= 400) failed.add(answer.statusCode() + " " + answer.body());
    else done.incrementAndGet();
  }

  private HttpRequest browse() {
    return request("/api/v1/catalogue/products/" + product).build();
  }

  private static long taken(String key) {
    return TestOffice.get().count("select count(*) from idempotency_keys where key = $1", key);
  }

  private HttpRequest order(String key) {
    return request("/api/v1/orders")
        .header("Authorization", "Bearer " + shop)
        .header("Idempotency-Key", key)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(Bodies.order(product).toString()))
        .build();
  }

  /** All that somebody who listens is told, until the stream ends. */
  private CompletableFuture<String> listener() throws Exception {
    var told = new CompletableFuture<String>();
    var request =
        request("/api/v1/events?topics=orders").header("Authorization", "Bearer " + shop).build();
    var answer = client.send(request, BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    Thread.ofVirtual()
        .start(() -> {
          var all = new StringBuilder();
          try (var in =
              new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            in.lines().forEach(line -> all.append(line).append('\n'));
          } catch (Exception cut) {
            all.append(cut);
          }
          told.complete(all.toString());
        });
    return told;
  }

  private boolean isReady() throws InterruptedException {
    assertThat(process.isAlive()).as(text()).isTrue();
    try {
      return client.send(request("/readyz").build(), BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
  }

  private String text() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<String> jvm() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
        .filter(flag -> !flag.startsWith("-Xmx"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    return command;
  }
}
