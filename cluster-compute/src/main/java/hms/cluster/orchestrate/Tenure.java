package hms.cluster.orchestrate;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Whether an orchestrator takes jobs. Handing over what it has and taking jobs again follow each
 * other: one begins when the other is over. One event loop.
 */
final class Tenure {
  private Future<Void> last = Future.succeededFuture();
  private boolean over;
  private long number;

  /** It takes no jobs, or soon gives free what it takes. */
  boolean over() {
    return over;
  }

  /**
   * Raised when what it has is given free: what was claimed under an older one belongs to others.
   */
  long number() {
    return number;
  }

  /**
   * Takes no more jobs.
   *
   * @param quiet done when nothing is being claimed
   * @param free gives free what it has
   */
  Future<Void> end(Supplier<Future<Void>> quiet, Supplier<Future<Void>> free) {
    last =
        last.otherwiseEmpty()
            .compose(mine -> {
              over = true;
              return quiet.get().otherwiseEmpty();
            })
            .compose(claimed -> {
              number++;
              return free.get();
            });
    return last;
  }

  /** Takes jobs again; {@code claim} looks for them. */
  void begin(Runnable claim) {
    last =
        last.otherwiseEmpty()
            .onSuccess(mine -> {
              over = false;
              claim.run();
            });
  }
}
