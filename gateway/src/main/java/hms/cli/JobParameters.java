package hms.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of a job as they stand on a command line: {@code to=100}, {@code numbers=[6,28]}. */
final class JobParameters {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JobParameters() {}

  /** A value that is JSON is sent as such, anything else as text. */
  static ObjectNode read(@Nullable Map<String, String> given) {
    var object = JSON.createObjectNode();
    if (given != null) given.forEach((name, value) -> object.set(name, value(value)));
    return object;
  }

  private static JsonNode value(String text) {
    try {
      var value = JSON.readTree(text);
      return value.isMissingNode() ? TextNode.valueOf(text) : value;
    } catch (JsonProcessingException word) {
      return TextNode.valueOf(text);
    }
  }
}
