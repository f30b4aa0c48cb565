package hms.cluster.jobs.montecarlo;

import hms.cluster.job.ParameterReader;
import hms.domain.Outcome;
import hms.domain.Rules;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * What to take the mean of.
 *
 * @param paths 1..10^15
 * @param seed of all draws
 */
record MonteCarloParameters(Model model, long paths, long seed) {
  private static final String PI = "pi";
  private static final String CALL = "european-call";
  private static final long PATHS_MAX = 1_000_000_000_000_000L;
  private static final long SEED = 42;
  private static final Set<String> PLAIN = Set.of("model", "paths", "seed");
  private static final Set<String> OF_CALL =
      Set.of("model", "paths", "seed", "spot", "strike", "rate", "volatility", "years");

  /** Refusals: {@code Invalid} with a pointer to each parameter that is wrong. */
  static Outcome<MonteCarloParameters> read(JsonObject json) {
    Object model = json.getValue("model", PI);
    boolean ofCall = CALL.equals(model);
    var in = new ParameterReader(json, ofCall ? OF_CALL : PLAIN);
    boolean known = ofCall || PI.equals(model);
    in.rules().that(known, "/model", "unknown-model", "expected " + PI + " or " + CALL);
    long paths = in.whole("paths", null, 1, PATHS_MAX);
    long seed = in.whole("seed", SEED, Long.MIN_VALUE, Long.MAX_VALUE);
    var asked = ofCall ? call(in.rules(), json) : new Model.Pi();
    return in.unlessBroken(() -> new MonteCarloParameters(asked, paths, seed));
  }

  private static Model call(Rules rules, JsonObject json) {
    return new Model.EuropeanCall(
        number(rules, json, "spot", 0.01, 100_000),
        number(rules, json, "strike", 0.01, 100_000),
        number(rules, json, "rate", -0.5, 0.5),
        number(rules, json, "volatility", 0.001, 2),
        number(rules, json, "years", 0.001, 30));
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
