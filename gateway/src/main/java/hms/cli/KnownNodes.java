package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hms.client.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;

/** The nodes that compute, as an office tells of them. Errors: {@code ApiProblem}. */
final class KnownNodes {
  private static final String NODES = "/api/v1/nodes";
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiClient api;

  KnownNodes(ApiClient api) {
    this.api = api;
  }

  List<JsonNode> all() {
    var items = api.get(NODES).body().path("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  /** The node of that name, or of that id. Errors: none has it, or several have. */
  JsonNode named(String name) {
    var found = all().stream().filter(node -> is(node, "name", name)).toList();
    if (found.size() == 1) return found.getFirst();
    if (found.size() > 1) {
      var ids = found.stream().map(node -> node.path("node").asText()).toList();
      throw new IllegalArgumentException("several nodes are called " + name + ": " + ids);
    }
    return api.get(NODES + "/" + name).body();
  }

  private static boolean is(JsonNode node, String member, String value) {
    return node.path(member).asText().equals(value);
  }

  /** Tells it to hand over what it has. */
  JsonNode drained(JsonNode node) {
    return told(node, "drain");
  }

  /** Tells it to take work again. */
  JsonNode undrained(JsonNode node) {
    return told(node, "undrain");
  }

  private JsonNode told(JsonNode node, String order) {
    String path = NODES + "/" + node.path("node").asText() + "/" + order;
    return api.post(path, JSON.createObjectNode()).body();
  }

  /** Blocks until it has, or {@code patience} is over; answers the node as it is then. */
  JsonNode untilDrained(JsonNode node, Duration patience) {
    long begun = System.nanoTime();
    JsonNode now = node;
    while (!is(now, "state", "DRAINED") && System.nanoTime() - begun < patience.toNanos()) {
      LockSupport.parkNanos(EVERY.toNanos());
      now = api.get(NODES + "/" + node.path("node").asText()).body();
    }
    return now;
  }

  /** Name, state, busy slots of all, jobs, version and id, between tabs. */
  static String line(JsonNode node) {
    return String.join(
        "\t",
        node.path("name").asText(),
        node.path("state").asText(),
        node.path("busy").asText() + "/" + node.path("slots").asText(),
        node.path("jobs").asText(),
        node.path("version").asText(),
        node.path("node").asText());
  }
}
