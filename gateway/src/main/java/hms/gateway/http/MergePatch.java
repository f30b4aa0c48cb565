package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.DomainJson;

/** JSON Merge Patch. Source: RFC 7396, section 2. */
public final class MergePatch {
  private MergePatch() {}

  public static JsonNode of(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) return patch;
    ObjectNode result = target.isObject() ? target.deepCopy() : DomainJson.object();
    for (var member : patch.properties()) {
      if (member.getValue().isNull()) {
        result.remove(member.getKey());
      } else {
        JsonNode before = result.path(member.getKey());
        result.set(member.getKey(), of(before, member.getValue()));
      }
    }
    return result;
  }
}
