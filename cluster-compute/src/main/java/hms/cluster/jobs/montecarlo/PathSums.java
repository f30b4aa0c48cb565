package hms.cluster.jobs.montecarlo;

import hms.cluster.job.Reduction;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;

/**
 * What is known of a run of paths.
 *
 * @param values of all
 * @param squares of their values
 */
record PathSums(long paths, ExactSum values, ExactSum squares) {
  static final PathSums EMPTY = new PathSums(0, ExactSum.ZERO, ExactSum.ZERO);

  double mean() {
    return values.value() / paths;
  }

  /** Of the mean, from the spread of the values. */
  double standardError() {
    if (paths < 2) return 0;
    double mean = mean();
    double variance = (squares.value() / paths - mean * mean) * paths / (paths - 1);
    return StrictMath.sqrt(Math.max(0, variance) / paths);
  }

  /** Adds up; the bytes are the five longs, big-endian. */
  static final class Sum implements Reduction<PathSums> {
    private static final int LONGS = 5;

    @Override
    public PathSums empty() {
      return EMPTY;
    }

    @Override
    public PathSums merge(PathSums left, PathSums right) {
      return new PathSums(
          left.paths + right.paths,
          left.values.plus(right.values),
          left.squares.plus(right.squares));
    }

    @Override
    public byte[] write(PathSums part) {
      return ByteBuffer.allocate(LONGS * Long.BYTES)
          .putLong(part.paths)
          .putLong(part.values.high())
          .putLong(part.values.low())
          .putLong(part.squares.high())
          .putLong(part.squares.low())
          .array();
    }

    @Override
    public PathSums read(byte[] bytes) {
      var in = ByteBuffer.wrap(bytes);
      return new PathSums(
          in.getLong(),
          new ExactSum(in.getLong(), in.getLong()),
          new ExactSum(in.getLong(), in.getLong()));
    }

    @Override
    public JsonObject json(PathSums total) {
      return new JsonObject()
          .put("paths", total.paths)
          .put("mean", total.mean())
          .put("standardError", total.standardError());
    }
  }
}
