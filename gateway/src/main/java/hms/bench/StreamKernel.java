package hms.bench;

import hms.cluster.job.BoundJob;
import hms.cluster.job.JobTypes;
import hms.cluster.jobs.stream.Bubblewrap;
import hms.cluster.jobs.stream.Program;
import hms.cluster.jobs.stream.Programs;
import hms.cluster.jobs.stream.StreamJob;
import hms.domain.job.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Lines through {@code cat} in its sandbox, by the CPU time of this process and of all it starts.
 */
final class StreamKernel {
  private static final int BLOCK_BYTES = 64 * 1024;
  private static final int LINE_BYTES = 64;
  private static final int BLOCKS = 2048;
  private static final int CHUNK = 128;
  private static final long MEMORY_BYTES = 1L << 30;
  private static final String PARAMETERS =
      "{\"input\":\"018f2f3a-7b7c-7000-8000-000000000001\",\"mapper\":\"cat\"}";

  private final int rounds;

  StreamKernel(int rounds) {
    this.rounds = rounds;
  }

  /** Empty where there is no sandbox. */
  Optional<Figure> run() {
    return Bubblewrap.installed(MEMORY_BYTES, Duration.ofMinutes(10))
        .filter(Bubblewrap::works)
        .map(sandbox -> {
          var programs = new Programs(List.of(Program.of("cat=/usr/bin/cat")), sandbox);
          var types = new JobTypes(new StreamJob(programs));
          double seconds = seconds(types.bind("stream", PARAMETERS).orThrow());
          double megabytes = (double) BLOCKS * BLOCK_BYTES / 1e6;
          return new Figure("stream-cat", megabytes / seconds, "MB/s", ">= 50");
        });
  }

  /** Of the median round, after one that does not count. */
  private double seconds(BoundJob<?, ?> job) {
    byte[] unit = new byte[BLOCK_BYTES];
    Arrays.fill(unit, (byte) 0x6b);
    for (int at = LINE_BYTES; at < BLOCK_BYTES; at += LINE_BYTES) unit[at - 1] = 0x0a;
    var input = new DataKernels.Frozen(Collections.nCopies(BLOCKS, unit));
    var each = new ArrayList<Double>();
    for (int round = 0; round <= rounds; round++) {
      double before = ProcessCpu.own() + ProcessCpu.endedChildren();
      try {
        for (int lo = 0; lo < BLOCKS; lo += CHUNK) {
          var unused = job.compute(new Interval(lo, lo + CHUNK), input);
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      if (round > 0) each.add(ProcessCpu.own() + ProcessCpu.endedChildren() - before);
    }
    return Comparison.median(each);
  }
}
