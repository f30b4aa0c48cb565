package hms;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Does the same with each of many, a few at a time, where most of it is waiting. On threads of its
 * own: parallel streams would take those by which the cluster answers.
 */
public final class Crowd {
  private static final int AT_A_TIME = 4;

  private Crowd() {}

  /** What came of each, in their order; the first failure among them fails it. */
  public static <T, R> List<R> each(Stream<T> all, Function<T, R> work) {
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      var done = all.map(one -> threads.submit(() -> work.apply(one))).toList();
      try {
        var results = new ArrayList<R>();
        for (var each : done) results.add(each.get());
        return results;
      } catch (ExecutionException | InterruptedException failed) {
        threads.shutdownNow();
        throw new AssertionError(String.valueOf(failed.getMessage()), failed);
      }
    }
  }
}
