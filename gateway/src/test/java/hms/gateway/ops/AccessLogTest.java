package hms.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import hms.gateway.http.EndedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who reads the log slowly must not be felt by callers. */
class AccessLogTest {
  /** Characters of a line of {@link #call}, at least and at most. */
  private static final int LINE_MIN = 100;

  private static final int LINE_MAX = 250;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LINES = (Logger) LoggerFactory.getLogger("hms.access");
  private static final Logger OWN = (Logger) LoggerFactory.getLogger(AccessLog.class);

  private final Reader reader = new Reader();
  private final ListAppender<ILoggingEvent> told = new ListAppender<>();
  private final AccessLog log = new AccessLog();

  /** Takes nothing until it is let. */
  private static final class Reader extends AppenderBase<ILoggingEvent> {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch may = new CountDownLatch(1);
    private final List<String> read = Collections.synchronizedList(new ArrayList<>());

    @Override
    protected void append(ILoggingEvent event) {
      begun.countDown();
      try {
        may.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      event.getFormattedMessage().lines().map(this::request).forEach(read::add);
    }

    private String request(String line) {
      try {
        return JSON.readTree(line).path("request").asText();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @BeforeEach
  void listen() {
    reader.start();
    told.start();
    LINES.setLevel(Level.INFO);
    LINES.setAdditive(false);
    LINES.addAppender(reader);
    OWN.addAppender(told);
  }

  @AfterEach
  void stop() throws Exception {
    reader.may.countDown();
    log.close().await(10, TimeUnit.SECONDS);
    LINES.detachAppender(reader);
    LINES.setLevel(null);
    LINES.setAdditive(true);
    OWN.detachAppender(told);
  }

  @Test
  void calls_are_written_in_their_order_and_all_of_them_before_the_end() throws Exception {
    reader.may.countDown();
    for (int i = 0; i < 100; i++) log.ended(call(i));

    log.close().await(10, TimeUnit.SECONDS);

    assertThat(reader.read).hasSize(100).startsWith("0", "1", "2").endsWith("98", "99");
  }

  @Test
  void of_a_log_that_nobody_reads_the_newest_lines_are_dropped_and_counted() throws Exception {
    log.ended(call(0));
    assertThat(reader.begun.await(10, TimeUnit.SECONDS)).isTrue();

    // The thread that writes stands still; ours does not.
    int calls = 1 + AccessLog.PAGES_MAX * AccessLog.PAGE / LINE_MIN;
    for (int i = 1; i < calls; i++) log.ended(call(i));
    reader.may.countDown();
    await().until(() -> !told.list.isEmpty());
    log.close().await(10, TimeUnit.SECONDS);

    int read = reader.read.size();
    assertThat(read)
        .isGreaterThan(AccessLog.PAGES_MAX * AccessLog.PAGE / LINE_MAX)
        .isLessThan(calls);
    assertThat(reader.read)
        .isEqualTo(IntStream.range(0, read).mapToObj(Integer::toString).toList());
    assertThat(told.list)
        .singleElement()
        .satisfies(line ->
            assertThat(line.getFormattedMessage())
                .isEqualTo(
                    "%d lines of the access log are missing: standard output is read too slowly",
                    calls - read));
  }

  @Test
  void a_line_is_json_whatever_method_was_sent() throws Exception {
    var text = new StringBuilder();
    var odd = Optional.of("0af7651916cd43dd8448eb211c80319c");
    new AccessLines()
        .add(
            text,
            new EndedCall(
                "8f14", "x", "G\"\\\nT", 99, false, 7, Duration.ofNanos(12_005_999), "anyone", odd),
            1_700_000_000_001L);

    assertThat(text.toString()).endsWith("}\n").containsOnlyOnce("\n");
    assertThat(JSON.readTree(text.toString()))
        .isEqualTo(
            JSON.readTree(
                """
                {"time": "2023-11-14T22:13:20.001Z", "level": "info", "message": "http request",
                 "request": "8f14", "operation": "x", "method": "G\\"\\\\\\nT", "status": 99,
                 "bytes": 7, "tookMs": 12.005, "actor": "anyone", "complete": false,
                 "trace": "0af7651916cd43dd8448eb211c80319c"}
                """));
  }

  @Test
  void a_reader_who_takes_nothing_does_not_keep_a_node_from_ending() throws Exception {
    log.ended(call(0));
    assertThat(reader.begun.await(10, TimeUnit.SECONDS)).isTrue();

    log.close().await(10, TimeUnit.SECONDS);

    assertThat(reader.read).isEmpty();
  }

  private static EndedCall call(int n) {
    return new EndedCall(
        Integer.toString(n),
        "listOrders",
        "GET",
        200,
        true,
        10,
        Duration.ofMillis(1),
        "anyone",
        Optional.empty());
  }
}
