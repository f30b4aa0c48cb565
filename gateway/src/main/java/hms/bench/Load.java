package hms.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A closed loop: so many users, each of whom begins anew when answered. */
final class Load {
  private final Vertx vertx;
  private final long server;

  /**
   * @param server process id of PostgreSQL
   */
  Load(Vertx vertx, long server) {
    this.vertx = vertx;
    this.server = server;
  }

  /**
   * @throws IllegalStateException if an operation failed: then nothing was measured
   */
  Measured run(Supplier<Future<?>> operation, int users, int seconds) {
    var done = new AtomicLong();
    var failure = new AtomicReference<Throwable>();
    double server0 = ProcessCpu.tree(server);
    double own0 = ProcessCpu.own();
    long began = System.nanoTime();
    long end = began + seconds * 1_000_000_000L;
    var all =
        IntStream.range(0, users).mapToObj(user -> user(operation, end, done, failure)).toList();
    Future.all(all).await();
    double elapsed = (System.nanoTime() - began) / 1e9;
    if (failure.get() != null)
      throw new IllegalStateException("load failed: " + failure.get(), failure.get());
    return new Measured(
        done.get(), elapsed, ProcessCpu.own() - own0, ProcessCpu.tree(server) - server0);
  }

  /** Each on an event loop of its own choice, as the doors of a node are. */
  private Future<Void> user(
      Supplier<Future<?>> operation,
      long end,
      AtomicLong done,
      AtomicReference<Throwable> failure) {
    var ended = Promise.<Void>promise();
    vertx.getOrCreateContext().runOnContext(go -> next(operation, end, done, failure, ended));
    return ended.future();
  }

  private static void next(
      Supplier<Future<?>> operation,
      long end,
      AtomicLong done,
      AtomicReference<Throwable> failure,
      Promise<Void> ended) {
    if (System.nanoTime() >= end || failure.get() != null) {
      ended.complete();
      return;
    }
    operation
        .get()
        .onComplete(result -> {
          if (result.failed()) failure.set(result.cause());
          else done.incrementAndGet();
          next(operation, end, done, failure, ended);
        });
  }
}
