package hms.gateway.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is another than it was at the look before. */
final class Changes<K, V> {
  private Map<K, V> known = Map.of();

  /** Those that are new or another; at the first look all of them. */
  List<V> since(List<V> found, Function<V, K> key) {
    var now = new HashMap<K, V>();
    found.forEach(each -> now.put(key.apply(each), each));
    var changed = found.stream().filter(each -> !each.equals(known.get(key.apply(each)))).toList();
    known = now;
    return changed;
  }

  /** Those that were there at the look before and are not among {@code found}. */
  List<V> gone(List<V> found, Function<V, K> key) {
    var now = found.stream().map(key).toList();
    return known.entrySet().stream()
        .filter(each -> !now.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
