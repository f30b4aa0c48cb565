package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import java.nio.charset.StandardCharsets;

/**
 * How much a JSON body may hold in one place; depth, numbers and names are bounded as it is read.
 */
final class JsonBounds {
  static final int ARRAY_MAX = 1000;
  static final int TEXT_BYTES_MAX = 64 * 1024;

  private JsonBounds() {}

  /** The body; refused as malformed if it is beyond a bound anywhere. */
  static Outcome<JsonNode> hold(JsonNode body) {
    if (tooLong(body)) {
      String detail =
          "expected arrays of at most %d values and texts of at most %d bytes"
              .formatted(ARRAY_MAX, TEXT_BYTES_MAX);
      return Outcome.refused(Invalid.of("", "malformed", detail));
    }
    return Outcome.done(body);
  }

  private static boolean tooLong(JsonNode node) {
    if (node.isTextual()) return tooLong(node.textValue());
    if (node.isArray() && node.size() > ARRAY_MAX) return true;
    for (var each : node) if (tooLong(each)) return true;
    return false;
  }

  /** Counted only where it may be so: a character takes three bytes at most. */
  private static boolean tooLong(String text) {
    return text.length() > TEXT_BYTES_MAX / 3
        && text.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES_MAX;
  }
}
