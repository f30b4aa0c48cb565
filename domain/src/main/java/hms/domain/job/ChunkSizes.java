package hms.domain.job;

import java.time.Duration;
import java.util.Arrays;

/** How many units of one job a chunk has: what is measured, and what follows from it. */
final class ChunkSizes {
  private static final double WEIGHT_OF_NEWEST = 0.3;
  private static final long WORK_MIN_NANOS = Duration.ofMillis(5).toNanos();
  private static final long GROW_UNDER_NANOS = Duration.ofMillis(10).toNanos();
  private static final int GROWTH = 4;
  private static final long DEADLINE_MIN_MILLIS = 30_000;
  private static final int DEADLINE_FACTOR = 20;
  private static final int SAMPLES = 64;
  private static final int SAMPLES_MIN = 5;

  private final Pace pace;
  private final JobOptions options;
  private final long[] turnarounds = new long[SAMPLES];
  private long seen;
  private double nanosPerUnit;

  /** How many units a chunk may have while nothing is known of their cost. */
  private long unknownMax;

  /**
   * @param hint nanoseconds a unit; 0: unknown
   */
  ChunkSizes(Pace pace, JobOptions options, long hint) {
    this.pace = pace;
    this.options = options;
    this.nanosPerUnit = Math.max(1, hint);
    this.unknownMax = hint > 0 ? Long.MAX_VALUE : 1;
  }

  /**
   * The target, smaller towards the end so that all slots end together, never under 5 ms.
   *
   * @param open units that nobody has yet
   * @param slots of all workers
   * @param speed of the worker; 1 is the average
   */
  long units(long open, long slots, double speed) {
    if (options.chunkUnits() > 0) return options.chunkUnits();
    long target = unitsIn(pace.chunkTarget().toNanos() * speed);
    long tail = Math.max(open / (2 * Math.max(1, slots)), unitsIn(WORK_MIN_NANOS));
    return Math.max(1, Math.min(unknownMax, Math.min(target, tail)));
  }

  private long unitsIn(double nanos) {
    return (long) (nanos / nanosPerUnit);
  }

  long expectedNanos(Interval units) {
    return (long) (nanosPerUnit * units.units());
  }

  long deadlineMillis(Interval units) {
    long expected = Duration.ofNanos(expectedNanos(units)).toMillis();
    return Math.max(DEADLINE_MIN_MILLIS, DEADLINE_FACTOR * expected);
  }

  void learn(ChunkResult result, long turnaroundNanos) {
    long wall = result.wallMicros() * 1000;
    double cost = (double) wall / result.chunk().interval().units();
    nanosPerUnit += WEIGHT_OF_NEWEST * (Math.max(0.1, cost) - nanosPerUnit);
    turnarounds[(int) (seen++ % SAMPLES)] = turnaroundNanos;
    if (unknownMax == Long.MAX_VALUE) return;
    unknownMax = wall < GROW_UNDER_NANOS ? unknownMax * GROWTH : Long.MAX_VALUE;
  }

  /** What 19 of 20 chunks took from grant to commit; forever while too few are known. */
  long usualNanos() {
    if (seen < SAMPLES_MIN) return Long.MAX_VALUE / 4;
    int known = (int) Math.min(seen, SAMPLES);
    long[] sorted = Arrays.copyOf(turnarounds, known);
    Arrays.sort(sorted);
    return sorted[known * 19 / 20];
  }
}
