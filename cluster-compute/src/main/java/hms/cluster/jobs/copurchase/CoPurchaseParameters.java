package hms.cluster.jobs.copurchase;

import hms.domain.Outcome;
import hms.domain.Rules;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * Which orders count, and what is worth telling.
 *
 * @param days of orders, back from when somebody asked, 1..3,650
 * @param partitions parts that products are divided among, 1..1,024
 * @param topK others told of a product at most, 1..100
 * @param minSupport orders with both at least, 1..10^6
 */
record CoPurchaseParameters(int days, int partitions, int topK, int minSupport) {
  private static final Set<String> KNOWN = Set.of("days", "partitions", "topK", "minSupport");
  private static final int DAYS = 365;
  private static final int PARTITIONS = 64;
  private static final int TOP = 20;
  private static final int SUPPORT = 3;

  /** Refusals: {@code Invalid} with a pointer to each parameter that is wrong. */
  static Outcome<CoPurchaseParameters> read(JsonObject json) {
    var rules = new Rules();
    for (String name : json.fieldNames()) {
      rules.that(KNOWN.contains(name), "/" + name, "unknown", "expected some of " + KNOWN);
    }
    var asked =
        new CoPurchaseParameters(
            whole(rules, json, "days", DAYS, 3650),
            whole(rules, json, "partitions", PARTITIONS, 1024),
            whole(rules, json, "topK", TOP, 100),
            whole(rules, json, "minSupport", SUPPORT, 1_000_000));
    return rules.broken() ? rules.refused() : Outcome.done(asked);
  }

  private static int whole(Rules rules, JsonObject json, String name, int usual, int max) {
    Object value = json.getValue(name, usual);
    if (value instanceof Integer whole) {
      rules.range("/" + name, whole, 1, max);
      return whole;
    }
    rules.that(false, "/" + name, "integer", "expected a whole number, found " + value);
    return usual;
  }
}
