package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that come too slowly, or not at all, at a door that waits half a second. */
class SlowBodyIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration PATIENCE = Duration.ofMillis(600);
  private static final int MAX = 64 * 1024;

  private HttpServer server;

  @BeforeEach
  void open() {
    var router = Router.router(VERTX);
    router
        .route()
        .handler(context -> {
          var body = ArrivingBody.of(context, MAX, PATIENCE);
          body.read()
              .onSuccess(bytes -> context.response().end("" + bytes.length).onFailure(gone -> {}))
              .onFailure(why -> {
                body.ignore();
                context.fail(why);
              });
        });
    router.route().failureHandler(Failures::answer);
    server = VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  @AfterEach
  void close() {
    server.close().await();
  }

  @AfterAll
  static void end() {
    VERTX.close().await();
  }

  @Test
  void a_body_that_never_comes_is_given_up() throws IOException {
    assertThat(answer(1000, new byte[0])).contains("HTTP/1.1 408", "request-timeout", "close");
  }

  @Test
  void a_body_of_which_the_end_never_comes_is_given_up() throws IOException {
    assertThat(answer(3000, new byte[2999])).contains("HTTP/1.1 408", "within 600 ms");
  }

  @Test
  void a_body_that_comes_in_time_is_read() throws IOException {
    assertThat(answer(3000, new byte[3000])).contains("HTTP/1.1 200", "\r\n\r\n3000");
  }

  @Test
  void a_caller_who_never_ends_is_cut_off() throws IOException {
    var sent = answer(-1, "10000\r\n".getBytes(StandardCharsets.US_ASCII), new byte[1 << 16]);

    assertThat(sent).contains("HTTP/1.1 408").doesNotContain("HTTP/1.1 200");
  }

  @Test
  void one_byte_more_than_is_taken_is_refused() throws IOException {
    byte[] head = "10001\r\n".getBytes(StandardCharsets.US_ASCII);

    assertThat(answer(-1, head, new byte[MAX + 1])).contains("HTTP/1.1 413", "at most 65536");
  }

  /**
   * Everything that comes back until the connection is closed.
   *
   * @param length as the header says; chunked if negative
   */
  private String answer(int length, byte[]... parts) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.actualPort())) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      String header = length < 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + length;
      String close = parts[0].length == length ? "Connection: close\r\n" : "";
      out.write(
          ("POST / HTTP/1.1\r\nHost: x\r\n" + close + header + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      for (var part : parts) out.write(part);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
