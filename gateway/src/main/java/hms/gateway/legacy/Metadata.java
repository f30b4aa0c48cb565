package hms.gateway.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Rules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a product is by categories: the original knew one value of each. */
final class Metadata {
  private static final int MAX = 20;

  private Metadata() {}

  static Map<String, List<String>> read(Original from) {
    var all = new TreeMap<String, List<String>>();
    for (String key : from.keys()) {
      if (from.present(key) == null) continue;
      String category = category(from, key);
      if (category == null || all.containsKey(category) || all.size() == MAX) {
        if (category != null) from.refuse(key, Flag.METADATA_CUT);
        continue;
      }
      var values = values(from, key);
      if (!values.isEmpty()) all.put(category, List.copyOf(values));
    }
    return all;
  }

  private static @Nullable String category(Original from, String key) {
    String begin = Original.beginning(key, 64);
    if (begin.length() < key.strip().length()) from.refuse(key, Flag.METADATA_CUT);
    String clean = new Rules().line("", begin, 64);
    return clean == null ? from.refused(key, Flag.VALUE_REFUSED) : clean;
  }

  private static Set<String> values(Original from, String key) {
    var clean = new LinkedHashSet<String>();
    for (var each : each(from.value(key)).toList()) {
      String whole = each.asText();
      String begin = Original.beginning(whole, 128);
      String value = each.isValueNode() ? new Rules().line("", begin, 128) : null;
      if (value == null) from.refuse(key, Flag.VALUE_REFUSED);
      else if (clean.size() < MAX) clean.add(value);
      if (begin.length() < whole.strip().length()
          || clean.size() == MAX && !clean.contains(value)) {
        from.refuse(key, Flag.METADATA_CUT);
      }
    }
    return clean;
  }

  private static Stream<JsonNode> each(JsonNode value) {
    return value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
  }
}
