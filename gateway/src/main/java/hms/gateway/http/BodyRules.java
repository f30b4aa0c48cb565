package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the contract says of what calls carry and answer. */
@FunctionalInterface
public interface BodyRules {
  /**
   * Every breach; empty if there is none. Members that the contract does not have are left to who
   * reads the body: it tells what nobody knows from what the caller may not write.
   */
  List<Violation> broken(Route route, JsonNode body);

  /** Why this is no value for a query parameter of the call; empty if it is one. */
  default Optional<String> objection(Route route, String parameter, String value) {
    return Optional.empty();
  }

  /** The members of what a call answers that may be asked for alone. */
  default Set<String> members(Route route) {
    return Set.of();
  }

  /** The operationId of a call that can be part of a batch; empty if it cannot. */
  default Optional<String> inBatches(Route route) {
    return Optional.empty();
  }

  /** The media types that a call can answer with when it is done; empty if it has no say. */
  default Set<String> produced(Route route) {
    return Set.of();
  }
}
