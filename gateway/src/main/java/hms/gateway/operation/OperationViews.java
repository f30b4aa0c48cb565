package hms.gateway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Lifecycle;
import hms.domain.operation.Operation;
import hms.storage.DomainJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long work looks in answers. */
final class OperationViews {
  private OperationViews() {}

  static ObjectNode operation(Operation operation) {
    var view =
        DomainJson.object()
            .put("oid", operation.oid().toString())
            .put("version", operation.version())
            .put("kind", operation.kind())
            .put("state", Lifecycle.word(operation.state()))
            .put("done", operation.hasEnded());
    view.set("progress", DomainJson.tree(operation.progress()));
    view.set("parameters", json(operation.parameters()));
    put(view, "created", operation.created());
    put(view, "started", operation.started());
    put(view, "ended", operation.ended());
    put(view, "expires", operation.expires());
    String outcome = operation.outcome();
    boolean well = operation.state() == Operation.State.SUCCEEDED;
    if (outcome != null) view.set(well ? "result" : "problem", json(outcome));
    return view;
  }

  private static void put(ObjectNode view, String name, @Nullable Instant at) {
    if (at != null) view.set(name, DomainJson.tree(at));
  }

  private static JsonNode json(String text) {
    return DomainJson.own(text, JsonNode.class);
  }
}
