package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Jobs of the compute cluster. */
@Command(
    name = "job",
    mixinStandardHelpOptions = true,
    subcommands = JobCompareCommand.class,
    description = "Run jobs on the cluster, for example: hms job run factors --param to=1000000")
final class JobCommand {
  private static final int JOB_FAILED = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Submit a job, watch it, print its result.")
  int run(
      @Mixin Connection connection,
      @Parameters(paramLabel = "TYPE", description = "Such as factors.") String type,
      @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A parameter of the job.")
          Map<String, String> parameters) {
    var api = connection.client();
    var job = api.post("/api/v1/jobs", submission(type, parameters)).body();
    String oid = job.path("oid").asText();
    err("job/%s submitted".formatted(oid));
    var watch = new JobWatch(api, oid, new ProgressBar(spec.commandLine().getErr()));
    return ended(watch.untilItEnds());
  }

  @Command(
      name = "submit",
      mixinStandardHelpOptions = true,
      description = "Submit a job and print its id.")
  int submit(
      @Mixin Connection connection,
      @Parameters(paramLabel = "TYPE") String type,
      @Option(names = "--param", paramLabel = "NAME=VALUE") Map<String, String> parameters) {
    var job = connection.client().post("/api/v1/jobs", submission(type, parameters)).body();
    spec.commandLine().getOut().println("job/" + job.path("oid").asText());
    return 0;
  }

  @Command(name = "get", mixinStandardHelpOptions = true, description = "Print one job as JSON.")
  int get(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    print(connection.client().get("/api/v1/jobs/" + bare(oid)).body());
    return 0;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "List the newest jobs.")
  int list(@Mixin Connection connection) {
    for (var job : connection.client().get("/api/v1/jobs").body().path("items")) {
      spec.commandLine()
          .getOut()
          .printf(
              "%s\t%s\t%s\t%d/%d%n",
              job.path("oid").asText(),
              job.path("type").asText(),
              job.path("state").asText(),
              job.path("unitsDone").asLong(),
              job.path("unitsTotal").asLong());
    }
    return 0;
  }

  private int ended(JsonNode job) {
    if (job.path("state").asText().equals("SUCCEEDED")) {
      print(job.path("result"));
      return 0;
    }
    err(
        "job/%s %s: %s"
            .formatted(
                job.path("oid").asText(), job.path("state").asText(), job.path("reason").asText()));
    return JOB_FAILED;
  }

  private static ObjectNode submission(String type, @Nullable Map<String, String> parameters) {
    var body = JSON.createObjectNode().put("type", type);
    return body.set("parameters", JobParameters.read(parameters));
  }

  private static String bare(String oid) {
    return oid.startsWith("job/") ? oid.substring(4) : oid;
  }

  private void print(JsonNode json) {
    spec.commandLine().getOut().println(json.toPrettyString());
  }

  private void err(String line) {
    spec.commandLine().getErr().println(line);
  }
}
