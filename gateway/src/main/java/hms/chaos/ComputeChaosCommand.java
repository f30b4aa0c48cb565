package hms.chaos;

import hms.storage.pg.PgDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills, freezes and cuts off compute nodes; {@code scripts/chaos/compute} calls it. */
@Command(name = "chaos-compute", hidden = true, description = "Try the compute cluster by faults.")
public final class ComputeChaosCommand implements Callable<Integer> {
  private static final int UNSOUND = 1;

  @Option(names = "--runs", paramLabel = "N", description = "Jobs; 50 unless said else.")
  private int runs = 50;

  @Option(names = "--seed", paramLabel = "N", description = "Plays the same faults again.")
  private long seed = ThreadLocalRandom.current().nextLong(1_000_000);

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "FAULT",
      description = "Such as worker-hangs.")
  private Set<String> only = Set.of();

  @Option(names = "--nodes", paramLabel = "N", description = "2 or more; 3 unless said else.")
  private int nodes = 3;

  @Option(names = "--minutes", paramLabel = "N", description = "Begins no run after that; 10.")
  private int minutes = 10;

  @Option(names = "--log", required = true, paramLabel = "FILE", description = "JSON, a line each.")
  private Path log = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Exit code 0 if every result is right; missed goals of time are told, and are no error. */
  @Override
  public Integer call() throws IOException {
    Path dir = Files.createTempDirectory("hms-chaos-");
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    out().println("seed " + seed);
    try (var database = new Database(dir.resolve("postgres"))) {
      var open = PgDatabase.open(vertx, database.office());
      return play(dir, database, open).sound() ? 0 : UNSOUND;
    } finally {
      vertx.close().await();
      new ProcessBuilder("rm", "-rf", dir.toString()).start();
    }
  }

  private Findings play(Path dir, Database database, PgDatabase open) {
    var views = open.jobViews();
    var random = new Random(seed);
    var faults = Fault.draw(runs, only, random);
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    try (var events = new EventLog(log);
        var fleet = new Fleet(dir, database, views, nodes)) {
      // Also on Ctrl-C: a frozen node could not see that we are gone.
      Runtime.getRuntime().addShutdownHook(new Thread(fleet::close));
      events.tell("began", Map.of("seed", seed, "nodes", nodes));
      var trials = new Trials(fleet, database, open.jobs(), views, events, random);
      for (int i = 0; i < faults.size() && System.nanoTime() < end; i++) {
        play(trials, i + 1, faults.get(i));
      }
      trials.findings().lines().forEach(out()::println);
      return trials.findings();
    }
  }

  private void play(Trials trials, int run, Fault fault) {
    Verdict verdict = trials.play(run, fault);
    String sound = verdict.agrees() && verdict.doubled() == 0 ? "right" : "WRONG";
    spec.commandLine()
        .getErr()
        .println("%d %s %s: %s".formatted(run, fault.label(), sound, verdict.found()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
