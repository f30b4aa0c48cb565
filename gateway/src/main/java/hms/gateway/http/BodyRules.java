package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Violation;
import java.util.List;
import java.util.Set;

/** What the contract says of the bodies of calls. */
@FunctionalInterface
public interface BodyRules {
  /**
   * Every breach; empty if there is none. Members that the contract does not have are left to who
   * reads the body: it tells what nobody knows from what the caller may not write.
   */
  List<Violation> broken(Route route, JsonNode body);

  /** The members of what a call answers that may be asked for alone. */
  default Set<String> members(Route route) {
    return Set.of();
  }

  /** The media types that a call can answer with when it is done; empty if it has no say. */
  default Set<String> produced(Route route) {
    return Set.of();
  }
}
