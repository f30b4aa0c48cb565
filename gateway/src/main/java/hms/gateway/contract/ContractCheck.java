package hms.gateway.contract;

import hms.gateway.http.Route;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds the contract against the routes: what is promised is served, and nothing else. */
public final class ContractCheck {
  private static final Set<Route.Body> JSON = EnumSet.of(Route.Body.JSON, Route.Body.EMPTY);

  private final Map<String, Operation> promised;
  private final Set<String> doubled;

  public ContractCheck(Contract contract) {
    this.promised =
        contract.operations().stream()
            .collect(Collectors.toMap(Operation::call, Function.identity()));
    this.doubled = contract.doubledIds();
  }

  /**
   * @throws IllegalStateException naming every difference: the node must not start
   */
  public void hold(List<Route> routes) {
    var found = differences(routes);
    if (!found.isEmpty()) {
      throw new IllegalStateException(
          "the contract and the routes differ:\n" + String.join("\n", found));
    }
  }

  /** A sentence for each difference. */
  List<String> differences(List<Route> routes) {
    var found = new ArrayList<String>();
    doubled.forEach(id -> found.add("several operations are called " + id));
    var served = routes.stream().collect(Collectors.toMap(ContractCheck::call, each -> each));
    var all = new TreeSet<>(promised.keySet());
    all.addAll(served.keySet());
    for (var call : all) {
      var operation = promised.get(call);
      var route = served.get(call);
      if (operation == null) found.add(call + " is served but not in the contract");
      else if (route == null) found.add(call + " is in the contract but not served");
      else found.addAll(differences(operation, route));
    }
    return found;
  }

  private static List<String> differences(Operation operation, Route route) {
    var found = new ArrayList<String>();
    String permission =
        Optional.ofNullable(route.permission()).map(each -> each.wire()).orElse("public");
    compare(found, operation, "x-permission", operation.permission(), permission);
    compare(found, operation, "x-idempotency", operation.keyed(), route.keyed());
    compare(found, operation, "requestBody", operation.body(), route.body() != null);
    compare(found, operation, "query parameters", operation.parameters(), route.parameters());
    compare(found, operation, "x-rate", operation.rate(), route.rate().wire());
    compare(found, operation, "x-step-up", operation.stepUp(), route.stepUp());
    if (operation.inBatches() && !isFitForBatches(route)) {
      found.add(operation.call() + " says x-batch, and can only come by itself");
    }
    return found;
  }

  /** A change of who calls by JSON, or by nothing but its path. */
  private static boolean isFitForBatches(Route route) {
    boolean json = route.body() != null && JSON.contains(route.body());
    boolean gone = route.method().equals(HttpMethod.DELETE);
    return route.permission() != null
        && (json || gone)
        && !route.stepUp()
        && route.rate() == Route.Rate.CALLER;
  }

  private static void compare(
      List<String> found, Operation operation, String what, Object promised, Object served) {
    if (promised.equals(served)) return;
    found.add(
        "%s: %s is %s in the contract and %s in the route"
            .formatted(operation.call(), what, promised, served));
  }

  private static String call(Route route) {
    return route.method().name() + " " + route.path().replaceAll(":(\\w+)", "{$1}");
  }
}
