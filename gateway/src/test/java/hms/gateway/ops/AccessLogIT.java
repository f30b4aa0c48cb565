package hms.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hms.Ask;
import hms.Bodies;
import hms.TestOffice;
import hms.domain.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Reads what the office writes of each call, as a program would. */
class AccessLogIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("hms.access");

  private final Lines lines = new Lines();
  private final String id = UUID.randomUUID().toString();

  /** The very lines that a node would write. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<String> written = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      event.getFormattedMessage().lines().forEach(written::add);
    }
  }

  @BeforeEach
  void listen() {
    TestOffice.get();
    lines.start();
    LOG.setLevel(Level.INFO);
    LOG.setAdditive(false);
    LOG.addAppender(lines);
  }

  @AfterEach
  void stop() {
    LOG.detachAppender(lines);
    LOG.setLevel(null);
    LOG.setAdditive(true);
  }

  @Test
  void a_line_says_what_was_asked_and_how_it_went() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var answer =
        Ask.get("/review-rules?limit=3")
            .by(Role.AUDITOR)
            .with("X-Request-Id", id)
            .with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
            .send()
            .good();

    var line = line();
    assertThat(line.properties())
        .extracting(each -> each.getKey())
        .containsExactly(
            "time",
            "level",
            "message",
            "request",
            "operation",
            "method",
            "status",
            "bytes",
            "tookMs",
            "actor",
            "trace");
    assertThat(Instant.parse(line.path("time").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    assertThat(line.path("message").asText()).isEqualTo("http request");
    assertThat(line.path("operation").asText()).isEqualTo("listReviewRules");
    assertThat(line.path("method").asText()).isEqualTo("GET");
    assertThat(line.path("status").isInt()).isTrue();
    assertThat(line.path("status").asInt()).isEqualTo(200);
    assertThat(line.path("bytes").asLong()).isGreaterThanOrEqualTo(answer.bytes().length);
    assertThat(line.path("tookMs").asDouble()).isBetween(0.001, 60_000.0);
    assertThat(line.path("actor").asText()).isEqualTo("office");
    assertThat(line.path("trace").asText()).isEqualTo(trace);
  }

  @Test
  void refusals_are_told_too_and_what_met_no_operation() {
    Ask.get("/review-rules").with("X-Request-Id", id).by("hms_wrong").send();
    var refused = line();
    assertThat(refused.path("status").asInt()).isEqualTo(401);
    assertThat(refused.path("actor").asText()).isEqualTo("unproved");

    lines.written.clear();
    Ask.get("/nowhere/at-all").with("X-Request-Id", id).send();
    var unknown = line();
    assertThat(unknown.path("operation").asText()).isEqualTo("none");
    assertThat(unknown.path("actor").asText()).isEqualTo("anyone");
    assertThat(unknown.has("trace")).isFalse();
  }

  @Test
  void no_line_holds_a_name_an_address_a_token_or_what_was_sent() {
    var person = Bodies.signUp();
    Ask.post("/sign-ups").body(person).with("X-Request-Id", id).send().good();
    String token = TestOffice.get().token(Role.AUDITOR);
    String secret = UUID.randomUUID().toString();
    Ask.get("/artisans?q=" + secret).by(token).with("X-Request-Id", id).send();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> lines.written.size() >= 2);

    assertThat(String.join("", lines.written))
        .doesNotContain(person.path("familyName").asText())
        .doesNotContain("127.0.0.1", "/sign-ups", secret, token, "@");
  }

  @Test
  void a_caller_cannot_write_lines_of_its_own() {
    Ask.get("/review-rules")
        .with("X-Request-Id", id)
        .with("traceparent", "00-zz\",\"level\":\"error\"-00f067aa0ba902b7-01")
        .send();

    assertThat(line().has("trace")).isFalse();
    assertThat(lines.written)
        .allSatisfy(
            each -> assertThat(parsed(each).path("message").asText()).isEqualTo("http request"));
  }

  /** The line of the call with our id; it comes when the answer is sent, or a moment later. */
  private JsonNode line() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(this::ofOurs, Optional::isPresent)
        .orElseThrow();
  }

  private Optional<JsonNode> ofOurs() {
    return lines.written.stream().filter(each -> each.contains(id)).map(this::parsed).findFirst();
  }

  private JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
