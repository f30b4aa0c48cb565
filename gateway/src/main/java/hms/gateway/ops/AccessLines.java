package hms.gateway.ops;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import hms.gateway.http.EndedCall;
import java.time.Instant;

/**
 * Lines of the access log: a flat object of JSON for each call, time, level and message first;
 * numbers stay numbers. One at a time.
 */
final class AccessLines {
  private final JsonStringEncoder json = JsonStringEncoder.getInstance();
  private long millis = -1;
  private String time = "";

  /**
   * Adds a line, with its end. Names that have no choice stand there with all that surrounds them:
   * a generator of JSON that finds out the same for each line takes several times as long, and the
   * call waits. Of the words only the method is the caller's own; all others are ours, and plain.
   *
   * @param atMillis when the call was over, since 1970
   */
  void add(StringBuilder text, EndedCall call, long atMillis) {
    text.append("{\"time\":\"").append(time(atMillis));
    text.append("\",\"level\":\"info\",\"message\":\"http request\",\"request\":\"");
    text.append(call.request()).append("\",\"operation\":\"").append(call.operation());
    text.append("\",\"method\":\"");
    json.quoteAsString(call.method(), text);
    text.append("\",\"status\":").append(call.status());
    text.append(",\"bytes\":").append(call.bytes()).append(",\"tookMs\":");
    millis(text, call.took().toNanos() / 1000);
    text.append(",\"actor\":\"").append(call.actor()).append('"');
    if (!call.complete()) text.append(",\"complete\":false");
    if (call.trace().isPresent()) {
      text.append(",\"trace\":\"").append(call.trace().get()).append('"');
    }
    text.append("}\n");
  }

  /**
   * With three decimals. A number in digits costs a tenth of one that may have any number of them.
   */
  private static void millis(StringBuilder text, long micros) {
    long after = micros % 1000;
    text.append(micros / 1000).append(after < 10 ? ".00" : after < 100 ? ".0" : ".").append(after);
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
