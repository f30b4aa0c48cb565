package hms.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a job is given and how it wants to be run, as options of a command. */
final class JobWishes {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A parameter of the job.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--priority",
      paramLabel = "0-9",
      description = "Higher goes first; 5 unless told.")
  private @Nullable Integer priority;

  @Option(names = "--max-slots", paramLabel = "N", description = "Chunks out at a time.")
  private @Nullable Integer maxSlots;

  @Option(names = "--chunk-units", paramLabel = "N", description = "Units a chunk.")
  private @Nullable Long chunkUnits;

  @Option(
      names = "--max-dead",
      paramLabel = "PART",
      description = "The part of its units that may be dead, such as 0.01.")
  private @Nullable Double maxDead;

  @Option(
      names = "--fast",
      description = "A crash of the database may cost computing again, never a wrong result.")
  private boolean fast;

  @Option(names = "--not-before", paramLabel = "TIME", description = "Do not begin earlier.")
  private @Nullable String notBefore;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "By then it has ended, or failed.")
  private @Nullable String deadline;

  @Option(names = "--seed", paramLabel = "N", description = "Of a job that draws.")
  private @Nullable Long seed;

  @Option(
      names = "--dedupe-key",
      paramLabel = "KEY",
      description = "Submitted again with it, it is the same job.")
  private @Nullable String dedupeKey;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "Whose it counts as, if not one's own.")
  private @Nullable String tenant;

  @Option(
      names = "--after",
      split = ",",
      paramLabel = "ID",
      description = "Jobs that must have succeeded before.")
  private List<String> after = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /** The parameters, that of {@code --seed} among them, for whoever computes it here. */
  ObjectNode parameters() {
    var all = JobParameters.read(parameters);
    if (seed == null) return all;
    if (all.has("seed")) {
      throw new ParameterException(
          command.commandLine(), "--seed and --param seed say the same: give one of them");
    }
    return all.put("seed", seed);
  }

  /** The body of a submission. */
  ObjectNode submission(String type) {
    var body = JSON.createObjectNode().put("type", type);
    body.set("parameters", JobParameters.read(parameters));
    var options = options();
    if (!options.isEmpty()) body.set("options", options);
    if (notBefore != null) body.put("notBefore", notBefore);
    if (deadline != null) body.put("deadline", deadline);
    if (seed != null) body.put("seed", seed);
    if (dedupeKey != null) body.put("dedupeKey", dedupeKey);
    if (tenant != null) body.put("tenant", tenant);
    if (!after.isEmpty()) {
      var earlier = body.putArray("after");
      after.forEach(id -> earlier.add(JobCommand.bare(id)));
    }
    return body;
  }

  private ObjectNode options() {
    var options = JSON.createObjectNode();
    if (priority != null) options.put("priority", priority);
    if (maxSlots != null) options.put("maxSlots", maxSlots);
    if (chunkUnits != null) options.put("chunkUnits", chunkUnits);
    if (maxDead != null) options.put("maxDead", maxDead);
    if (fast) options.put("durability", "fast");
    return options;
  }
}
