package hms.cluster.jobs.factors;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import java.util.Arrays;

/**
 * The lines of {@link Show#FACTOR} of a run up to 10^14: a sieve that writes the text of each prime
 * down at its multiples, so that the digits of a prime are found once a segment, and no line asks
 * how often a prime is in it. The bytes are those of {@link SegmentFactors} through a {@link
 * LineWriter}.
 */
final class SegmentLines implements PrimeMultiples.Segment {
  /** An integer, a colon, a prime that was not sieved, and what stands between them. */
  private static final int REST_MAX = 40;

  private final int width;

  /** A row an integer: its primes so far, each with a space before it. */
  private final byte[] rows;

  /** Where the next prime of a row goes. */
  private final int[] end;

  private final long[] found;
  private final Decimals text;

  /**
   * The longest row is that of a power of two: two bytes a prime, and eight that are put at once.
   */
  private SegmentLines(int size, long to) {
    this.width = 2 * (Long.SIZE - Long.numberOfLeadingZeros(to)) + Decimals.SPACED_BYTES;
    this.rows = new byte[size * width];
    this.end = new int[size];
    this.found = new long[size];
    this.text = new Decimals(size * REST_MAX);
  }

  /**
   * The lines of all integers from {@code from} to {@code to}, both included.
   *
   * @param to at most {@link SegmentSums#TO_MAX}
   */
  static FactorLines of(long from, long to, ChunkContext chunk) throws Stopped {
    var lines = new SegmentLines(PrimeMultiples.length(from, to), to);
    PrimeMultiples.each(from, to, lines, chunk);
    return new FactorLines(lines.text.bytes());
  }

  @Override
  public void clear(int length) {
    Arrays.setAll(end, i -> i * width);
    Arrays.fill(found, 0, length, 1);
  }

  @Override
  public int mark(int prime, int first, int step, int length, boolean again) {
    long spaced = Decimals.spaced(prime);
    int bytes = Decimals.spacedLength(spaced);
    int i = first;
    for (; i < length; i += step) {
      Decimals.LONGS.set(rows, end[i], spaced);
      end[i] += bytes;
      found[i] *= prime;
    }
    return i;
  }

  @Override
  public void tell(long low, int length) {
    for (int i = 0; i < length; i++) {
      text.room(width + REST_MAX);
      text.put(low + i);
      text.put(':');
      text.put(rows, i * width, end[i]);
      long left = PrimeMultiples.left(low + i, found[i]);
      if (left > 1) {
        text.put(' ');
        text.put(left);
      }
      text.put('\n');
    }
  }
}
