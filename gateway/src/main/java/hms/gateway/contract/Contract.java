package hms.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Sha256;
import hms.gateway.file.Column;
import hms.storage.DomainJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The contract, put together from the files in {@code resources/api}: the calls and bodies of each
 * group stand in files of their own. Source: OpenAPI 3.1, docs/http-api.md.
 */
public final class Contract {
  private static final String ROOT = "/api/";
  private static final List<String> GROUPS =
      List.of(
          "catalogue",
          "artisans",
          "keys",
          "products",
          "revisions",
          "orders",
          "work-orders",
          "shipments",
          "channels",
          "schedules",
          "webhooks",
          "people",
          "desk",
          "audit",
          "operations",
          "long-work",
          "batches");
  private static final List<String> BODIES =
      List.of(
          "common",
          "artisans",
          "products",
          "orders",
          "channels",
          "schedules",
          "webhooks",
          "people",
          "desk",
          "audit",
          "operations",
          "long-work",
          "batches");
  private static final int ALIASES_MAX = 500;
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "patch", "delete", "head", "options");

  private final byte[] bytes;
  private final String digest;
  private final List<Operation> operations;
  private final Map<String, Set<String>> produced;
  private final Map<String, Set<String>> members;
  private final Map<String, List<Column>> columns;

  private Contract(
      ObjectNode document, Map<String, Set<String>> members, Map<String, List<Column>> columns) {
    this.columns = columns;
    this.bytes = document.toString().getBytes(StandardCharsets.UTF_8);
    this.digest = Sha256.hex(bytes);
    this.operations = List.copyOf(operations(document));
    this.produced = produced(document);
    this.members =
        members.entrySet().stream()
            .collect(Collectors.toMap(each -> asRouted(each.getKey()), Map.Entry::getValue));
  }

  /**
   * Reads the files.
   *
   * @throws IllegalStateException if two of them say the same thing
   */
  public static Contract load() {
    ObjectNode document = read("openapi.yaml");
    Stream.of(
            GROUPS.stream().map(each -> "paths/" + each + ".yaml"),
            BODIES.stream().map(each -> "schemas/" + each + ".yaml"),
            Stream.of("messages.yaml"))
        .flatMap(files -> files)
        .forEach(file -> merge(file, document, read(file)));
    var columns = ListColumns.of(document);
    var members = PickedMembers.writeOut(document);
    ExpandedMembers.writeOut(document);
    ListParameters.writeOut(document);
    ConditionalGets.writeOut(document);
    DryRuns.writeOut(document);
    return new Contract(document, members, columns);
  }

  /** The document as JSON. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** SHA-256 of the document, in hexadecimal digits. */
  String digest() {
    return digest;
  }

  List<Operation> operations() {
    return operations;
  }

  /** The ids of the operations, by method and path as routes have them. */
  public Map<String, String> names() {
    return operations.stream().collect(Collectors.toMap(Operation::route, Operation::id));
  }

  /** JSON pointers to the schemas of JSON bodies, by method and path as routes have them. */
  Map<String, String> bodies() {
    return operations.stream()
        .filter(each -> each.jsonBody() != null)
        .collect(
            Collectors.toMap(Operation::route, each -> Objects.requireNonNull(each.jsonBody())));
  }

  /** The media types of good answers, by method and path as routes have them. */
  Map<String, Set<String>> produced() {
    return produced;
  }

  /** The members that may be asked for alone, by method and path as routes have them. */
  Map<String, Set<String>> members() {
    return members;
  }

  /**
   * The objects of a list as the columns of a table.
   *
   * @param resource the word for it in its path: {@code work-orders}
   */
  public List<Column> columns(String resource) {
    return columns.getOrDefault("GET /api/v1/" + resource, List.of());
  }

  private static String asRouted(String call) {
    return call.replaceAll("\\{(\\w+)\\}", ":$1");
  }

  private static Map<String, Set<String>> produced(ObjectNode document) {
    var all = new HashMap<String, Set<String>>();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        var types = new TreeSet<String>();
        for (var answer : method.getValue().path("responses").properties()) {
          if (answer.getKey().startsWith("2")) {
            answer.getValue().path("content").fieldNames().forEachRemaining(types::add);
          }
        }
        String call = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        all.put(asRouted(call), types);
      }
    }
    return all;
  }

  private static ObjectNode read(String file) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(ALIASES_MAX);
    var yaml = new Yaml(new SafeConstructor(options));
    try (InputStream in = Contract.class.getResourceAsStream(ROOT + file)) {
      if (in == null) throw new IllegalStateException("expected the resource " + ROOT + file);
      Map<String, Object> tree = yaml.load(in);
      return (ObjectNode) DomainJson.tree(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Objects are united; what both have must be an object in both. */
  private static void merge(String file, ObjectNode into, ObjectNode part) {
    for (var member : part.properties()) {
      JsonNode known = into.get(member.getKey());
      if (known == null) {
        into.set(member.getKey(), member.getValue());
      } else if (known instanceof ObjectNode both && member.getValue() instanceof ObjectNode more) {
        merge(file, both, more);
      } else {
        throw new IllegalStateException(file + " says twice what is " + member.getKey());
      }
    }
  }

  private static List<Operation> operations(ObjectNode document) {
    var found = new ArrayList<Operation>();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (!METHODS.contains(method.getKey())) continue;
        String call = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        found.add(operation(document, call, method.getValue()));
      }
    }
    return found;
  }

  private static Operation operation(ObjectNode document, String call, JsonNode said) {
    var parameters = new HashMap<String, JsonNode>();
    for (var each : said.path("parameters")) {
      JsonNode parameter = resolved(document, each);
      if (parameter.path("in").asText().equals("query")) {
        String name = parameter.path("name").asText();
        JsonNode schema = resolved(document, parameter.path("schema"));
        // An object's members are parameters, whatever their names are (style form, exploded).
        boolean many = schema.path("type").asText().equals("object");
        parameters.put(
            many ? name + ".*" : name, many ? schema.path("additionalProperties") : schema);
      }
    }
    return new Operation(
        said.path("operationId").asText(),
        call,
        said.path("x-permission").asText(),
        said.path("x-idempotency").asBoolean(),
        said.has("requestBody"),
        jsonBody(call, said),
        parameters,
        said.path("x-rate").asText("caller"),
        said.path("x-step-up").asBoolean(),
        said.path("x-batch").asBoolean());
  }

  private static @Nullable String jsonBody(String call, JsonNode said) {
    for (var content : said.at("/requestBody/content").properties()) {
      if (!content.getKey().matches(".*[/+]json")) continue;
      String[] parts = call.split(" ", 2);
      return "/paths/%s/%s/requestBody/content/%s/schema"
          .formatted(
              escaped(parts[1]), parts[0].toLowerCase(Locale.ROOT), escaped(content.getKey()));
    }
    return null;
  }

  private static String escaped(String member) {
    return member.replace("~", "~0").replace("/", "~1");
  }

  private static JsonNode resolved(ObjectNode document, JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** Operations that have the same id; there should be none. */
  Set<String> doubledIds() {
    return operations.stream()
        .collect(Collectors.groupingBy(Operation::id, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(each -> each.getValue() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
