package hms.cluster.job;

/**
 * The size of a job.
 *
 * @param units 1 to 2^62
 * @param nanosPerUnit what one unit costs, roughly: sizes the first chunks, later ones are measured
 * @param chunkUnits units a chunk, for types whose parts would become too large; 0: by time
 */
public record Plan(long units, long nanosPerUnit, long chunkUnits) {
  public Plan(long units, long nanosPerUnit) {
    this(units, nanosPerUnit, 0);
  }

  public Plan {
    if (units < 1 || units > 1L << 62) {
      throw new IllegalArgumentException("units must be 1..2^62, was " + units);
    }
  }
}
