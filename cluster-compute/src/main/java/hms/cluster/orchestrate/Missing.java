package hms.cluster.orchestrate;

import hms.domain.job.Interval;
import hms.storage.JobData.Rejected;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a job has no result of.
 *
 * @param dead units that were given up, ascending
 * @param rejected units whose data are bad, ascending
 */
record Missing(List<Interval> dead, List<Rejected> rejected) {
  /** As many as a result tells of one by one. */
  private static final int TOLD_MAX = 100;

  long units() {
    return dead.stream().mapToLong(Interval::units).sum() + rejected.size();
  }

  /** How many, and the first one that is bad. */
  String told() {
    String first =
        rejected.isEmpty()
            ? ""
            : ", first %d: %s".formatted(rejected.getFirst().unit(), rejected.getFirst().reason());
    return "%d dead and %d rejected%s".formatted(units() - rejected.size(), rejected.size(), first);
  }

  /** The result of what is there, and which units are not, both ends included. */
  String in(String result) {
    var missing = new JsonArray();
    dead.forEach(each -> missing.add(new JsonArray().add(each.lo()).add(each.hi() - 1)));
    var json = new JsonObject(result).put("missingUnits", missing);
    if (rejected.isEmpty()) return json.encode();
    var bad = new JsonArray();
    rejected.stream()
        .limit(TOLD_MAX)
        .forEach(each ->
            bad.add(new JsonObject().put("unit", each.unit()).put("reason", each.reason())));
    return json.put("rejected", rejected.size()).put("rejectedUnits", bad).encode();
  }
}
