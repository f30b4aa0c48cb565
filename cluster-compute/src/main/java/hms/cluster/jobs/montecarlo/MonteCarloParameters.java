package hms.cluster.jobs.montecarlo;

import hms.domain.Outcome;
import hms.domain.Rules;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to take the mean of.
 *
 * @param paths 1..10^15
 * @param seed of all draws
 */
record MonteCarloParameters(Model model, long paths, long seed) {
  private static final long PATHS_MAX = 1_000_000_000_000_000L;
  private static final long SEED = 42;
  private static final Set<String> PLAIN = Set.of("model", "paths", "seed");
  private static final Set<String> OF_CALL =
      Set.of("model", "paths", "seed", "spot", "strike", "rate", "volatility", "years");

  /** Refusals: {@code Invalid} with a pointer to each parameter that is wrong. */
  static Outcome<MonteCarloParameters> read(JsonObject json) {
    var rules = new Rules();
    String model = model(rules, json);
    var known = model.equals("pi") ? PLAIN : OF_CALL;
    for (String name : json.fieldNames()) {
      rules.that(known.contains(name), "/" + name, "unknown", "expected some of " + known);
    }
    long paths = whole(rules, json, "paths", null);
    rules.range("/paths", paths, 1, PATHS_MAX);
    long seed = whole(rules, json, "seed", SEED);
    var asked = model.equals("pi") ? new Model.Pi() : call(rules, json);
    if (rules.broken()) return rules.refused();
    return Outcome.done(new MonteCarloParameters(asked, paths, seed));
  }

  private static String model(Rules rules, JsonObject json) {
    Object model = json.getValue("model", "pi");
    boolean known = "pi".equals(model) || "european-call".equals(model);
    rules.that(known, "/model", "unknown-model", "expected pi or european-call");
    return known ? model.toString() : "pi";
  }

  private static Model call(Rules rules, JsonObject json) {
    return new Model.EuropeanCall(
        number(rules, json, "spot", 0.01, 100_000),
        number(rules, json, "strike", 0.01, 100_000),
        number(rules, json, "rate", -0.5, 0.5),
        number(rules, json, "volatility", 0.001, 2),
        number(rules, json, "years", 0.001, 30));
  }

  private static long whole(Rules rules, JsonObject json, String name, @Nullable Long usual) {
    Object value = json.getValue(name, usual);
    if (value instanceof Integer || value instanceof Long) return ((Number) value).longValue();
    rules.that(false, "/" + name, "integer", "expected a whole number, found " + value);
    return 1;
  }

  private static double number(Rules rules, JsonObject json, String name, double min, double max) {
    boolean given = json.getValue(name) instanceof Number;
    double value = given ? json.getNumber(name).doubleValue() : Double.NaN;
    rules.that(
        value >= min && value <= max,
        "/" + name,
        "range",
        "expected %s..%s, found %s".formatted(min, max, json.getValue(name)));
    return value;
  }
}
