package hms.gateway.ops;

import hms.gateway.http.EndedCall;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each call that is over: what was asked and how it went, never by whom or of what. A
 * thread of its own writes them, many at a time: who reads our output slowly, or not at all, slows
 * no call. Of lines that nobody reads the newest are dropped, and it is said how many.
 */
public final class AccessLog implements EndedCall.Observer {
  /** Takes whole lines, and adds nothing to them: {@code logback.xml}. */
  private static final Logger LINES = LoggerFactory.getLogger("hms.access");

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  /** About 8 MiB of them. */
  static final int WAITING_MAX = 32_768;

  /** Lines that are written at once. */
  static final int BATCH = 256;

  private static final long EVERY_MILLIS = 100;
  private static final long CLOSE_SECONDS = 1;

  private final BlockingQueue<AccessLines.Line> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final AtomicLong dropped = new AtomicLong();
  private final AccessLines lines = new AccessLines();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("hms-access-log").factory());

  public AccessLog() {
    var unused =
        writer.scheduleWithFixedDelay(
            this::writeOrTell, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void ended(EndedCall call) {
    var line = new AccessLines.Line(call, System.currentTimeMillis());
    if (!waiting.offer(line)) dropped.incrementAndGet();
  }

  /** Writes what waits; what is told afterwards is dropped. Waits for no reader for long. */
  public Future<Void> close() {
    if (writer.isShutdown()) return Future.succeededFuture();
    var written = Promise.<Void>promise();
    writer.execute(() -> {
      write();
      written.complete();
    });
    writer.shutdown();
    return written.future().timeout(CLOSE_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
  }

  /** A writer that throws once is not asked again. */
  private void writeOrTell() {
    try {
      write();
    } catch (RuntimeException fault) {
      LOG.warn("lines of the access log are lost", fault);
    }
  }

  private void write() {
    var batch = new ArrayList<AccessLines.Line>(BATCH);
    while (waiting.drainTo(batch, BATCH) > 0) {
      LINES.info(lines.of(batch));
      batch.clear();
    }
    long gone = dropped.getAndSet(0);
    if (gone > 0) {
      LOG.warn("{} lines of the access log are missing: standard output is read too slowly", gone);
    }
  }
}
