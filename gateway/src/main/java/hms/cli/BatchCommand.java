package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.client.ApiClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Many changes at a time, from a file. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    description = {
      "Make the changes that a file names, one after the other.",
      "Each line is one: {\"operationId\", \"path\", \"ifMatch\", \"body\"}, and \"opId\" if you like;",
      "or all of it is one batch: {\"operations\": [...]}. Each prints its result as a line.",
      "Exit code 11: some were refused. What is done is not done again under the same --key."
    })
final class BatchCommand implements Callable<Integer> {
  private static final int AT_ONCE = 200;
  private static final int SOME_REFUSED = 11;
  private static final int OUT_OF_TIME = 503;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Connection connection = new Connection();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "16..180 characters that name this run; the same again goes on with it.")
  private @Nullable String key;

  @Parameters(paramLabel = "FILE", description = "NDJSON or JSON, in UTF-8.")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    var parts = parts(Files.readString(file, StandardCharsets.UTF_8));
    String run = key == null ? UUID.randomUUID().toString() : key;
    spec.commandLine().getErr().println("key: " + run);
    boolean good = true;
    for (int from = 0; from < parts.size(); from += AT_ONCE) {
      var some = parts.subList(from, Math.min(parts.size(), from + AT_ONCE));
      for (var result : sent(connection.client(), run + "." + from, some)) {
        spec.commandLine().getOut().println(result);
        good &= result.path("status").asInt() < 300;
      }
    }
    return good ? 0 : SOME_REFUSED;
  }

  /** Those for which there was no time are asked for again, for as long as more become done. */
  private static JsonNode sent(ApiClient api, String key, List<JsonNode> some) {
    var batch = JSON.createObjectNode();
    batch.putArray("operations").addAll(some);
    long before = Long.MAX_VALUE;
    while (true) {
      var results = api.post("/api/v1/batches", batch, key, Map.of()).body().path("results");
      long late = late(results);
      if (late == 0 || late >= before) return results;
      before = late;
    }
  }

  private static long late(JsonNode results) {
    long late = 0;
    for (var each : results) if (each.path("status").asInt() == OUT_OF_TIME) late++;
    return late;
  }

  private List<JsonNode> parts(String text) {
    var parts = new ArrayList<JsonNode>();
    try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      while (values.hasNextValue()) {
        JsonNode value = values.nextValue();
        if (value.path("operations") instanceof ArrayNode all) all.forEach(parts::add);
        else parts.add(value);
      }
    } catch (IOException e) {
      throw refused(
          "JSON object %d cannot be read: %s", parts.size() + 1, String.valueOf(e.getMessage()));
    }
    if (parts.isEmpty()) throw refused("the file names no change");
    for (int i = 0; i < parts.size(); i++) name(parts.get(i), i + 1);
    return parts;
  }

  private void name(JsonNode part, int n) {
    if (!(part instanceof ObjectNode object))
      throw refused("expected objects; the %dth is none", n);
    if (!object.has("opId")) object.put("opId", String.valueOf(n));
  }

  private ParameterException refused(String detail, Object... of) {
    return new ParameterException(spec.commandLine(), detail.formatted(of));
  }
}
