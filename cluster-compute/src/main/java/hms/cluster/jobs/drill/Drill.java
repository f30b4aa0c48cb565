package hms.cluster.jobs.drill;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.Plan;
import hms.cluster.job.Reduction;
import hms.cluster.job.Verdict;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code noop} and {@code sleep}: counts its units, waits for each, fails when told to.
 *
 * <p>Parameters: {@code units}; {@code millis} to wait for each (only {@code sleep}, 100); {@code
 * failEvery}: each unit whose number is a multiple of it less one fails (0: none does).
 */
public final class Drill implements JobType<DrillParameters, Long> {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long NOTHING_NANOS = 20;

  private final String name;
  private final boolean sleeps;

  private Drill(String name, boolean sleeps) {
    this.name = name;
    this.sleeps = sleeps;
  }

  public static Drill noop() {
    return new Drill("noop", false);
  }

  public static Drill sleep() {
    return new Drill("sleep", true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome<DrillParameters> parameters(JsonObject json) {
    return DrillParameters.read(json, sleeps);
  }

  @Override
  public Plan plan(DrillParameters parameters) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(parameters.millis());
    return new Plan(parameters.units(), Math.max(NOTHING_NANOS, nanos));
  }

  @Override
  public Long compute(DrillParameters parameters, Interval range, ChunkContext chunk)
      throws Exception {
    long failEvery = parameters.failEvery();
    if (parameters.millis() == 0 && failEvery == 0) return range.hi() - range.lo();
    for (long unit = range.lo(); unit < range.hi(); unit++) {
      chunk.checkpoint();
      chunk.progress(unit - range.lo());
      if (failEvery > 0 && (unit + 1) % failEvery == 0) {
        throw new IllegalStateException("unit " + unit + " fails, as it was told to");
      }
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(parameters.millis());
      for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(left, STEP_NANOS));
        chunk.checkpoint();
      }
    }
    return range.hi() - range.lo();
  }

  @Override
  public Reduction<Long> reduction(DrillParameters parameters) {
    return new UnitCount();
  }

  @Override
  public Verdict verify(DrillParameters parameters, Long total) {
    return total == parameters.units()
        ? new Verdict.Confirmed("count")
        : new Verdict.Refuted(
            "count", "units: expected %d, found %d".formatted(parameters.units(), total));
  }
}
