package hms.chaos;

import java.util.function.LongFunction;

/**
 * How many integers a job needs to take so many seconds here: trial division of 1 to n takes about
 * n to the power of 1.5.
 */
record Workload(double secondsOfOne) {
  private static final long SAMPLE = 3_000_000;
  private static final double POWER = 1.5;

  /** Runs two jobs; the first one warms the nodes up. */
  static Workload measured(LongFunction<Subject> submit) {
    var unused = seconds(submit);
    return new Workload(seconds(submit) / Math.pow(SAMPLE, POWER));
  }

  private static double seconds(LongFunction<Subject> submit) {
    long began = System.nanoTime();
    var job = submit.apply(SAMPLE).awaitEnd();
    if (job.ended().isEmpty()) throw new IllegalStateException("it does not end: " + job);
    return (System.nanoTime() - began) / 1e9;
  }

  long units(int seconds) {
    return (long) Math.pow(seconds / secondsOfOne, 1 / POWER);
  }
}
