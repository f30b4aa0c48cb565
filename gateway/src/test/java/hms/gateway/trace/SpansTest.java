package hms.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SpansTest {
  private final Vertx vertx = Vertx.vertx();
  private final InMemorySpanExporter told = InMemorySpanExporter.create();
  private final Spans spans = new Spans("test", 1, SimpleSpanProcessor.create(told));

  @AfterEach
  void end() {
    spans.close();
    vertx.close().await();
  }

  @Test
  void work_that_throws_is_over_and_its_span_says_so() {
    assertThatThrownBy(
            () -> received(new IllegalStateException("a defect")).await(5, TimeUnit.SECONDS))
        .hasMessage("a defect");

    // Whoever waits for the work need not wait for its span.
    await().until(() -> !told.getFinishedSpanItems().isEmpty());
    assertThat(told.getFinishedSpanItems())
        .singleElement()
        .satisfies(
            span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
  }

  private Future<String> received(RuntimeException defect) {
    var context = vertx.getOrCreateContext();
    return Future.future(over ->
        context.runOnContext(go ->
            spans
                .<String>receiving(
                    "here",
                    Optional.empty(),
                    Instant.now(),
                    place -> {
                      throw defect;
                    })
                .onComplete(over)));
  }
}
