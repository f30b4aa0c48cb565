package hms.chaos;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting, while the database may be away. */
final class Patience {
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();
  private static final Duration DATABASE = Duration.ofSeconds(30);

  private Patience() {}

  /**
   * Looks every 5 ms until it is so.
   *
   * @throws IllegalStateException if it is not so after {@code most}
   */
  static void until(Duration most, String what, BooleanSupplier so) {
    long end = System.nanoTime() + most.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not within " + most.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** A moment, between two looks. */
  static void pause() {
    LockSupport.parkNanos(LOOK_NANOS);
  }

  /** Asks the database again and again while it fails, since it may be what is being restarted. */
  static <T> T ask(Supplier<Future<T>> question) {
    long end = System.nanoTime() + DATABASE.toNanos();
    while (true) {
      Future<T> answer = question.get();
      Optional<T> given = answer.map(Optional::of).otherwise(away -> Optional.empty()).await();
      if (given.isPresent()) return given.get();
      if (System.nanoTime() > end) throw new IllegalStateException(answer.cause());
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
