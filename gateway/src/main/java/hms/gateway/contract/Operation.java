package hms.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call, as the contract has it.
 *
 * @param id its operationId
 * @param call method and path: {@code GET /api/v1/orders/{oid}}
 * @param permission what the caller needs, or {@code public}
 * @param keyed an Idempotency-Key must be sent
 * @param body a body is taken
 * @param jsonBody JSON pointer to the schema of its JSON body; null if it takes none
 * @param schemas what its query parameters must be like, by name
 * @param rate whose allowance of requests it uses: {@code caller} unless it says else
 * @param stepUp the caller must have proved themselves a moment ago
 * @param inBatches it can be a part of a batch
 */
record Operation(
    String id,
    String call,
    String permission,
    boolean keyed,
    boolean body,
    @Nullable String jsonBody,
    Map<String, JsonNode> schemas,
    String rate,
    boolean stepUp,
    boolean inBatches) {
  Operation {
    schemas = Map.copyOf(schemas);
  }

  /** The names of its query parameters. */
  Set<String> parameters() {
    return schemas.keySet();
  }

  /** Method and path as routes have them: {@code GET /api/v1/orders/:oid}. */
  String route() {
    return call.replaceAll("\\{(\\w+)\\}", ":$1");
  }
}
