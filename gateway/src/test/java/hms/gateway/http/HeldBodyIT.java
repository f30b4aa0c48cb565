package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.TestOffice;
import hms.domain.Role;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Callers that hold their body back until they have heard whether anybody wants it. */
class HeldBodyIT {
  private static final int MEBIBYTE = 1 << 20;
  private static final int READ_MILLIS = 5_000;
  private static final String LENGTH = "Content-Length: " + MEBIBYTE;
  private static final String JSON = "Content-Type: application/json";

  private Socket socket;

  @BeforeEach
  void connect() throws IOException {
    socket = new Socket("127.0.0.1", TestOffice.get().port());
    socket.setSoTimeout(READ_MILLIS);
  }

  @AfterEach
  void hangUp() throws IOException {
    socket.close();
  }

  static Stream<Arguments> refused() {
    String reviewer = bearer(Role.REVIEWER);
    String admin = bearer(Role.ADMIN);
    String key = "Idempotency-Key: " + UUID.randomUUID();
    return Stream.of(
        Arguments.of("401 Unauthorized", "/jobs", new String[] {JSON, key}),
        Arguments.of(
            "401 Unauthorized",
            "/jobs",
            new String[] {JSON, key, "Authorization: Bearer hms_aaaaaaaaaa_" + "b".repeat(52)}),
        Arguments.of("403 Forbidden", "/jobs", new String[] {JSON, key, reviewer}),
        Arguments.of("403 Forbidden", "/users", new String[] {JSON, key, admin}),
        Arguments.of("400 Bad Request", "/sign-ups", new String[] {JSON}),
        Arguments.of("400 Bad Request", "/sign-ups?colour=red", new String[] {JSON, key}),
        Arguments.of("400 Bad Request", "/sign-ups?dryRun=yes", new String[] {JSON, key}),
        Arguments.of(
            "403 Forbidden", "/sessions", new String[] {JSON, "Origin: https://x.example"}),
        Arguments.of("415 Unsupported Media Type", "/sign-ups", new String[] {key}),
        Arguments.of("406 Not Acceptable", "/sign-ups", new String[] {JSON, key, "Accept: x/y"}));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_refusal_comes_while_the_body_is_held_back(String status, String path, String... headers)
      throws IOException {
    head(path, headers);

    assertThat(answer()).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void what_is_sent_all_the_same_is_thrown_away_and_the_connection_goes_on() throws IOException {
    head("/jobs", JSON, bearer(Role.REVIEWER));
    assertThat(answer()).startsWith("HTTP/1.1 403");

    socket.getOutputStream().write(new byte[MEBIBYTE]);
    write("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answer()).startsWith("HTTP/1.1 200");
  }

  @Test
  void a_caller_who_asks_first_is_invited_only_if_it_may() throws IOException {
    head("/jobs", JSON, "Expect: 100-continue", bearer(Role.REVIEWER));
    assertThat(answer()).startsWith("HTTP/1.1 403").containsIgnoringCase("connection: close");

    hangUp();
    connect();
    head("/sign-ups", JSON, "Expect: 100-continue", "Idempotency-Key: " + UUID.randomUUID());
    assertThat(answer()).startsWith("HTTP/1.1 100 Continue");
    socket.getOutputStream().write(spaces());
    assertThat(answer()).startsWith("HTTP/1.1 400").contains("malformed-body");
  }

  @Test
  void what_is_larger_than_said_here_is_refused_by_its_length() throws IOException {
    write("POST /api/v1/sign-ups HTTP/1.1\r\nHost: x\r\n");
    write(JSON + "\r\nContent-Length: " + (MEBIBYTE + 1) + "\r\n\r\n");

    assertThat(answer()).startsWith("HTTP/1.1 413");
  }

  /** All blanks: no object, and one byte less than too large. */
  private static byte[] spaces() {
    byte[] body = new byte[MEBIBYTE];
    Arrays.fill(body, (byte) ' ');
    return body;
  }

  private void head(String path, String... headers) throws IOException {
    write("POST /api/v1" + path + " HTTP/1.1\r\nHost: x\r\n");
    write(String.join("\r\n", headers) + "\r\n" + LENGTH + "\r\n");
    write("X-Forwarded-For: " + new Ask("GET", "/").header("X-Forwarded-For") + "\r\n\r\n");
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** One answer: its head, and as much of a body as it says. */
  private String answer() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) head.append((char) socket.getInputStream().read());
    int length =
        head.toString()
            .lines()
            .filter(line -> line.toLowerCase().startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    byte[] body = socket.getInputStream().readNBytes(length);
    return head + new String(body, StandardCharsets.UTF_8);
  }

  private static String bearer(Role role) {
    return "Authorization: Bearer " + TestOffice.get().token(role);
  }
}
