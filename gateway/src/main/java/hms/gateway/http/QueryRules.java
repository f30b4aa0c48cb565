package hms.gateway.http;

import static hms.gateway.http.Problems.problem;

import hms.storage.query.Listing;
import io.vertx.core.MultiMap;

/** Each query parameter is known, there once, and a value of its kind; the contract says which. */
final class QueryRules {
  private QueryRules() {}

  /**
   * @throws EdgeRefusal 400 naming the parameter
   */
  static void judge(MultiMap parameters, Route route, BodyRules rules) {
    for (var each : parameters) judge(parameters, route, rules, each.getKey(), each.getValue());
  }

  private static void judge(
      MultiMap parameters, Route route, BodyRules rules, String name, String value) {
    if (Listing.parameter(route.parameters(), name).isEmpty()) {
      String detail = name + " is not known here; known are " + route.parameters();
      throw new EdgeRefusal(problem(400, "unknown-parameter", detail).with("parameter", name));
    }
    if (parameters.getAll(name).size() > 1) {
      throw QueryParameters.invalidParameter(name, "stands twice");
    }
    rules
        .objection(route, name, value)
        .ifPresent(why -> {
          throw QueryParameters.invalidParameter(name, why);
        });
  }
}
