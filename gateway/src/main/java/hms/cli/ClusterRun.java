package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.client.ApiClient;
import hms.cluster.compare.Variant;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A job on the cluster, to be compared with the same one here. */
final class ClusterRun {
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ApiClient api;
  private final int slots;

  private ClusterRun(ApiClient api, int slots) {
    this.api = api;
    this.slots = slots;
  }

  /** Null, and told why, if no office answers or we may not ask it. */
  static @Nullable ClusterRun reached(Connection connection, PrintWriter err) {
    try {
      var api = connection.client(connection.proof().map(Connection.Proof::token), Duration.ZERO);
      int slots = 0;
      for (JsonNode node : api.get("/api/v1/nodes").body().path("items")) {
        slots += node.path("slots").asInt(1);
      }
      if (slots > 0) return new ClusterRun(api, slots);
      err.println("cluster: left out, no node computes");
    } catch (RuntimeException away) {
      err.println("cluster: left out, " + away.getMessage());
    }
    return null;
  }

  int slots() {
    return slots;
  }

  /** From asking for it to its result. Throws if it does not succeed. */
  Variant.Run run(String type, ObjectNode parameters) {
    long began = System.nanoTime();
    var asked = JSON.createObjectNode().put("type", type);
    asked.set("parameters", parameters);
    String oid = api.post("/api/v1/jobs", asked).body().path("oid").asText();
    var silent = new ProgressBar(new PrintWriter(new StringWriter()), false);
    var job = new JobWatch(api, oid, silent).untilItEnds(PATIENCE);
    var wall = Duration.ofNanos(System.nanoTime() - began);
    if (!job.path("state").asText().equals("SUCCEEDED")) {
      throw new IllegalStateException(
          "job/%s %s: %s".formatted(oid, job.path("state").asText(), job.path("reason").asText()));
    }
    var cpu = Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(job.path("cpuMicros").asLong()));
    String result = job.path("result").toString();
    return new Variant.Run(wall, cpu, result.getBytes(StandardCharsets.UTF_8), result);
  }
}
