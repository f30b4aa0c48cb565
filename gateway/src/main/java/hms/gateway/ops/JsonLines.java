package hms.gateway.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.DomainJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event as a flat object of JSON on a line of its own: time, level and message, then the
 * keys and values it was logged with; numbers stay numbers. logback's own encoder nests them.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ObjectNode line =
        DomainJson.object()
            .put("time", event.getInstant().toString())
            .put("level", event.getLevel().toString().toLowerCase(Locale.ROOT))
            .put("message", event.getFormattedMessage());
    Objects.requireNonNullElse(event.getKeyValuePairs(), List.<KeyValuePair>of())
        .forEach(pair -> put(line, pair));
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ObjectNode line, KeyValuePair pair) {
    switch (pair.value) {
      case Integer number -> line.put(pair.key, number);
      case Long number -> line.put(pair.key, number);
      case Double number -> line.put(pair.key, number);
      case Boolean flag -> line.put(pair.key, flag);
      case null, default -> line.put(pair.key, String.valueOf(pair.value));
    }
  }
}
