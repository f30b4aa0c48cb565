package hms.demo;

import com.fasterxml.jackson.databind.JsonNode;
import hms.client.ApiClient;
import hms.gateway.local.ChildNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A job on two nodes, one of which dies midway; the result is exact all the same. */
final class Computation implements Report.Step {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final int LOOKS = 600;

  private final Scene scene;

  Computation(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void play() {
    var operator = scene.cast().as("operator");
    awaitNodes(operator, 2);
    var file = scene.content().job();
    var victim = scene.stage().cluster().compute(2);
    var killed = killMidway(operator, victim, file.path("killAtPercent").asInt());
    int exit = scene.stage().hms().run(command(file));
    scene.report().equal(0, exit, "exit code of hms job run");
    scene.report().check(!victim.alive(), killed.join());
    checkResult(operator, file.path("expected"));
  }

  private List<String> command(JsonNode file) {
    var command = new ArrayList<>(List.of("job", "run", file.path("type").asText()));
    command.addAll(List.of("--server", scene.stage().cluster().url().toString()));
    command.addAll(List.of("--token-file", scene.cast().tokenFile("operator").toString()));
    for (var parameter : file.path("parameters").properties()) {
      command.add("--param");
      command.add(parameter.getKey() + "=" + parameter.getValue().asText());
    }
    return command;
  }

  private CompletableFuture<String> killMidway(ApiClient operator, ChildNode victim, int percent) {
    return CompletableFuture.supplyAsync(() -> {
      while (percentDone(operator) < percent) LockSupport.parkNanos(LOOK_EVERY.toNanos());
      int at = percentDone(operator);
      victim.kill();
      return "%s killed with SIGKILL at %d %%".formatted(victim.name(), at);
    });
  }

  private static int percentDone(ApiClient operator) {
    var job = newest(operator);
    long total = job.path("unitsTotal").asLong();
    return total == 0 ? 0 : (int) (100 * job.path("unitsDone").asLong() / total);
  }

  private static JsonNode newest(ApiClient operator) {
    return operator.get("/api/v1/jobs?limit=1").body().path("items").path(0);
  }

  private void checkResult(ApiClient operator, JsonNode expected) {
    var report = scene.report();
    var job = newest(operator);
    scene.remember("job", job.path("oid").asText());
    for (var value : expected.properties()) {
      String found = job.path("result").path(value.getKey()).asText();
      report.equal(value.getValue().asText(), found, "sum in closed form, " + value.getKey());
    }
    report.equal("CONFIRMED", job.path("verdict").asText(), "the office's own oracle says");
    long units = 0;
    var parts = new ArrayList<String>();
    String path = "/api/v1/jobs/" + job.path("oid").asText() + "/shares";
    for (var share : operator.get(path).body().path("items")) {
      units += share.path("units").asLong();
      parts.add("%,d".formatted(share.path("chunks").asLong()));
    }
    report.equal(
        job.path("unitsTotal").asLong(),
        units,
        "units committed, each once, in %s chunks of %d nodes"
            .formatted(String.join(" + ", parts), parts.size()));
  }

  private void awaitNodes(ApiClient operator, int count) {
    for (int i = 0; i < LOOKS && nodes(operator) < count; i++) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    for (int number = 1; number <= count; number++) {
      var node = scene.stage().cluster().compute(number);
      scene.report().check(node.alive(), node.name() + " runs");
    }
    scene.report().equal(count, nodes(operator), "compute nodes in the cluster");
  }

  private static int nodes(ApiClient operator) {
    return operator.get("/api/v1/nodes").body().path("items").size();
  }
}
