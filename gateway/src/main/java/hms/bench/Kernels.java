package hms.bench;

import hms.cluster.job.BoundJob;
import hms.cluster.jobs.BuiltIn;
import hms.domain.job.Interval;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The kernels of {@code factors} on one core, against programs that do the same. All rounds count
 * CPU time as their time: the other core is somebody else's.
 */
final class Kernels {
  private static final long SEED = 42;
  private static final int SEMIPRIMES = 400;
  private final int rounds;
  private final long size;

  /**
   * @param size integers a round
   */
  Kernels(int rounds, long size) {
    this.rounds = rounds;
    this.size = size;
  }

  List<Comparison> run() {
    return List.of(divisorSums(), lines(), hard(), naive());
  }

  private Comparison divisorSums() {
    var job = job("{\"from\":1,\"to\":%d}".formatted(10 * size));
    String script =
        "s=0;t=0;\nforfactored(N=1,%d, s+=numdiv(N); t+=sigma(N));\nprint(s,\" \",t)\n"
            .formatted(size);
    return Comparison.of(
        "divisor sums",
        "HMS",
        () -> here(job),
        "PARI/GP",
        () -> there(size, script, "gp", "-q", "-s", "500M"),
        rounds);
  }

  private Comparison lines() {
    long from = 100_000_000 - size + 1;
    var job = job("{\"from\":%d,\"to\":100000000,\"show\":\"factor\"}".formatted(from));
    String command = "seq %d 100000000 | factor > /dev/null".formatted(from);
    return Comparison.of(
        "prime factors, as text",
        "HMS",
        () -> here(job),
        "coreutils factor",
        () -> there(size, "", "sh", "-c", command),
        rounds);
  }

  private Comparison hard() {
    var random = new Random(SEED);
    var numbers =
        random
            .longs(SEMIPRIMES, 1L << 61, 1L << 62)
            .mapToObj(Long::toString)
            .collect(Collectors.toList());
    var job = job("{\"numbers\":%s,\"show\":\"factor\"}".formatted(numbers));
    return Comparison.of(
        "random integers of 62 bits",
        "HMS",
        () -> here(job),
        "coreutils factor",
        () -> there(SEMIPRIMES, String.join("\n", numbers), "sh", "-c", "factor > /dev/null"),
        rounds);
  }

  private Comparison naive() {
    var sieve = job("{\"from\":1,\"to\":1000000}");
    var naive = job("{\"from\":999990,\"to\":1000000,\"algorithm\":\"naive\"}");
    return Comparison.of(
        "divisor sums near 10^6", "sieve", () -> here(sieve), "naive", () -> here(naive), rounds);
  }

  private static BoundJob<?, ?> job(String parameters) {
    return BuiltIn.types().bind("factors", parameters).orThrow();
  }

  private static Measured here(BoundJob<?, ?> job) {
    var threads = ManagementFactory.getThreadMXBean();
    long chunk = job.plan().chunkUnits() > 0 ? job.plan().chunkUnits() : 1 << 20;
    long began = threads.getCurrentThreadCpuTime();
    try {
      for (long lo = 0; lo < job.plan().units(); lo += chunk) {
        var unused =
            job.compute(new Interval(lo, Math.min(job.plan().units(), lo + chunk)), () -> {});
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    double seconds = (threads.getCurrentThreadCpuTime() - began) / 1e9;
    return new Measured(job.plan().units(), seconds, seconds, 0);
  }

  private static Measured there(long operations, String input, String... command) {
    double before = ProcessCpu.endedChildren();
    var file = Tool.script("kernel", input);
    String told = Tool.run(new ProcessBuilder(command).redirectInput(file.toFile()));
    if (told.contains("***")) throw new IllegalStateException(told);
    double seconds = ProcessCpu.endedChildren() - before;
    return new Measured(operations, seconds, seconds, 0);
  }
}
