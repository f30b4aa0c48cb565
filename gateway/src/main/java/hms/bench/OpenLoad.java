package hms.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * An open loop: requests begin when they are due, however many still wait, as customers do. A
 * latency counts from when its request was due, so that a slow server cannot hide by being asked
 * less. Source: Tene, "How NOT to Measure Latency".
 */
final class OpenLoad {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int DIGITS = 3;
  private static final int SHED = 429;
  private static final int BUSY = 503;

  private final Vertx vertx;

  OpenLoad(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * What came back.
   *
   * @param latency of good answers, microseconds
   * @param good answered below 400
   * @param refused answered 429 or 503
   * @param wrong answered otherwise, or not at all
   * @param seconds from the first request until the last was due
   */
  record Answered(Histogram latency, long good, long refused, long wrong, double seconds) {
    double goodPerSecond() {
      return good / seconds;
    }

    double millis(double percentile) {
      return latency.getValueAtPercentile(percentile) / 1e3;
    }
  }

  /**
   * @param ask sends a request and answers its status
   */
  Answered run(Supplier<Future<Integer>> ask, double perSecond, int seconds) {
    var latency = new ConcurrentHistogram(LONGEST.toNanos() / 1000, DIGITS);
    var good = new LongAdder();
    var refused = new LongAdder();
    var wrong = new LongAdder();
    var open = new Phaser(1);
    var contexts = new Context[] {vertx.getOrCreateContext(), vertx.getOrCreateContext()};
    long total = (long) (perSecond * seconds);
    long began = System.nanoTime();
    for (long n = 0; n < total; n++) {
      long due = began + (long) (n * 1e9 / perSecond);
      waitUntil(due);
      int party = open.register();
      contexts[(int) (n % contexts.length)].runOnContext(go ->
          ask.get()
              .onComplete(answer -> {
                int status = answer.succeeded() ? answer.result() : 0;
                if (status == SHED || status == BUSY) refused.increment();
                else if (status == 0 || status >= 400) wrong.increment();
                else {
                  good.increment();
                  latency.recordValue(
                      Math.min((System.nanoTime() - due) / 1000, LONGEST.toNanos() / 1000));
                }
                open.arriveAndDeregister();
              }));
      if (party < 0) throw new IllegalStateException("the load has ended");
    }
    double elapsed = (System.nanoTime() - began) / 1e9;
    awaitAll(open);
    return new Answered(latency, good.sum(), refused.sum(), wrong.sum(), elapsed);
  }

  private static void waitUntil(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
  }

  private static void awaitAll(Phaser open) {
    int phase = open.arriveAndDeregister();
    try {
      var unused = open.awaitAdvanceInterruptibly(phase, LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("some requests were never answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
