package hms.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import hms.StubOffice;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent again, to an office that refuses the first time and then no more. */
final class ApiClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AtomicInteger asked = new AtomicInteger();
  private final StubOffice office = new StubOffice(this::answer);
  private int status;
  private String retryAfter = "";
  private String problem = "";

  @AfterEach
  void close() {
    office.close();
  }

  @ParameterizedTest
  @CsvSource({"503, 1, true", "503, '', false", "429, 1, true", "429, 60, true"})
  void who_is_refused_for_now_asks_again(int status, String retryAfter, boolean retryable) {
    refuse(status, retryAfter, "{\"retryable\": %s}".formatted(retryable));

    var reply = client().get("/");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(asked).hasValue(2);
  }

  @Test
  void a_429_that_says_nothing_more_may_pass() {
    refuse(429, "Wed, 21 Oct 2026 07:28:00 GMT", "busy");

    assertThat(client().get("/").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"'', false", "61, true", "86400, true"})
  void who_is_refused_for_longer_is_told_at_once(String retryAfter, boolean retryable) {
    refuse(429, retryAfter, "{\"retryable\": %s}".formatted(retryable));

    assertThatExceptionOfType(ApiProblem.class).isThrownBy(() -> client().get("/"));

    assertThat(asked).hasValue(1);
  }

  private void refuse(int status, String retryAfter, String problem) {
    this.status = status;
    this.retryAfter = retryAfter;
    this.problem = problem;
  }

  private ApiClient client() {
    return new ApiClient(office.url(), Optional.empty(), PATIENCE);
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean first = asked.incrementAndGet() == 1;
    byte[] body = (first ? problem : "{}").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (first && !retryAfter.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
    exchange.sendResponseHeaders(first ? status : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
