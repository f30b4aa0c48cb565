package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call as a part of a batch.
 *
 * @param opId its name in the batch: 1..64 letters, digits, dots, underscores and hyphens
 * @param operationId which call of the contract
 * @param path the parameters that stand in its path, by name
 * @param ifMatch as the header of that name; null if there is none
 * @param body null if there is none
 */
public record Part(
    String opId,
    String operationId,
    Map<String, String> path,
    @Nullable String ifMatch,
    @Nullable JsonNode body) {
  public Part {
    path = Map.copyOf(Objects.requireNonNullElse(path, Map.of()));
    if (body != null && body.isNull()) body = null;
  }
}
