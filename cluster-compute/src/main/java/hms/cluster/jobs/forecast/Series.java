package hms.cluster.jobs.forecast;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;

/**
 * What of a product was ordered.
 *
 * @param product its oid
 * @param first the day on which the first bucket begins
 * @param pieces ordered less cancelled, a number for each bucket without a gap; at least one
 */
record Series(String product, LocalDate first, double[] pieces) {

  /** As {@link ForecastStatements} freezes it. */
  static Series read(byte[] bytes) {
    var json = new JsonObject(Buffer.buffer(bytes));
    double[] pieces = new double[json.getInteger("buckets")];
    for (Object each : json.getJsonArray("sold")) {
      var sold = (JsonArray) each;
      pieces[sold.getInteger(0)] = sold.getDouble(1);
    }
    return new Series(json.getString("product"), LocalDate.parse(json.getString("first")), pieces);
  }
}
