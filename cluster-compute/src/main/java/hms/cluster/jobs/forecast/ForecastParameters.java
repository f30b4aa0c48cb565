package hms.cluster.jobs.forecast;

import hms.cluster.job.ParameterReader;
import hms.domain.Outcome;
import io.vertx.core.json.JsonObject;
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
    var in = new ParameterReader(json, KNOWN);
    var bucket = Bucket.of(json.getValue("bucket", Bucket.WEEK.word()));
    in.rules().that(bucket.isPresent(), "/bucket", "unknown-bucket", "expected week or day");
    int horizon = in.whole("horizon", HORIZON, 1, HORIZON_MAX);
    var products = in.oids("products", PRODUCTS_MAX);
    return in.unlessBroken(() -> new ForecastParameters(bucket.orElseThrow(), horizon, products));
  }
}
