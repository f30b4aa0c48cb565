package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers who keep a connection and do nothing with it, over real sockets. */
class ConnectionsTest {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final int PATIENCE_MILLIS = 10_000;

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch gone = new CountDownLatch(1);
  private HttpServer server;
  private Socket socket;

  @BeforeEach
  void open() throws IOException {
    var connections = new Connections(vertx, FIRST, IDLE);
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .connectionHandler(connections::opened)
            .requestHandler(request -> {
              connections.asked(request);
              answer(request);
            })
            .listen(0, "127.0.0.1")
            .await();
    socket = new Socket("127.0.0.1", server.actualPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    vertx.close().await();
  }

  private void answer(HttpServerRequest request) {
    var response = request.response();
    switch (request.path()) {
      case "/at-once" -> response.end("x");
      case "/late" -> vertx.setTimer(5 * IDLE.toMillis(), due -> response.end("late"));
      case "/parts" -> parts(response.setChunked(true), 20);
      case "/endless" -> {
        response.closeHandler(closed -> gone.countDown());
        endless(response.setChunked(true));
      }
      default -> throw new IllegalArgumentException(request.path());
    }
  }

  /** As slow as it may be. */
  private void parts(HttpServerResponse response, int left) {
    var unused = left == 0 ? response.end("end") : response.write("x");
    if (left > 0) vertx.setTimer(IDLE.toMillis() / 4, due -> parts(response, left - 1));
  }

  private static void endless(HttpServerResponse response) {
    var kilobyte = Buffer.buffer(new byte[1024]);
    while (!response.writeQueueFull() && !response.closed()) {
      var unused = response.write(kilobyte);
    }
    response.drainHandler(more -> endless(response));
  }

  @Test
  void who_asks_nothing_is_gone_after_the_time_for_first_headers() throws IOException {
    assertThat(socket.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void who_has_an_answer_and_asks_no_more_is_gone() throws IOException {
    ask("/at-once");

    assertThat(everything()).endsWith("x");
  }

  @Test
  void a_byte_of_a_header_now_and_then_is_no_request() throws IOException {
    ask("/at-once");
    long drip =
        vertx.setPeriodic(
            IDLE.toMillis() / 4,
            due -> {
              try {
                socket.getOutputStream().write('G');
              } catch (IOException gone) {
                // It is what we wait for.
              }
            });

    assertThat(everything()).endsWith("x");
    vertx.cancelTimer(drip);
  }

  @Test
  void who_waits_for_us_is_kept_and_so_is_who_takes_what_comes() throws IOException {
    ask("/late");
    ask("/parts");

    assertThat(everything()).contains("late").endsWith("end\r\n0\r\n\r\n");
  }

  @Test
  void who_does_not_take_its_answer_is_gone() throws Exception {
    socket.setReceiveBufferSize(4096);
    ask("/endless");

    assertThat(gone.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
  }

  private void ask(String path) throws IOException {
    String request = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private String everything() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }
}
