package hms.gateway.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.storage.DomainJson;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Bodies of batches, and what came of their parts. */
final class Batches {
  private Batches() {}

  static ObjectNode batch(ObjectNode... parts) {
    return batch(List.of(parts));
  }

  static ObjectNode batch(List<ObjectNode> parts) {
    var batch = DomainJson.object();
    batch.putArray("operations").addAll(parts);
    return batch;
  }

  static ObjectNode part(
      String opId, String operation, Object oid, String ifMatch, ObjectNode body) {
    var part = DomainJson.object().put("opId", opId).put("operationId", operation);
    if (oid != null) part.putObject("path").put("oid", oid.toString());
    if (ifMatch != null) part.put("ifMatch", ifMatch);
    if (body != null) part.set("body", body);
    return part;
  }

  static ObjectNode adjustment(String opId, UUID product) {
    return part(opId, "adjustStock", product, null, adjusts(-1));
  }

  static ObjectNode adjusts(int delta) {
    return DomainJson.object().put("delta", delta).put("reason", "Fell off the shelf");
  }

  static ObjectNode available(boolean available) {
    return DomainJson.object().put("available", available);
  }

  static ObjectNode reason() {
    return DomainJson.object().put("reason", "Looked at again");
  }

  static JsonNode result(Answer answer, int n) {
    return answer.at("/results/" + n);
  }

  static ObjectNode withoutInstance(JsonNode problem) {
    return ((ObjectNode) problem.deepCopy()).without(List.of("instance"));
  }

  static List<String> told(Answer answer) {
    var results = (ArrayNode) answer.at("/results");
    return StreamSupport.stream(results.spliterator(), false)
        .map(each ->
            (each.path("opId").asText()
                    + " "
                    + each.path("status").asText()
                    + " "
                    + each.at("/body/code").asText())
                .strip())
        .toList();
  }
}
