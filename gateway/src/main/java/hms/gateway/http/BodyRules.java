package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Violation;
import java.util.List;

/** What the contract says of the bodies of calls. */
@FunctionalInterface
public interface BodyRules {
  /**
   * Every breach; empty if there is none. Members that the contract does not have are left to who
   * reads the body: it tells what nobody knows from what the caller may not write.
   */
  List<Violation> broken(Route route, JsonNode body);
}
