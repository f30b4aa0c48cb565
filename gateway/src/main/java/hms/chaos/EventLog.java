package hms.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.DomainJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What happened when: a JSON object a line, with {@code at} (UTC), {@code run} and {@code event}.
 */
final class EventLog implements Closeable {
  private final PrintWriter out;
  private int run;

  EventLog(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      this.out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From here on everything is of this run. */
  void begin(int number) {
    run = number;
  }

  /** Values are texts, whole numbers or truths; everything else is written as text. */
  void tell(String event, Map<String, Object> more) {
    tell(Instant.now(), event, more);
  }

  void tell(Instant at, String event, Map<String, Object> more) {
    ObjectNode line = DomainJson.object();
    line.put("at", at.toString()).put("run", run).put("event", event);
    more.forEach((name, value) -> {
      switch (value) {
        case Long number -> line.put(name, number);
        case Integer number -> line.put(name, number);
        case Boolean truth -> line.put(name, truth);
        default -> line.put(name, value.toString());
      }
    });
    out.println(line);
    out.flush();
  }

  @Override
  public void close() {
    out.close();
  }
}
