package hms.cluster.jobs.forecast;

import hms.domain.Outcome;
import hms.domain.Rules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What to look ahead to.
 *
 * @param horizon buckets ahead, 1..52
 * @param products empty: all that were ever ordered
 */
record ForecastParameters(Bucket bucket, int horizon, List<UUID> products) {
  private static final int HORIZON = 8;
  private static final int HORIZON_MAX = 52;
  private static final int PRODUCTS_MAX = 10_000;
  private static final Set<String> KNOWN = Set.of("bucket", "horizon", "products");

  ForecastParameters {
    products = List.copyOf(products);
  }

  /** Refusals: {@code Invalid} with a pointer to each parameter that is wrong. */
  static Outcome<ForecastParameters> read(JsonObject json) {
    var rules = new Rules();
    for (String name : json.fieldNames()) {
      rules.that(KNOWN.contains(name), "/" + name, "unknown", "expected some of " + KNOWN);
    }
    var bucket = Bucket.of(json.getValue("bucket", Bucket.WEEK.word()));
    rules.that(bucket.isPresent(), "/bucket", "unknown-bucket", "expected week or day");
    int horizon = horizon(rules, json.getValue("horizon", HORIZON));
    var products = products(rules, json.getValue("products", new JsonArray()));
    if (rules.broken()) return rules.refused();
    return Outcome.done(new ForecastParameters(bucket.orElseThrow(), horizon, products));
  }

  private static int horizon(Rules rules, Object value) {
    if (value instanceof Integer whole) {
      rules.range("/horizon", whole, 1, HORIZON_MAX);
      return whole;
    }
    rules.that(false, "/horizon", "integer", "expected a whole number, found " + value);
    return 1;
  }

  private static List<UUID> products(Rules rules, Object value) {
    var products = new LinkedHashSet<UUID>();
    if (!(value instanceof JsonArray list) || list.size() > PRODUCTS_MAX) {
      rules.that(false, "/products", "list", "expected at most %d oids".formatted(PRODUCTS_MAX));
      return List.of();
    }
    for (int i = 0; i < list.size(); i++) {
      try {
        products.add(UUID.fromString(String.valueOf(list.getValue(i))));
      } catch (IllegalArgumentException notOne) {
        rules.that(false, "/products/" + i, "uuid", "expected an oid");
      }
    }
    return List.copyOf(products);
  }
}
