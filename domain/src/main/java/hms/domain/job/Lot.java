package hms.domain.job;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Chunks of one size that lie end to end, granted as one.
 *
 * @param chunk from the first unit of the first chunk to the last of the last
 * @param step units a chunk; the last chunk may have fewer
 * @param deadlineMillis how long one chunk may run
 * @param alone nothing else may run on the node meanwhile
 */
public record Lot(Chunk chunk, long step, long deadlineMillis, boolean alone) {
  public Lot {
    if (step < 1) throw new IllegalArgumentException("step must be >= 1, was " + step);
  }

  static Lot of(Chunk chunk, long deadlineMillis, boolean alone) {
    return new Lot(chunk, chunk.interval().units(), deadlineMillis, alone);
  }

  /** How many chunks it is. */
  public long size() {
    return (chunk.interval().units() + step - 1) / step;
  }

  public List<Chunk> chunks() {
    return LongStream.range(0, size())
        .mapToObj(i -> {
          long lo = chunk.lo() + i * step;
          return chunk.over(lo, Math.min(lo + step, chunk.hi()));
        })
        .toList();
  }

  /** True if {@code next} can go along: it begins where this ends and is of the same size. */
  boolean endsWhere(Lot next) {
    return chunk.job().equals(next.chunk.job())
        && chunk.epoch() == next.chunk.epoch()
        && chunk.hi() == next.chunk.lo()
        && chunk.attempt() == next.chunk.attempt()
        && chunk.interval().units() % step == 0
        && next.size() == 1
        && next.step == step
        && deadlineMillis == next.deadlineMillis
        && alone == next.alone;
  }

  Lot with(Lot next) {
    return new Lot(chunk.over(chunk.lo(), next.chunk.hi()), step, deadlineMillis, alone);
  }
}
