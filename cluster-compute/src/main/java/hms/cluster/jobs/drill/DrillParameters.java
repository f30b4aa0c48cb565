package hms.cluster.jobs.drill;

import hms.cluster.job.ParameterReader;
import hms.domain.Outcome;
import io.vertx.core.json.JsonObject;
import java.util.Set;

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
    var in = new ParameterReader(json, sleeps ? SLEEP : NOOP);
    long units = in.whole("units", null, 1, UNITS_MAX);
    long millis = sleeps ? in.whole("millis", MILLIS, 1, MILLIS_MAX) : 0;
    long failEvery = in.whole("failEvery", 0L, 0, UNITS_MAX);
    return in.unlessBroken(() -> new DrillParameters(units, millis, failEvery));
  }
}
