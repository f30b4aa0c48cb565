package hms.domain.job;

/**
 * How one job wants to be run.
 *
 * @param priority 0 to 9; higher goes first within a tenant
 * @param maxSlots chunks out at a time; 0: as many as there is credit
 * @param chunkUnits units a chunk; 0: as many as take about {@link Pace#chunkTarget}
 * @param maxDead the part of the units that may be dead and the job still end PARTIAL, 0 to 1
 * @param fast a crash of the database may cost computing chunks again, never a wrong result
 */
public record JobOptions(
    int priority, int maxSlots, long chunkUnits, double maxDead, boolean fast) {
  public static final int PRIORITY_MAX = 9;
  public static final JobOptions DEFAULT = new JobOptions(5, 0, 0, 0.01, false);

  public JobOptions {
    if (priority < 0 || priority > PRIORITY_MAX) {
      throw new IllegalArgumentException("priority must be 0..9, was " + priority);
    }
    if (maxSlots < 0) throw new IllegalArgumentException("maxSlots must be >= 0: " + maxSlots);
    if (chunkUnits < 0)
      throw new IllegalArgumentException("chunkUnits must be >= 0: " + chunkUnits);
    if (!(maxDead >= 0 && maxDead <= 1)) {
      throw new IllegalArgumentException("maxDead must be 0..1, was " + maxDead);
    }
  }

  /**
   * The same, with chunks of at most so many units.
   *
   * @param most 0: no limit
   */
  public JobOptions within(long most) {
    if (most == 0 || chunkUnits > 0 && chunkUnits <= most) return this;
    return new JobOptions(priority, maxSlots, most, maxDead, fast);
  }
}
