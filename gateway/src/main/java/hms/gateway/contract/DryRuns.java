package hms.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.DomainJson;
import java.util.List;

/** Adds to each change that it may be asked for without being made. */
final class DryRuns {
  private static final List<String> CHANGES = List.of("post", "put", "patch", "delete");
  private static final String JSON = "/responses/200/content/application~1json";

  private DryRuns() {}

  static void writeOut(ObjectNode document) {
    for (var path : document.path("paths")) {
      for (var method : CHANGES) {
        if (!(path.path(method) instanceof ObjectNode change)) continue;
        JsonNode said = change.remove("x-dry-run");
        if (said == null || said.asBoolean()) offer(change);
      }
    }
  }

  private static void offer(ObjectNode change) {
    change.withArray("/parameters").addObject().put("$ref", "#/components/parameters/dryRun");
    var rehearsal = DomainJson.object().put("$ref", "#/components/schemas/Rehearsal");
    JsonNode answered = change.at(JSON + "/schema");
    if (answered.isMissingNode()) {
      change.withObject("/responses/200").put("description", "what would come of it (`dryRun`)");
      change.withObject(JSON).set("schema", rehearsal);
    } else {
      var either = DomainJson.object();
      either.putArray("anyOf").add(answered).add(rehearsal);
      change.withObject(JSON).set("schema", either);
    }
  }
}
