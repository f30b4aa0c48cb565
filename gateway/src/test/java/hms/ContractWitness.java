package hms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds what goes over the wire in tests against the published contract, with a JSON Schema
 * validator that the office itself does not use.
 */
final class ContractWitness {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ContractWitness INSTANCE = new ContractWitness();

  private final JsonNode document;
  private final List<Call> calls = new ArrayList<>();
  private final Validator validator =
      new ValidatorFactory()
          .withJsonNodeFactory(new JacksonNode.Factory())
          .withDefaultDialect(new Dialects.Draft2020Dialect())
          .createValidator();
  private final Map<String, URI> schemas = new ConcurrentHashMap<>();

  /**
   * A call as the contract has it.
   *
   * @param template its path with the names of its parameters in braces
   */
  record Call(String method, String template, Pattern path, JsonNode operation) {
    JsonNode jsonBody() {
      return operation.at("/requestBody/content/application~1json/schema");
    }

    @Override
    public String toString() {
      return operation.path("operationId").asText();
    }
  }

  private ContractWitness() {
    document = Ask.get("/api/openapi.json").unseen().json();
    for (var path : document.path("paths").properties()) {
      var pattern = Pattern.compile(path.getKey().replaceAll("\\{\\w+\\}", "[^/]+"));
      for (var each : path.getValue().properties()) {
        String method = each.getKey().toUpperCase(java.util.Locale.ROOT);
        calls.add(new Call(method, path.getKey(), pattern, each.getValue()));
      }
    }
    // A path of words comes before one of which a part is a parameter.
    calls.sort(java.util.Comparator.comparing(each -> each.path().pattern().contains("[^/]+")));
  }

  static ContractWitness get() {
    return INSTANCE;
  }

  /** What the contract says against the answer, and against what was taken; empty if nothing. */
  List<String> objections(Ask ask, Answer answer) {
    return call(ask).map(call -> objections(call, ask, answer)).orElseGet(List::of);
  }

  private List<String> objections(Call call, Ask ask, Answer answer) {
    var found = new ArrayList<String>();
    String id = call.operation().path("operationId").asText();
    String status = Integer.toString(answer.status());
    JsonNode responses = call.operation().path("responses");
    JsonNode promised =
        resolved(responses.has(status) ? responses.path(status) : responses.path("default"));
    if (answer.status() < 300 && !responses.has(status))
      found.add(id + " does not promise " + status);
    String type = answer.header("Content-Type").orElse("");
    if (type.matches(".*[/+]json.*")) {
      found.addAll(
          broken(
              id + " answers",
              strict(ask, promised.path("content").path(type).path("schema")),
              answer.text()));
    }
    if (answer.status() < 300 && ask.body().length > 0) {
      String sent = ask.header("Content-Type").split(";", 2)[0];
      if (sent.matches(".*[/+]json")) {
        JsonNode schema =
            call.operation().path("requestBody").path("content").path(sent).path("schema");
        found.addAll(
            broken(
                id + " has taken",
                schema,
                new String(ask.body(), java.nio.charset.StandardCharsets.UTF_8)));
      }
    }
    return found;
  }

  /** Who asks for no members in particular, and means it, gets what comes first. */
  private static JsonNode strict(Ask ask, JsonNode schema) {
    boolean other = Stream.of("fields=", "dryRun=", "expand=").anyMatch(ask.path()::contains);
    return other || !schema.has("anyOf") ? schema : schema.at("/anyOf/0");
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** What the contract gives as an example of the body. */
  JsonNode example(Call call) {
    return resolved(call.jsonBody()).path("example");
  }

  /** What the contract itself says against its example. */
  List<String> objectionsToExample(Call call) {
    return broken(call + " has the example", call.jsonBody(), example(call).toString());
  }

  /** Would the contract let the body of this request pass? True if it has no say. */
  boolean accepts(Ask ask) {
    var call = call(ask);
    if (call.isEmpty() || ask.body().length == 0) return true;
    JsonNode schema =
        call.get()
            .operation()
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema");
    return broken("", schema, new String(ask.body(), java.nio.charset.StandardCharsets.UTF_8))
        .isEmpty();
  }

  private Optional<Call> call(Ask ask) {
    String path = ask.path().split("\\?", 2)[0];
    return calls.stream()
        .filter(each -> each.method().equals(ask.method()) && each.path().matcher(path).matches())
        .findFirst();
  }

  private List<String> broken(String what, JsonNode schema, String json) {
    if (schema.isMissingNode()) return List.of(what + " a type that the contract does not have");
    try {
      var uri = schemas.computeIfAbsent(schema.toString(), text -> registered(schema));
      return validator.validate(uri, (Object) JSON.readTree(json)).getErrors().stream()
          .map(error -> what + " " + error.getInstanceLocation() + ": " + error.getError())
          .toList();
    } catch (IOException e) {
      return List.of(what + " what is no JSON: " + e.getMessage());
    }
  }

  /** The schema with all components beside it, so that its references are found. */
  private URI registered(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    var uri = URI.create("urn:uuid:" + UUID.randomUUID());
    validator.registerSchema(uri, whole);
    return uri;
  }

  /** What a reference refers to. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }
}
