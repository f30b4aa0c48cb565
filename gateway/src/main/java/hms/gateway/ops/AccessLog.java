package hms.gateway.ops;

import hms.gateway.http.EndedCall;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each call that is over: what was asked and how it went, never by whom or of what. The
 * call's own thread puts it on a page, while all it says is at hand; a thread of the log's own
 * writes the pages: who reads our output slowly, or not at all, slows no call. Of lines that nobody
 * reads the newest are dropped, and it is said how many.
 */
public final class AccessLog implements EndedCall.Observer {
  /** Takes whole lines, and adds nothing to them: {@code logback.xml}. */
  private static final Logger LINES = LoggerFactory.getLogger("hms.access");

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  /** Characters, about 250 lines. */
  static final int PAGE = 64 << 10;

  /** About 8 MiB that wait. */
  static final int PAGES_MAX = 128;

  private static final int LONGEST_LINE = 1 << 10;
  private static final long EVERY_MILLIS = 100;
  private static final long CLOSE_SECONDS = 1;

  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("hms-access-log").factory());

  // Of all threads that have calls, one at a time; none keeps it for longer than a line takes.
  private final Object turn = new Object();
  private final AccessLines lines = new AccessLines();
  private final Queue<StringBuilder> full = new ArrayDeque<>();
  private StringBuilder open = new StringBuilder();
  private long dropped;

  public AccessLog() {
    var unused =
        writer.scheduleWithFixedDelay(
            this::writeOrTell, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void ended(EndedCall call) {
    synchronized (turn) {
      if (full.size() >= PAGES_MAX) {
        dropped++;
        return;
      }
      lines.add(open, call, System.currentTimeMillis());
      if (open.length() < PAGE) return;
      full.add(open);
      open = new StringBuilder(PAGE + LONGEST_LINE);
    }
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
    boolean all = false;
    while (!all) {
      StringBuilder page;
      synchronized (turn) {
        page = full.poll();
        all = page == null;
        if (page == null) {
          page = open;
          open = new StringBuilder();
        }
      }
      if (!page.isEmpty()) LINES.info(page.toString());
    }
    long gone = takeDropped();
    if (gone > 0) {
      LOG.warn("{} lines of the access log are missing: standard output is read too slowly", gone);
    }
  }

  private long takeDropped() {
    synchronized (turn) {
      long gone = dropped;
      dropped = 0;
      return gone;
    }
  }
}
