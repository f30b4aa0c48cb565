package hms;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many callers at one instant. */
public final class Together {
  private Together() {}

  /** What each of {@code n} callers got, who all began together. */
  public static <T> List<T> run(int n, IntFunction<T> call) {
    var gate = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, n)
              .mapToObj(i ->
                  threads.submit(
                      (Callable<T>)
                          () -> {
                            gate.await();
                            return call.apply(i);
                          }))
              .toList();
      gate.countDown();
      return all.stream().map(Together::result).toList();
    }
  }

  private static <T> T result(java.util.concurrent.Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
