package hms.cluster.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Platform threads that take chunks from one cursor. */
record Threads() implements Variant {
  @Override
  public String word() {
    return "threads";
  }

  @Override
  public Computed compute(Work work, int slots, Watcher watcher) throws Exception {
    var chunks = new Chunks(work, slots, watcher);
    everywhere(
        chunks,
        slots,
        slot -> {
          for (int at = chunks.next(); at >= 0; at = chunks.next()) {
            chunks.done(at, work.job().compute(chunks.chunk(at), () -> {}));
          }
        });
    return chunks.computed(Duration.ZERO);
  }

  /** What a slot does. */
  interface Slot {
    void work(int number) throws Exception;
  }

  /**
   * Runs it on a thread for each slot; done when all are. Throws what the first one threw, after
   * which no chunk is begun.
   */
  static void everywhere(Chunks chunks, int slots, Slot slot) throws Exception {
    try (var pool = Executors.newFixedThreadPool(slots)) {
      var running = new ArrayList<Future<Void>>();
      for (int i = 0; i < slots; i++) {
        int number = i;
        Callable<Void> task =
            () -> {
              try {
                slot.work(number);
                return null;
              } catch (Exception | Error failed) {
                chunks.end();
                throw failed;
              }
            };
        running.add(pool.submit(task));
      }
      for (var each : running) each.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception cause) throw cause;
      throw failed;
    }
  }
}
