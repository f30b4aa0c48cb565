package hms.cluster.jobs.drill;

import hms.domain.Outcome;
import hms.domain.Rules;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of nothing to do.
 *
 * @param units 1..10^12
 * @param millis to wait for each, 0..60,000
 * @param failEvery 0: no unit fails
 */
record DrillParameters(long units, long millis, long failEvery) {
  private static final long UNITS_MAX = 1_000_000_000_000L;
  private static final long MILLIS_MAX = 60_000;
  private static final long MILLIS = 100;
  private static final Set<String> NOOP = Set.of("units", "failEvery");
  private static final Set<String> SLEEP = Set.of("units", "millis", "failEvery");

  static Outcome<DrillParameters> read(JsonObject json, boolean sleeps) {
    var rules = new Rules();
    var known = sleeps ? SLEEP : NOOP;
    for (String name : json.fieldNames()) {
      rules.that(known.contains(name), "/" + name, "unknown", "expected some of " + known);
    }
    long units = whole(rules, json, "units", null, 1, UNITS_MAX);
    long millis = sleeps ? whole(rules, json, "millis", MILLIS, 1, MILLIS_MAX) : 0;
    long failEvery = whole(rules, json, "failEvery", 0L, 0, UNITS_MAX);
    if (rules.broken()) return rules.refused();
    return Outcome.done(new DrillParameters(units, millis, failEvery));
  }

  private static long whole(
      Rules rules, JsonObject json, String name, @Nullable Long usual, long min, long max) {
    Object value = json.getValue(name, usual);
    if (value instanceof Integer || value instanceof Long) {
      rules.range("/" + name, ((Number) value).longValue(), min, max);
      return ((Number) value).longValue();
    }
    rules.that(false, "/" + name, "integer", "expected a whole number, found " + value);
    return min;
  }
}
