package hms.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A closed loop: so many users, each of whom begins anew when answered. */
final class Load {
  private final Vertx vertx;
  private final DoubleSupplier client;
  private final DoubleSupplier server;

  /** What runs in this process, against PostgreSQL. */
  static Load here(Vertx vertx, long postgres) {
    return new Load(vertx, ProcessCpu::own, () -> ProcessCpu.tree(postgres));
  }

  /** What a node does for us, and PostgreSQL for it; our own work does not count. */
  static Load of(Vertx vertx, long node, long postgres) {
    return new Load(vertx, () -> ProcessCpu.tree(node), () -> ProcessCpu.tree(postgres));
  }

  /**
   * @param client seconds of CPU time that counts as the client's, so far
   */
  private Load(Vertx vertx, DoubleSupplier client, DoubleSupplier server) {
    this.vertx = vertx;
    this.client = client;
    this.server = server;
  }

  /**
   * @throws IllegalStateException if an operation failed: then nothing was measured
   */
  Measured run(Supplier<Future<?>> operation, int users, int seconds) {
    var done = new AtomicLong();
    var failure = new AtomicReference<Throwable>();
    double server0 = server.getAsDouble();
    double own0 = client.getAsDouble();
    long began = System.nanoTime();
    long end = began + seconds * 1_000_000_000L;
    var all =
        IntStream.range(0, users).mapToObj(user -> user(operation, end, done, failure)).toList();
    Future.all(all).await();
    double elapsed = (System.nanoTime() - began) / 1e9;
    if (failure.get() != null)
      throw new IllegalStateException("load failed: " + failure.get(), failure.get());
    return new Measured(
        done.get(), elapsed, client.getAsDouble() - own0, server.getAsDouble() - server0);
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
