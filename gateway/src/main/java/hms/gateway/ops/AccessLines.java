package hms.gateway.ops;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import hms.gateway.http.EndedCall;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * Lines of the access log: a flat object of JSON for each call, time, level and message first;
 * numbers stay numbers. For one thread.
 */
final class AccessLines {
  private static final JsonFactory JSON = new JsonFactoryBuilder().rootValueSeparator("\n").build();
  private static final SerializableString TIME = new SerializedString("time");
  private static final SerializableString LEVEL = new SerializedString("level");
  private static final SerializableString INFO = new SerializedString("info");
  private static final SerializableString MESSAGE = new SerializedString("message");
  private static final SerializableString SAYS = new SerializedString("http request");
  private static final SerializableString REQUEST = new SerializedString("request");
  private static final SerializableString OPERATION = new SerializedString("operation");
  private static final SerializableString METHOD = new SerializedString("method");
  private static final SerializableString STATUS = new SerializedString("status");
  private static final SerializableString BYTES = new SerializedString("bytes");
  private static final SerializableString TOOK = new SerializedString("tookMs");
  private static final SerializableString ACTOR = new SerializedString("actor");
  private static final SerializableString COMPLETE = new SerializedString("complete");
  private static final SerializableString TRACE = new SerializedString("trace");

  private long millis = -1;
  private String time = "";

  /** One after the other, each with its end of line. */
  String of(Iterable<Line> lines) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      for (var line : lines) write(json, line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  /**
   * @param atMillis when the call was over, since 1970
   */
  record Line(EndedCall call, long atMillis) {}

  private void write(JsonGenerator json, Line line) throws IOException {
    var call = line.call();
    json.writeStartObject();
    json.writeFieldName(TIME);
    json.writeString(time(line.atMillis()));
    json.writeFieldName(LEVEL);
    json.writeString(INFO);
    json.writeFieldName(MESSAGE);
    json.writeString(SAYS);
    json.writeFieldName(REQUEST);
    json.writeString(call.request());
    json.writeFieldName(OPERATION);
    json.writeString(call.operation());
    json.writeFieldName(METHOD);
    json.writeString(call.method());
    json.writeFieldName(STATUS);
    json.writeNumber(call.status());
    json.writeFieldName(BYTES);
    json.writeNumber(call.bytes());
    json.writeFieldName(TOOK);
    json.writeNumber(millis(call.took().toNanos() / 1000));
    json.writeFieldName(ACTOR);
    json.writeString(call.actor());
    if (!call.complete()) {
      json.writeFieldName(COMPLETE);
      json.writeBoolean(false);
    }
    if (call.trace().isPresent()) {
      json.writeFieldName(TRACE);
      json.writeString(call.trace().get());
    }
    json.writeEndObject();
  }

  /**
   * With three decimals. A number in digits costs a tenth of one that may have any number of them.
   */
  private static String millis(long micros) {
    String after = Long.toString(1000 + micros % 1000);
    return micros / 1000 + "." + after.substring(1);
  }

  /** Many end within a millisecond, and writing a time costs as much as the rest of a line. */
  private String time(long at) {
    if (at != millis) {
      millis = at;
      time = Instant.ofEpochMilli(at).toString();
    }
    return time;
  }
}
