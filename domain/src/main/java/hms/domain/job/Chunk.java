package hms.domain.job;

import java.util.List;
import java.util.UUID;

/**
 * A range of units that has been granted. Within an epoch its borders never change and no two
 * overlap.
 *
 * @param attempt 1 for the first try at it
 */
public record Chunk(UUID job, long epoch, long lo, long hi, int attempt) {
  public Chunk {
    if (lo < 0 || lo >= hi) {
      throw new IllegalArgumentException("chunk must be 0 <= lo < hi, was " + lo + ".." + hi);
    }
  }

  public Interval interval() {
    return new Interval(lo, hi);
  }

  /** The same units, tried once more. */
  public Chunk again() {
    return new Chunk(job, epoch, lo, hi, attempt + 1);
  }

  /** The same attempt under another owner or another cutting. */
  Chunk under(long newEpoch) {
    return new Chunk(job, newEpoch, lo, hi, attempt);
  }

  /** Other units of the same job and epoch, at the same attempt. */
  Chunk over(long newLo, long newHi) {
    return new Chunk(job, epoch, newLo, newHi, attempt);
  }

  /** Its two halves, never tried; of more than one unit. */
  List<Chunk> halves() {
    long middle = lo + (hi - lo) / 2;
    return List.of(new Chunk(job, epoch, lo, middle, 1), new Chunk(job, epoch, middle, hi, 1));
  }

  /** True if both are the same units of the same job, whatever their epochs and attempts. */
  boolean sameUnits(Chunk other) {
    return lo == other.lo && hi == other.hi && job.equals(other.job);
  }
}
