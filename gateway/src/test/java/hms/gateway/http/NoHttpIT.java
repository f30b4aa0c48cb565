package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives at the port but is no good HTTP. */
class NoHttpIT {
  private static final String LINE = "GET /livez HTTP/1.1";

  @AfterEach
  void the_office_still_answers() {
    assertThat(Ask.get("/livez").send().status()).isEqualTo(200);
  }

  @Test
  void a_request_line_that_is_too_long_is_refused() {
    Raw.ask("GET /api/v1/" + "x".repeat(9000) + " HTTP/1.1").problem(414, "uri-too-long");
  }

  @Test
  void headers_that_are_too_large_are_refused() {
    Raw.ask(LINE, "X-Much: " + "x".repeat(17_000)).problem(431, "headers-too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n\r\n",
        "GET\r\n\r\n",
        "GET /livez\r\n\r\n",
        "G\u0080T /livez HTTP/1.1\r\n\r\n"
      })
  void garbage_is_refused_as_garbage(String text) {
    Raw.send(text).checked(text).problem(400, "malformed-request");
  }

  /** Vert.x itself says so, with no body, before we are asked. */
  @Test
  void another_protocol_is_not_spoken_here() {
    var answer = Raw.send("GET /livez HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999999", "1, 2", "0x10", "1 1"})
  void a_length_that_is_none_is_refused(String length) {
    Raw.ask("POST /api/v1/sign-ups HTTP/1.1", "Content-Length: " + length)
        .problem(400, "malformed-request");
  }

  @Test
  void two_lengths_are_refused() {
    Raw.ask("POST /api/v1/sign-ups HTTP/1.1", "Content-Length: 2", "Content-Length: 3")
        .problem(400, "malformed-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bad Header: 1", "no colon", "X: a\u0000b"})
  void a_header_that_is_none_is_refused(String header) {
    Raw.ask(LINE, header).problem(400, "malformed-request");
  }

  @Test
  void a_key_of_other_than_ascii_is_refused() {
    Raw.ask(
            "POST /api/v1/sign-ups HTTP/1.1",
            "Idempotency-Key: \u00e9\u00e9\u00e9\u00e9-0123456789abcdef",
            "Content-Type: application/json",
            "Content-Length: 0")
        .problem(400, "invalid-header");
  }

  @Test
  void a_request_id_that_is_none_is_not_echoed() {
    var answer = Raw.ask(LINE, "X-Request-Id: <script>");

    assertThat(answer.header("X-Request-Id").orElse("")).doesNotContain("script");
  }
}
