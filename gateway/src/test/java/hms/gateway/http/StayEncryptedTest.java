package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Browsers are told to stay with TLS where there is TLS, and only there. */
class StayEncryptedTest {
  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void end() {
    VERTX.close().await();
  }

  @ParameterizedTest
  @CsvSource({"https://office.example, max-age=63072000", "http://127.0.0.1:8080, null"})
  void it_is_said_by_the_public_address(String publicUrl, String said) {
    var server =
        VERTX
            .createHttpServer()
            .requestHandler(request -> {
              RequestHeaders.stayEncrypted(publicUrl).accept(request.response());
              var sent = request.response().end();
            })
            .listen(0, "127.0.0.1")
            .await();
    var client = VERTX.createHttpClient();

    String header =
        client
            .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
            .compose(request -> request.send())
            .map(answer -> String.valueOf(answer.getHeader("Strict-Transport-Security")))
            .await();

    assertThat(header).isEqualTo(said);
    client.close().await();
    server.close().await();
  }
}
