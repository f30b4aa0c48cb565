package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hms.client.ApiClient;
import java.time.ZoneId;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Jobs that the clock makes. */
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = {
      "Have a job made again and again, for example:",
      "hms schedule create nightly --cron \"0 3 * * *\" --zone Europe/Berlin demand-forecast"
    })
final class ScheduleCommand {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Make a job of this type each time.")
  int create(
      @Mixin Connection connection,
      @Parameters(paramLabel = "NAME", index = "0") String name,
      @Parameters(paramLabel = "TYPE", index = "1", description = "Such as factors.") String type,
      @Mixin ScheduleTerms terms,
      @Mixin JobWishes wishes) {
    try {
      var body = terms.body(name, wishes.submission(type));
      return tell(connection.client().post(KnownSchedules.PATH, body).body());
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List them, with the next time by the clock here.")
  int list(
      @Mixin Connection connection,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "table|json",
              defaultValue = "table",
              description = "How (default: ${DEFAULT-VALUE}).")
          Form form) {
    var all = new KnownSchedules(connection.client()).all();
    if (form == Form.JSON) {
      var items = JSON.createArrayNode();
      all.forEach(items::add);
      out(items.toPrettyString());
    } else {
      KnownSchedules.table(all, zone()).forEach(this::out);
    }
    return 0;
  }

  /** The words for how a list is printed. */
  enum Form {
    TABLE,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Command(name = "get", mixinStandardHelpOptions = true, description = "Print one as JSON.")
  int get(@Mixin Connection connection, @Parameters(paramLabel = "NAME|ID") String name) {
    var api = connection.client();
    out(api.get(one(api, name)).body().toPrettyString());
    return 0;
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Make no jobs for a while; what waits is dropped.")
  int pause(@Mixin Connection connection, @Parameters(paramLabel = "NAME|ID") String name) {
    return tell(command(connection.client(), name, "pause"));
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Go on with the next slot.")
  int resume(@Mixin Connection connection, @Parameters(paramLabel = "NAME|ID") String name) {
    return tell(command(connection.client(), name, "resume"));
  }

  @Command(
      name = "trigger",
      mixinStandardHelpOptions = true,
      description = "Make a job of it now, out of turn; prints its id.")
  int trigger(@Mixin Connection connection, @Parameters(paramLabel = "NAME|ID") String name) {
    out("job/" + command(connection.client(), name, "trigger").path("job").asText());
    return 0;
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Make no more jobs; those that are there go on.")
  int delete(@Mixin Connection connection, @Parameters(paramLabel = "NAME|ID") String name) {
    var api = connection.client();
    String path = one(api, name);
    var gone = api.delete(path, api.get(path).etag());
    return gone.status() / 100 == 2 ? 0 : 1;
  }

  private JsonNode command(ApiClient api, String name, String command) {
    return api.post(one(api, name) + "/" + command, JSON.createObjectNode()).body();
  }

  private String one(ApiClient api, String name) {
    return new KnownSchedules(api)
        .path(name)
        .orElseThrow(() -> new ParameterException(spec.commandLine(), "no schedule " + name));
  }

  private int tell(JsonNode schedule) {
    out(KnownSchedules.line(schedule, zone()));
    return 0;
  }

  /** Where who sits here is. */
  private ZoneId zone() {
    return ((Hms) spec.root().userObject()).surroundings().zone();
  }

  private void out(String line) {
    spec.commandLine().getOut().println(line);
  }
}
