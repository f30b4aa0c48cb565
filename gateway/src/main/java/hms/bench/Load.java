package hms.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A closed loop: so many users, each of whom begins anew when answered. */
final class Load {
  private static final int LOOPS = 2;

  private final List<Context> loops;
  private final long postgres;

  /** What runs in this process, against PostgreSQL. */
  Load(Vertx vertx, long postgres) {
    this.loops = EventLoops.of(vertx, LOOPS);
    this.postgres = postgres;
  }

  /**
   * @throws IllegalStateException if an operation failed: then nothing was measured
   */
  Measured run(Supplier<Future<?>> operation, int users, int seconds) {
    var done = new AtomicLong();
    var failure = new AtomicReference<Throwable>();
    double server0 = ProcessCpu.tree(postgres);
    double own0 = ProcessCpu.own();
    long began = System.nanoTime();
    long end = began + seconds * 1_000_000_000L;
    var all =
        IntStream.range(0, users)
            .mapToObj(user -> user(loops.get(user % LOOPS), operation, end, done, failure))
            .toList();
    Future.all(all).await();
    double elapsed = (System.nanoTime() - began) / 1e9;
    if (failure.get() != null)
      throw new IllegalStateException("load failed: " + failure.get(), failure.get());
    return new Measured(
        done.get(), elapsed, ProcessCpu.own() - own0, ProcessCpu.tree(postgres) - server0);
  }

  private static Future<Void> user(
      Context loop,
      Supplier<Future<?>> operation,
      long end,
      AtomicLong done,
      AtomicReference<Throwable> failure) {
    var ended = Promise.<Void>promise();
    loop.runOnContext(go -> next(operation, end, done, failure, ended));
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
