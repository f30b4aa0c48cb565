package hms.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hms.Ask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody who listens to a stream of events, as a browser reads it. */
final class Listener implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 10;

  private final InputStream in;
  private final BlockingQueue<Optional<Told>> told = new LinkedBlockingQueue<>();

  /** An event; what a comment or {@code retry} says is left out. */
  record Told(String id, String name, String text) {
    JsonNode data() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String oid() {
      return data().path("oid").asText();
    }
  }

  private Listener(InputStream in) {
    this.in = in;
    Thread.ofVirtual().start(this::read);
  }

  /**
   * @param topics between commas
   */
  static Listener to(String token, String topics) {
    return to(Ask.get("/events?topics=" + topics).by(token));
  }

  static Listener to(Ask ask) {
    var answer = ask.open();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    return new Listener(answer.body());
  }

  /** The next event. */
  Told next() {
    return polled(PATIENCE_SECONDS).orElseThrow(() -> new AssertionError("the stream has ended"));
  }

  /** The next event, which must be of this name. */
  Told next(String name) {
    var next = next();
    assertThat(next.name()).as("%s", next).isEqualTo(name);
    return next;
  }

  /** The next change of this object; those of others, made by other tests, are passed over. */
  Told nextOf(String oid) {
    while (true) {
      var next = next("change");
      if (next.oid().equals(oid)) return next;
    }
  }

  /** Waits for its end, whatever comes before. */
  void awaitEnd(long seconds) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (polled(Math.max(1, TimeUnit.NANOSECONDS.toSeconds(until - System.nanoTime())))
        .isPresent()) {
      assertThat(System.nanoTime()).as("still open").isLessThan(until);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Told> polled(long seconds) {
    try {
      var next = told.poll(seconds, TimeUnit.SECONDS);
      if (next == null) throw new AssertionError("nothing was told");
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Map<String, String> fields = new HashMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (fields.containsKey("event")) told.add(Optional.of(event(fields)));
          fields.clear();
        } else if (!line.startsWith(":")) {
          String[] parts = line.split(": ", 2);
          fields.put(parts[0], parts[1]);
        }
      }
    } catch (IOException cut) {
      // It ends like one that ends well.
    }
    told.add(Optional.empty());
  }

  private static Told event(Map<String, String> fields) {
    return new Told(fields.getOrDefault("id", ""), fields.get("event"), fields.get("data"));
  }
}
