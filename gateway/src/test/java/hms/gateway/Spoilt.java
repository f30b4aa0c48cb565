package hms.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** JSON that is spoilt in one place. */
public final class Spoilt {
  /** Values of every type, in and out of every bound, as JSON text. */
  public static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "7",
          "0",
          "-1",
          "1.5",
          "1e400",
          "9223372036854775808",
          "2147483648",
          "1000000000000",
          "9".repeat(40),
          "\"\"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u202e\"",
          "\"" + "y".repeat(70_000) + "\"",
          "\"-1000000-01-01T00:00:00Z\"",
          "\"0000-01-01T00:00:00Z\"",
          "\"9999-12-31T23:59:59Z\"",
          "\"018f2f3a-7b7c-7000-8000-00000000beef\"",
          "[]",
          "[null]",
          "[[]]",
          "[{}]",
          "[\"x\",\"x\"]",
          "{}",
          "{\"a\":null}",
          "{\"\":[null]}",
          "{\"a\":[\"b\"],\"\\u0000\":[\"\"]}");

  private Spoilt() {}

  /** The texts of {@code body} with each value in each place. */
  public static Stream<String> all(ObjectNode body) {
    return pointers(body).stream()
        .flatMap(pointer -> VALUES.stream().map(value -> with(body, pointer, value)));
  }

  /** JSON pointers of everything in it. */
  public static List<String> pointers(JsonNode json) {
    var all = new ArrayList<String>();
    collect(json, "", all);
    return all;
  }

  /** The text of {@code body} with {@code value} for what the pointer names. */
  public static String with(ObjectNode body, String pointer, String value) {
    var copy = body.deepCopy();
    int slash = pointer.lastIndexOf('/');
    String name = pointer.substring(slash + 1);
    switch (copy.at(pointer.substring(0, slash))) {
      case ObjectNode object -> object.put(name, "@@here@@");
      case ArrayNode array -> array.set(Integer.parseInt(name), "@@here@@");
      default -> throw new IllegalArgumentException(pointer);
    }
    return copy.toString().replace("\"@@here@@\"", value);
  }

  private static void collect(JsonNode json, String at, List<String> all) {
    for (var member : json.properties()) {
      all.add(at + "/" + member.getKey());
      collect(member.getValue(), at + "/" + member.getKey(), all);
    }
    for (int i = 0; json.isArray() && i < json.size(); i++) {
      all.add(at + "/" + i);
      collect(json.get(i), at + "/" + i, all);
    }
  }
}
