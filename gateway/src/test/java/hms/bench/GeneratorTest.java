package hms.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the load generator asks and how it counts what comes back. */
final class GeneratorTest {
  private static final int MOST = 3;
  private static final double FAST = 1e6;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();
  private final Set<Object> connections = ConcurrentHashMap.newKeySet();
  private HttpServer server;

  @BeforeEach
  void listen() {
    server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  /** Of ten, one each is refused, busy, wrong, and cut off. */
  private void answer(HttpServerRequest request) {
    connections.add(request.connection());
    int number = asked.getAndIncrement() % 10;
    if (request.path().equals("/good") || number > 3) request.response().end("good");
    else if (number == 3) request.connection().close();
    else request.response().setStatusCode(new int[] {429, 503, 500}[number]).end();
  }

  @Test
  void countsEachAnswerForWhatItIs() {
    try (var generator = generator("/mixed")) {
      var answered = generator.run(new Pace.Open(FAST, 1000));
      assertThat(answered.good()).isEqualTo(600);
      assertThat(answered.refused()).isEqualTo(200);
      assertThat(answered.wrong()).isEqualTo(200);
      assertThat(answered.latency().getTotalCount()).isEqualTo(600);
      assertThatThrownBy(answered::allGood).hasMessageContaining("200 refused, 200 wrong");
    }
  }

  @Test
  void keepsToItsConnections() {
    try (var generator = generator("/good")) {
      assertThat(generator.run(new Pace.Open(FAST, 500)).allGood().good()).isEqualTo(500);
      assertThat(generator.run(new Pace.Open(FAST, 500)).allGood().good()).isEqualTo(500);
      assertThat(connections).hasSizeBetween(1, MOST);
    }
  }

  @Test
  void countsALatencyFromWhenItsRequestWasDue() {
    try (var generator = generator("/good")) {
      // All are due at once, so the middle one waits for half of the run.
      var answered = generator.run(new Pace.Open(1e9, 2000));
      double half = answered.seconds() / 2 * 1e6;
      assertThat((double) answered.latency().getValueAtPercentile(100)).isGreaterThan(half);
    }
  }

  @Test
  void beginsWhatIsDueAndNoMoreThanItsUsersAsk() {
    long second = 1_000_000_000L;
    var open = new Pace.Open(10, 3);
    assertThat(open.next(0, 0, 5 * second)).isZero();
    assertThat(open.next(2, 0, 0)).isEqualTo(second / 5);
    assertThat(open.next(3, 0, 0)).isEqualTo(Pace.NONE);
    var closed = new Pace.Closed(2, 1);
    assertThat(closed.next(8, 7, 42)).isEqualTo(42);
    assertThat(closed.next(8, 6, 42)).isEqualTo(Pace.NONE);
    assertThat(closed.next(8, 8, second)).isEqualTo(Pace.NONE);
  }

  private Generator generator(String path) {
    byte[] request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
            .formatted(path)
            .getBytes(StandardCharsets.ISO_8859_1);
    var uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    return new Generator(uri, MOST, () -> request);
  }
}
