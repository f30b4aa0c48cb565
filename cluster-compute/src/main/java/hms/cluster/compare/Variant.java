package hms.cluster.compare;

import hms.cluster.job.BoundJob;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A way to compute a job on this machine. */
public sealed interface Variant permits Serial, Threads, Processes, Verticles {

  /**
   * What a run took and gave.
   *
   * @param wall from its beginning, with whatever had to be started, to the joined result
   * @param cpu of all processes that took part
   * @param bytes the result in its canonical form
   * @param json the result as a job shows it
   */
  record Run(Duration wall, Duration cpu, byte[] bytes, String json) {}

  /**
   * What came of the chunks.
   *
   * @param parts of the chunks, in unit order
   * @param cpuElsewhere of other processes that took part
   */
  record Computed(BoundJob<?, ?>.Total total, List<byte[]> parts, Duration cpuElsewhere) {
    public Computed {
      parts = List.copyOf(parts);
    }
  }

  /** Sees how it goes. */
  @FunctionalInterface
  interface Watcher {
    /** So many units are done; from any thread, and of several an earlier word may come late. */
    void done(long units);
  }

  List<Variant> ALL = List.of(new Serial(), new Threads(), new Processes(), new Verticles());

  /** The one of that word, if there is one. */
  static Optional<Variant> of(String word) {
    return ALL.stream().filter(each -> each.word().equals(word)).findFirst();
  }

  /** The word for it on the command line. */
  String word();

  /** How many chunks it computes at once if it may use so many slots. */
  default int slots(int asked) {
    return asked;
  }

  /**
   * Computes all chunks and joins them.
   *
   * @throws Exception what the chunk that failed threw
   */
  Computed compute(Work work, int slots, Watcher watcher) throws Exception;

  /** Blocks until it is done. Throws as {@link #compute} does. */
  default Run run(Work work, int slots) throws Exception {
    var here = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    long cpu = here.getProcessCpuTime();
    long began = System.nanoTime();
    var computed = compute(work, slots(slots), unwatched -> {});
    var wall = Duration.ofNanos(System.nanoTime() - began);
    var used = Duration.ofNanos(here.getProcessCpuTime() - cpu).plus(computed.cpuElsewhere());
    return new Run(wall, used, computed.total().bytes(), computed.total().json());
  }
}
