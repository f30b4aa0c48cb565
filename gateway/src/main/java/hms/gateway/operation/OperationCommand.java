package hms.gateway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** What can be asked of long work. */
public sealed interface OperationCommand {

  /**
   * Begins one.
   *
   * @param kind of a {@link LongWork}
   * @param parameters checked by who knows the kind
   */
  record Ask(String kind, JsonNode parameters) implements OperationCommand {}

  /** Ends one's own early. */
  record Cancel(UUID operation) implements OperationCommand {}
}
