package hms.cluster.jobs.copurchase;

import hms.cluster.job.ParameterReader;
import hms.domain.Outcome;
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
    var in = new ParameterReader(json, KNOWN);
    var asked =
        new CoPurchaseParameters(
            in.whole("days", DAYS, 1, 3650),
            in.whole("partitions", PARTITIONS, 1, 1024),
            in.whole("topK", TOP, 1, 100),
            in.whole("minSupport", SUPPORT, 1, 1_000_000));
    return in.unlessBroken(() -> asked);
  }
}
