package hms.gateway.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Adds to each reading call whose answer has an ETag that it can be asked for again by it. */
final class ConditionalGets {
  private ConditionalGets() {}

  static void writeOut(ObjectNode document) {
    for (var path : document.path("paths")) {
      if (path.path("get") instanceof ObjectNode get
          && get.at("/responses/200/headers").has("ETag")) {
        get.withArray("/parameters").addObject().put("$ref", "#/components/parameters/ifNoneMatch");
        get.withObject("/responses/304").put("$ref", "#/components/responses/Unchanged");
      }
    }
  }
}
