package hms.gateway.amqp;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Work in a few lanes: what has the same key is done one after the other, in order, and no more
 * than one piece of work a lane is under way. For one event loop.
 */
final class Lanes {
  private final Future<?>[] ends;

  Lanes(int count) {
    ends = new Future<?>[count];
    Arrays.fill(ends, Future.succeededFuture());
  }

  /** Does {@code work} when all before it in the lane of {@code key} is done, well or badly. */
  <T> Future<T> run(Object key, Supplier<Future<T>> work) {
    int lane = Math.floorMod(key.hashCode(), ends.length);
    Future<T> done = ends[lane].transform(before -> work.get());
    ends[lane] = done;
    return done;
  }
}
