package hms.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.compare.Variant;
import hms.cluster.compare.Work;
import hms.cluster.jobs.BuiltIn;
import hms.domain.Outcome;
import hms.domain.Refusal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The same job in each way that there is, and what each costs. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compute a job by one thread, by threads, processes and worker verticles of this machine, and",
      "by the cluster if one answers; one after the other, several times. Exit code 12 if any two",
      "results differ."
    })
final class JobCompareCommand implements Callable<Integer> {
  private static final int REFUTED = 12;
  private static final int NUMBERS = 100;
  private static final long SEED = 42;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Connection connection = new Connection();

  @Parameters(paramLabel = "TYPE", description = "Such as factors.")
  private String type = "";

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter; for factors, 100 numbers by the naive way unless told.")
  private @Nullable Map<String, String> parameters;

  @Option(names = "--slots", description = "How many chunks at once (default: all cores).")
  private int slots = Runtime.getRuntime().availableProcessors();

  @Option(names = "--rounds", description = "How often (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(names = "--no-cluster", description = "Leave the cluster out.")
  private boolean alone;

  /** How to compute it once. */
  private interface Way {
    Variant.Run run() throws Exception;
  }

  @Override
  public Integer call() throws Exception {
    if (slots < 1 || rounds < 1) throw wrong("--slots and --rounds must be at least 1");
    var asked =
        parameters == null && type.equals("factors") ? usual() : JobParameters.read(parameters);
    var work = work(type, asked);
    var cluster = alone ? null : ClusterRun.reached(connection, err());
    var ways = new LinkedHashMap<ComparedRuns, Way>();
    for (var variant : Variant.ALL) {
      ways.put(
          new ComparedRuns(variant.word(), variant.slots(slots)), () -> variant.run(work, slots));
    }
    if (cluster != null) {
      ways.put(new ComparedRuns("cluster", cluster.slots()), () -> cluster.run(type, asked));
    }
    for (int round = 1; round <= rounds; round++) {
      for (var each : ways.entrySet()) {
        err().printf("round %d of %d: %s%n", round, rounds, each.getKey().word());
        each.getKey().add(each.getValue().run());
      }
    }
    return told(List.copyOf(ways.keySet()));
  }

  private int told(List<ComparedRuns> all) {
    var out = spec.commandLine().getOut();
    out.println(ComparedRuns.HEAD);
    double serial = all.getFirst().seconds();
    all.forEach(each -> out.println(each.line(serial)));
    var sums = all.stream().flatMap(ComparedRuns::checksums).distinct().toList();
    if (sums.size() == 1) return 0;
    err().println("the results differ: " + sums);
    return REFUTED;
  }

  /** What shows best that work can be shared: long, pure, uneven. */
  private static ObjectNode usual() {
    var random = new Random(SEED);
    var numbers =
        Stream.generate(() -> 10_000_000 + random.nextInt(90_000_001)).limit(NUMBERS).toList();
    return JobParameters.read(
        Map.of("numbers", new ArrayList<>(numbers).toString(), "algorithm", "naive"));
  }

  private Work work(String name, ObjectNode asked) {
    return switch (Work.of(BuiltIn.types(), name, asked.toString())) {
      case Outcome.Done<Work>(var work) -> work;
      case Outcome.Refused<Work>(Refusal.Invalid(var violations)) ->
          throw wrong(
              String.join(
                  "\n", violations.stream().map(v -> v.pointer() + ": " + v.detail()).toList()));
      case Outcome.Refused<Work>(var why) -> throw wrong(why.toString());
    };
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
