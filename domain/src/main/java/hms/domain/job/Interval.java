package hms.domain.job;

/** The units {@code lo} to {@code hi - 1}; never empty. */
public record Interval(long lo, long hi) {
  public Interval {
    if (lo < 0 || lo >= hi) {
      throw new IllegalArgumentException("interval must be 0 <= lo < hi, was " + lo + ".." + hi);
    }
  }

  public long units() {
    return hi - lo;
  }

  /** True if every unit of {@code other} is one of these. */
  public boolean covers(Interval other) {
    return lo <= other.lo && other.hi <= hi;
  }
}
