package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.client.ApiClient;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has some chunks of a job computed once more. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Compute a sample of the chunks of a job once more, on other nodes if there are",
      "any, and compare what comes out with what is stored, for example:",
      "hms job verify ID --sample 20"
    },
    footer =
        "Exit code: 0 all came out the same, 12 some did not, 8 some could not be computed again.")
final class JobVerifyCommand implements Callable<Integer> {
  private static final int UNCHECKED = 8;
  private static final int SAMPLE_MAX = 100;
  private static final Pattern SAMPLE = Pattern.compile("(\\d{1,3})(%?)");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Connection connection = new Connection();

  @Parameters(paramLabel = "ID")
  private String oid = "";

  @Option(
      names = "--sample",
      paramLabel = "N|P%",
      defaultValue = "10",
      description = "Chunks, 1 to 100, or a part of all, such as 1%. 10 unless told.")
  private String sample = "";

  @Option(names = "--seed", paramLabel = "SEED", description = "Draw the same chunks again.")
  private @Nullable Long seed;

  @Override
  public Integer call() {
    var api = connection.client();
    String job = "/api/v1/jobs/" + JobCommand.bare(oid);
    var wish = JSON.createObjectNode().put("sample", chunks(api, job));
    if (seed != null) wish.put("seed", seed);
    return told(ended(api, wish, job));
  }

  private int chunks(ApiClient api, String job) {
    var said = SAMPLE.matcher(sample);
    if (!said.matches()) {
      throw new ParameterException(
          spec.commandLine(), "expected --sample 20 or --sample 1%, found " + sample);
    }
    int number = Integer.parseInt(said.group(1));
    if (said.group(2).isEmpty()) return number;
    long all = api.get(job).body().path("chunksDone").asLong();
    return Math.clamp(Math.ceilDiv(all * number, 100), number == 0 ? 0 : 1, SAMPLE_MAX);
  }

  private JsonNode ended(ApiClient api, ObjectNode wish, String job) {
    var operation = api.post(job + "/verify", wish).body();
    var bar = new ProgressBar(spec.commandLine().getErr());
    String place = "/api/v1/operations/" + operation.path("oid").asText();
    while (true) {
      long done = operation.at("/progress/done").asLong();
      long total = operation.at("/progress/total").asLong();
      bar.show(operation.path("state").asText(), done, total, done + " chunks");
      if (operation.path("done").asBoolean()) break;
      operation = api.get(place + "?wait=1").body();
    }
    bar.end();
    return operation;
  }

  private int told(JsonNode operation) {
    var out = spec.commandLine().getOut();
    var result = operation.path("result");
    if (result.isMissingNode()) {
      String state = operation.path("state").asText();
      String why = operation.at("/problem/detail").asText("nobody knows why");
      spec.commandLine().getErr().println("not verified, %s: %s".formatted(state, why));
      return JobCommand.JOB_FAILED;
    }
    out.printf(
        "%d chunks, %,d units, seed %d: %d the same, %d of all checked by another node%n",
        result.path("sampled").asLong(),
        result.path("units").asLong(),
        result.path("seed").asLong(),
        result.path("same").asLong(),
        result.path("elsewhere").asLong());
    result.path("differing").forEach(each -> out.println("differs    " + place(each)));
    result
        .path("unchecked")
        .forEach(
            each -> out.println("unchecked  " + place(each) + ": " + each.path("why").asText()));
    if (!result.path("differing").isEmpty()) return JobCommand.REFUTED;
    return result.path("unchecked").isEmpty() ? 0 : UNCHECKED;
  }

  private static String place(JsonNode chunk) {
    return "units %d to %d, by node %s"
        .formatted(
            chunk.path("lo").asLong(), chunk.path("hi").asLong() - 1, chunk.path("node").asText());
  }
}
