package hms.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.compare.Variant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** In which way a job is computed, as options of a command. */
final class VariantChoice {
  private static final String CLUSTER = "cluster";
  private static final String SLOTS = "--slots";
  private static final String MAX_SLOTS = "maxSlots";

  /** All others are about jobs of the cluster. */
  private static final Set<String> HEEDED_HERE =
      Set.of("--param", "--seed", "--variant", SLOTS, "--output");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--variant",
      paramLabel = "WAY",
      description = {
        "cluster (default), or, on this machine and without an office: serial (one thread), threads,",
        "processes, verticles (worker verticles)."
      })
  private String word = CLUSTER;

  @Option(
      names = SLOTS,
      paramLabel = "N",
      description = "Chunks at once (default: all cores; of the cluster, all it has).")
  private @Nullable Integer slots;

  /** The way to compute it here; empty: by the cluster. Refuses what that way does not heed. */
  Optional<Variant> here() {
    if (slots != null && slots < 1) throw wrong("--slots must be at least 1, was " + slots);
    if (word.equals(CLUSTER)) return Optional.empty();
    var variant = Variant.of(word).orElseThrow(() -> wrong(unknown()));
    if (slots != null && variant.slots(slots) != slots) {
      throw wrong("--variant %s computes one chunk at a time: leave --slots out".formatted(word));
    }
    String vain =
        command.commandLine().getParseResult().matchedOptions().stream()
            .map(OptionSpec::longestName)
            .filter(name -> !HEEDED_HERE.contains(name))
            .collect(Collectors.joining(", "));
    if (!vain.isEmpty()) {
      throw wrong("only the cluster heeds %s: leave it out, or --variant".formatted(vain));
    }
    return Optional.of(variant);
  }

  /** How many chunks are computed here at once. */
  int slots() {
    int asked = Objects.requireNonNullElse(slots, Runtime.getRuntime().availableProcessors());
    return here().map(variant -> variant.slots(asked)).orElse(asked);
  }

  /** A submission to the cluster, with no more slots than that. */
  ObjectNode bounded(ObjectNode submission) {
    if (slots == null) return submission;
    var options = submission.withObject("/options");
    if (options.has(MAX_SLOTS)) throw wrong("--slots and --max-slots say the same: give one");
    options.put(MAX_SLOTS, slots);
    return submission;
  }

  private String unknown() {
    var words = Stream.concat(Variant.ALL.stream().map(Variant::word), Stream.of(CLUSTER));
    return "--variant: expected one of %s, found %s"
        .formatted(words.collect(Collectors.joining(", ")), word);
  }

  private ParameterException wrong(String why) {
    return new ParameterException(command.commandLine(), why);
  }
}
