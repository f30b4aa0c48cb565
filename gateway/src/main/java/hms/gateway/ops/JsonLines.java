package hms.gateway.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import hms.cluster.TraceLocal;
import hms.domain.audit.TraceParent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event as a flat object of JSON on a line of its own: time, level and message, then the
 * keys and values it was logged with; numbers stay numbers. logback's own encoder nests them. The
 * trace that the work is part of stands at its end.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};
  private static final String TRACE = "trace";
  private static final List<KeyValuePair> NO_PAIRS = List.of();

  /** Straight to bytes: a line is written for each request, and a tree of it costs the most. */
  private static final JsonFactory JSON = new JsonFactory();

  /** Bytes of a usual one. */
  private static final int LINE = 256;

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
    try (var line = new ByteArrayBuilder(LINE)) {
      try (var json = JSON.createGenerator(line)) {
        write(json, event);
      }
      line.append('\n');
      return line.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(JsonGenerator json, ILoggingEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("time", event.getInstant().toString());
    json.writeStringField("level", level(event.getLevel()));
    json.writeStringField("message", event.getFormattedMessage());
    boolean traced = false;
    for (var pair : Objects.requireNonNullElse(event.getKeyValuePairs(), NO_PAIRS)) {
      traced |= pair.key.equals(TRACE);
      json.writeFieldName(pair.key);
      write(json, pair.value);
    }
    var trace = traced ? Optional.<TraceParent>empty() : TraceLocal.current();
    if (trace.isPresent()) json.writeStringField(TRACE, trace.get().traceId());
    json.writeEndObject();
  }

  private static String level(Level level) {
    return level == Level.INFO ? "info" : level.toString().toLowerCase(Locale.ROOT);
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case null, default -> json.writeString(String.valueOf(value));
    }
  }
}
