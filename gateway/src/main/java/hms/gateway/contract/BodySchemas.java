package hms.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import hms.domain.Violation;
import hms.gateway.http.BodyRules;
import hms.gateway.http.Route;
import hms.storage.query.Listing;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Holds bodies and query parameters against the schemas of the contract, on the event loop: it
 * costs a few microseconds (ADR 0033). A schema is compiled when its call comes for the first time.
 * Source: JSON Schema 2020-12.
 */
public final class BodySchemas implements BodyRules {
  private static final String NAME = "urn:hms:contract";
  private static final int TOLD_MAX = 100;

  private final SchemaRegistry registry;
  private final Map<String, String> places;
  private final Map<String, String> inBatches;
  private final Map<String, Set<String>> produced;
  private final Map<String, Set<String>> members;
  private final Map<String, Map<String, ParameterRule>> parameters;
  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

  public BodySchemas(Contract contract) {
    String document = new String(contract.bytes(), StandardCharsets.UTF_8);
    this.registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, with -> with.schemas(Map.of(NAME, document)));
    this.places = contract.bodies();
    this.inBatches =
        contract.operations().stream()
            .filter(Operation::inBatches)
            .collect(Collectors.toUnmodifiableMap(Operation::route, Operation::id));
    this.produced = contract.produced();
    this.members = contract.members();
    this.parameters =
        contract.operations().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Operation::route, each -> ParameterRule.byName(each.schemas())));
  }

  @Override
  public Optional<String> objection(Route route, String parameter, String value) {
    var rules = parameters.getOrDefault(route.call(), Map.of());
    return Listing.parameter(rules.keySet(), parameter)
        .flatMap(known -> Objects.requireNonNull(rules.get(known)).objection(value));
  }

  @Override
  public Set<String> members(Route route) {
    return members.getOrDefault(route.call(), Set.of());
  }

  @Override
  public Optional<String> inBatches(Route route) {
    return Optional.ofNullable(inBatches.get(route.call()));
  }

  @Override
  public Set<String> produced(Route route) {
    return produced.getOrDefault(route.call(), Set.of());
  }

  @Override
  public List<Violation> broken(Route route, JsonNode body) {
    String place = places.get(route.call());
    if (place == null) return List.of();
    var schema =
        compiled.computeIfAbsent(
            route.call(), call -> registry.getSchema(SchemaLocation.of(NAME + "#" + place)));
    if (endless(body)) {
      return List.of(new Violation("", "range", "a number in it is beyond all that are taken"));
    }
    var told = new LinkedHashMap<String, Violation>();
    for (var error : schema.validate(body)) {
      violation(error).ifPresent(found -> told.putIfAbsent(found.pointer(), found));
    }
    return told.values().stream().limit(TOLD_MAX).toList();
  }

  /** JSON can write numbers that no double holds: 1e400. */
  private static boolean endless(JsonNode node) {
    if (node.isDouble()) return !Double.isFinite(node.doubleValue());
    for (var each : node) if (endless(each)) return true;
    return false;
  }

  /**
   * In the words of our own rules; nothing of what other breaches, or other readers, tell better.
   */
  private static Optional<Violation> violation(Error error) {
    String at = error.getInstanceLocation().toString();
    return switch (error.getKeyword()) {
      case "additionalProperties", "unevaluatedProperties", "oneOf", "anyOf" -> Optional.empty();
      case "type" -> type(at, error);
      case "required" -> told(at + "/" + error.getProperty(), "missing", "a value is required");
      case "minLength" -> told(at, "blank", "expected at least %s characters", first(error));
      case "maxLength" -> told(at, "too-long", "expected at most %s characters", first(error));
      case "minimum" -> told(at, "range", "expected at least %s", first(error));
      case "exclusiveMinimum" -> told(at, "range", "expected more than %s", first(error));
      case "maximum" -> told(at, "range", "expected at most %s", first(error));
      case "minItems" -> told(at, "size", "expected at least %s entries", first(error));
      case "maxItems" -> told(at, "size", "expected at most %s entries", first(error));
      case "enum" -> told(at, "word", "expected one of %s", first(error));
      case "pattern" -> told(at, "form", "expected the form %s", first(error));
      default -> told(at, error.getKeyword(), error.getMessage());
    };
  }

  /** What may be null is no breach by not being null: the other form tells what is wrong. */
  private static Optional<Violation> type(String at, Error error) {
    String expected = error.getArguments()[1].toString();
    return expected.equals("null")
        ? Optional.empty()
        : told(at, "type", "expected %s, found %s", expected, first(error));
  }

  private static Object first(Error error) {
    return error.getArguments()[0];
  }

  private static Optional<Violation> told(String at, String code, String detail, Object... of) {
    return Optional.of(new Violation(at, code, detail.formatted(of)));
  }
}
