package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hms.client.ApiClient;
import hms.cluster.jobs.BuiltIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
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
    subcommands = {JobCompareCommand.class, JobVerifyCommand.class},
    description = "Run jobs on the cluster, for example: hms job run factors --param to=1000000")
final class JobCommand {
  private static final int WAITED_TOO_LONG = 8;
  static final int JOB_FAILED = 10;
  private static final int PARTIAL = 11;
  static final int REFUTED = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = {
        "Submit a job, watch it, print its result. With --variant, compute it on this machine, for",
        "example: hms job run factors --param from=1 --param to=1000000 --variant threads --slots 2"
      })
  int run(
      @Mixin Connection connection,
      @Parameters(paramLabel = "TYPE", description = "Such as factors.") String type,
      @Mixin JobWishes wishes,
      @Mixin JobInput input,
      @Option(names = "--wait", paramLabel = "SECONDS", description = "Give up watching then.")
          @Nullable Long seconds,
      @Mixin VariantChoice choice,
      @Mixin RowFormat format)
      throws InterruptedException {
    var here = choice.here();
    if (here.isPresent()) {
      var line = spec.commandLine();
      return new LocalRun(BuiltIn.types(), here.get(), choice.slots(), line.getOut(), line.getErr())
          .run(type, wishes.parameters());
    }
    var api = connection.client();
    var wanted = input.sent(api, choice.bounded(wishes.submission(type)));
    var job = api.post("/api/v1/jobs", wanted).body();
    String oid = job.path("oid").asText();
    err("job/%s submitted".formatted(oid));
    return watch(api, oid, seconds, format);
  }

  @Command(
      name = "watch",
      mixinStandardHelpOptions = true,
      description = "Watch a job to its end, print its result.")
  int watch(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID") String oid,
      @Option(names = "--wait", paramLabel = "SECONDS", description = "Give up watching then.")
          @Nullable Long seconds,
      @Mixin RowFormat format) {
    return watch(connection.client(), bare(oid), seconds, format);
  }

  private int watch(ApiClient api, String oid, @Nullable Long seconds, RowFormat format) {
    var watch = new JobWatch(api, oid, new ProgressBar(spec.commandLine().getErr()));
    return ended(
        api,
        seconds == null ? watch.untilItEnds() : watch.untilItEnds(Duration.ofSeconds(seconds)),
        format);
  }

  @Command(
      name = "submit",
      mixinStandardHelpOptions = true,
      description = "Submit a job and print its id.")
  int submit(
      @Mixin Connection connection,
      @Parameters(paramLabel = "TYPE") String type,
      @Mixin JobWishes wishes,
      @Mixin JobInput input) {
    var api = connection.client();
    var job = api.post("/api/v1/jobs", input.sent(api, wishes.submission(type))).body();
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

  @Command(
      name = "result",
      mixinStandardHelpOptions = true,
      description = "Print the result of a job that has ended.")
  int result(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID") String oid,
      @Mixin RowFormat format) {
    var api = connection.client();
    return ended(api, api.get("/api/v1/jobs/" + bare(oid)).body(), format);
  }

  @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Stop a job.")
  int cancel(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID") String oid,
      @Option(names = "--now", description = "Interrupt it, do not wait for its checkpoints.")
          boolean now) {
    return wish(connection, oid, now ? "kill" : "cancel");
  }

  @Command(name = "pause", mixinStandardHelpOptions = true, description = "Begin no more of a job.")
  int pause(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    return wish(connection, oid, "pause");
  }

  @Command(name = "resume", mixinStandardHelpOptions = true, description = "Go on with a job.")
  int resume(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    return wish(connection, oid, "resume");
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Try a partial or failed job again, with what it has.")
  int retry(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID") String oid,
      @Option(names = "--all", description = "Compute it anew.") boolean all) {
    return wish(connection, oid, all ? "retry-all" : "retry");
  }

  private int wish(Connection connection, String oid, String wish) {
    var none = JSON.createObjectNode();
    var job = connection.client().post("/api/v1/jobs/" + bare(oid) + "/" + wish, none).body();
    out("job/%s %s".formatted(job.path("oid").asText(), job.path("state").asText()));
    return 0;
  }

  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = "Say why a job is where it is.")
  int explain(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    rows(connection, oid, "explain", "code", "detail", "remedy");
    return 0;
  }

  @Command(
      name = "events",
      mixinStandardHelpOptions = true,
      description = "Print what happened to a job, the latest first.")
  int events(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    rows(connection, oid, "events", "at", "kind", "detail");
    return 0;
  }

  @Command(
      name = "logs",
      mixinStandardHelpOptions = true,
      description = "Print the attempts of a job that came to nothing, the latest first.")
  int logs(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    rows(connection, oid, "logs", "at", "lo", "hi", "attempt", "node", "failure", "message");
    return 0;
  }

  @Command(
      name = "chunks",
      mixinStandardHelpOptions = true,
      description = "Print the committed chunks of a job.")
  int chunks(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    rows(connection, oid, "chunks", "lo", "hi", "attempt", "epoch", "node", "wallMicros");
    return 0;
  }

  @Command(
      name = "report",
      mixinStandardHelpOptions = true,
      description = "Print a job as one page of HTML, for a browser: hms job report ID > job.html")
  int report(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    byte[] page =
        connection.client().get("/api/v1/jobs/" + bare(oid) + "/report", "text/html").bytes();
    spec.commandLine().getOut().print(new String(page, StandardCharsets.UTF_8));
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** One line an item, its members between tabs. */
  private void rows(Connection connection, String oid, String what, String... members) {
    var answer = connection.client().get("/api/v1/jobs/" + bare(oid) + "/" + what).body();
    for (var item : answer.path("items")) {
      out(Arrays.stream(members).map(m -> item.path(m).asText()).collect(Collectors.joining("\t")));
    }
  }

  /** Prints what there is; the exit code says how the job ended. */
  private int ended(ApiClient api, JsonNode job, RowFormat format) {
    String state = job.path("state").asText();
    if (job.has("result")) printResult(api, job, format);
    counters(job.at("/result/counters"));
    if (state.equals("SUCCEEDED")) return 0;
    String reason = job.path("reason").asText();
    err("job/%s %s: %s".formatted(job.path("oid").asText(), state, reason));
    return switch (state) {
      case "PARTIAL" -> PARTIAL;
      case "FAILED" -> job.path("verdict").asText().equals("REFUTED") ? REFUTED : JOB_FAILED;
      case "CANCELLED" -> JOB_FAILED;
      default -> WAITED_TOO_LONG;
    };
  }

  /** What programs have counted, beside what they told. */
  private void counters(JsonNode byGroup) {
    byGroup
        .properties()
        .forEach(group ->
            group
                .getValue()
                .properties()
                .forEach(each ->
                    err("%s,%s = %s".formatted(group.getKey(), each.getKey(), each.getValue()))));
  }

  /** An object as such; of a file, its lines; of a table, its rows. */
  private void printResult(ApiClient api, JsonNode job, RowFormat format) {
    if (job.path("result").has("sha256")) {
      String path = "/api/v1/jobs/" + job.path("oid").asText() + "/results";
      boolean rows = job.path("result").has("columns");
      byte[] lines = (rows ? api.get(path, format.mediaType()) : api.get(path)).bytes();
      var out = spec.commandLine().getOut();
      out.print(new String(lines, StandardCharsets.UTF_8));
      out.flush();
    } else {
      print(job.path("result"));
    }
  }

  static String bare(String oid) {
    return oid.startsWith("job/") ? oid.substring(4) : oid;
  }

  private void print(JsonNode json) {
    spec.commandLine().getOut().println(json.toPrettyString());
  }

  private void out(String line) {
    spec.commandLine().getOut().println(line);
  }

  private void err(String line) {
    spec.commandLine().getErr().println(line);
  }
}
