package hms.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Permission;
import hms.gateway.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node starts only if the contract and its routes say the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractCheckTest {
  private final Contract contract = Contract.load();
  private final ContractCheck check = new ContractCheck(contract);
  private final List<Route> routes = contract.operations().stream().map(this::served).toList();

  @Test
  void routes_that_say_the_same_pass() {
    check.hold(routes);
  }

  @Test
  void operations_have_names_of_their_own() {
    assertThat(contract.doubledIds()).isEmpty();
    assertThat(contract.operations()).allMatch(each -> each.id().matches("[a-z][A-Za-z]+"));
  }

  @Test
  void what_is_promised_but_not_served_stops_the_node() {
    assertThat(check.differences(routes.subList(1, routes.size())))
        .containsExactly(
            contract.operations().getFirst().call() + " is in the contract but not served");
  }

  @Test
  void what_is_served_but_not_promised_stops_the_node() {
    var more = Route.get("/secrets", Permission.AUDIT_READ, exchange -> Future.succeededFuture());
    var all = Stream.concat(routes.stream(), Stream.of(more)).toList();
    assertThatThrownBy(() -> check.hold(all))
        .hasMessageContaining("GET /api/v1/secrets is served but not in the contract");
  }

  Stream<Route> distorted() {
    Route r =
        routes.stream().filter(each -> each.path().endsWith("/orders")).findFirst().orElseThrow();
    return Stream.of(
        new Route(
            r.method(),
            r.path(),
            null,
            false,
            r.keyed(),
            r.body(),
            r.parameters(),
            r.rate(),
            r.handler()),
        new Route(
            r.method(),
            r.path(),
            Permission.JOBS_RUN,
            false,
            r.keyed(),
            r.body(),
            r.parameters(),
            r.rate(),
            r.handler()),
        new Route(
            r.method(),
            r.path(),
            r.permission(),
            false,
            !r.keyed(),
            r.body(),
            r.parameters(),
            r.rate(),
            r.handler()),
        new Route(
            r.method(),
            r.path(),
            r.permission(),
            false,
            r.keyed(),
            r.body() == null ? Route.Body.JSON : null,
            r.parameters(),
            r.rate(),
            r.handler()),
        new Route(
            r.method(),
            r.path(),
            r.permission(),
            false,
            r.keyed(),
            r.body(),
            Set.of("other"),
            r.rate(),
            r.handler()),
        r.steppedUp(),
        r.rated(Route.Rate.PROOF));
  }

  @ParameterizedTest
  @MethodSource("distorted")
  void a_route_that_says_something_else_stops_the_node(Route other) {
    var all =
        routes.stream()
            .map(each ->
                each.path().equals(other.path()) && each.method().equals(other.method())
                    ? other
                    : each)
            .toList();
    assertThat(check.differences(all)).hasSize(1).first().asString().contains("in the contract");
  }

  @Test
  void what_can_only_come_by_itself_is_no_part_of_a_batch() {
    assertThat(contract.operations()).filteredOn(Operation::inBatches).hasSizeGreaterThan(50);
    var fit = routes.stream().filter(each -> each.call().contains("/orders/:oid/cancel")).toList();
    for (var other : List.of(fit.getFirst().steppedUp(), fit.getFirst().rated(Route.Rate.PROOF))) {
      var all = routes.stream().map(each -> each == fit.getFirst() ? other : each).toList();
      assertThat(check.differences(all))
          .anyMatch(each -> each.endsWith("says x-batch, and can only come by itself"));
    }
  }

  private Route served(Operation operation) {
    String[] call = operation.call().split(" ");
    var permission =
        Stream.of(Permission.values())
            .filter(each -> each.wire().equals(operation.permission()))
            .findFirst()
            .orElse(null);
    return new Route(
        HttpMethod.valueOf(call[0]),
        call[1].replaceAll("\\{(\\w+)\\}", ":$1"),
        permission,
        operation.stepUp(),
        operation.keyed(),
        operation.body() ? Route.Body.JSON : null,
        new HashSet<>(operation.parameters()),
        rate(operation),
        exchange -> Future.succeededFuture());
  }

  private static Route.Rate rate(Operation operation) {
    return Stream.of(Route.Rate.values())
        .filter(each -> each.wire().equals(operation.rate()))
        .findFirst()
        .orElseThrow();
  }
}
