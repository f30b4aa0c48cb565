package hms.cluster.job;

import hms.domain.job.Interval;
import hms.domain.job.JobStage;
import hms.storage.JobStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a job is laid out.
 *
 * @param stages lie end to end; each is begun once all units before it are settled
 * @param input inserts what the units of the first stage are computed from into {@code job_input
 *     (job, unit, bytes)}, units from 0 without a gap; run once, while the job is planned. That
 *     stage has as many units as it inserts
 * @param reading what the units of a chunk of the first stage are computed from, in place of what
 *     was frozen for them: a query for a bytea a unit, in their order; its {@code $2} and {@code
 *     $3} are the first unit and the one behind the last, values come after. For what never changes
 *     and is too much to copy
 */
public record Plan(
    List<Stage> stages, Optional<JobStatement> input, Optional<JobStatement> reading) {
  private static final long UNITS_MAX = 1L << 62;

  /**
   * Units that do not depend on each other.
   *
   * @param units 1 to 2^62; 0: as many as are frozen
   * @param nanosPerUnit what one unit costs, roughly: sizes the first chunks, later ones are
   *     measured
   * @param chunkUnits units a chunk at most, for types whose parts or input would become too large;
   *     0: by time
   */
  public record Stage(long units, long nanosPerUnit, long chunkUnits) {}

  /**
   * Where units of a job are.
   *
   * @param stage from 0
   * @param units numbered from the first of the stage
   * @param from the first unit of the stage, in the job
   * @param before the units of the stage before it, in the job; empty for the first
   */
  public record Place(int stage, Interval units, long from, Optional<Interval> before) {}

  public Plan(List<Stage> stages, Optional<JobStatement> input) {
    this(stages, input, Optional.empty());
  }

  public Plan(long units, long nanosPerUnit) {
    this(units, nanosPerUnit, 0);
  }

  public Plan(long units, long nanosPerUnit, long chunkUnits) {
    this(List.of(new Stage(units, nanosPerUnit, chunkUnits)), Optional.empty());
  }

  public Plan {
    stages = List.copyOf(stages);
    for (int at = 0; at < stages.size(); at++) {
      long units = stages.get(at).units();
      boolean counted = at == 0 && input.isPresent();
      if (counted ? units != 0 : units < 1 || units > UNITS_MAX) {
        throw new IllegalArgumentException("units must be 1..2^62, was " + units);
      }
    }
  }

  /** A unit for each row that {@code input} inserts. */
  public static Plan of(JobStatement input, long nanosPerUnit, long chunkUnits) {
    return new Plan(List.of(new Stage(0, nanosPerUnit, chunkUnits)), Optional.of(input));
  }

  /** The same, and chunks of the first stage read their input so. */
  public Plan reading(JobStatement query) {
    return new Plan(stages, input, Optional.of(query));
  }

  /** Of all stages; without those that are to be frozen. */
  public long units() {
    return stages.stream().mapToLong(Stage::units).sum();
  }

  /** What it takes to compute it: the database, or somebody who waits for stages. */
  public boolean needsCluster() {
    return input.isPresent() || stages.size() > 1;
  }

  /** The units a chunk of the first stage has at most; 0: by time. */
  public long chunkUnits() {
    return stages.getFirst().chunkUnits();
  }

  /** The stages of a job with so many units in all. */
  public List<JobStage> stages(long total) {
    var laid = new ArrayList<JobStage>();
    long from = 0;
    for (Stage each : stages) {
      laid.add(new JobStage(from, each.nanosPerUnit(), each.chunkUnits()));
      from += each.units() == 0 ? total - units() : each.units();
    }
    return laid;
  }

  /** Where these units of a job with so many in all are; they are of one stage. */
  public Place place(long total, Interval units) {
    if (stages.size() == 1) return new Place(0, units, 0, Optional.empty());
    var laid = stages(total);
    int at = laid.size() - 1;
    while (laid.get(at).from() > units.lo()) at--;
    long from = laid.get(at).from();
    Optional<Interval> before =
        at == 0 ? Optional.empty() : Optional.of(new Interval(laid.get(at - 1).from(), from));
    return new Place(at, new Interval(units.lo() - from, units.hi() - from), from, before);
  }
}
