package hms.gateway.file;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** One step after the other, however many: a chain of Futures would grow with each. */
public final class Repeat {
  private Repeat() {}

  /**
   * Takes a step again for as long as it answers that there is more.
   *
   * @return done when a step answers false; failed with the first that fails
   */
  public static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
    var end = Promise.<Void>promise();
    next(step, end);
    return end.future();
  }

  private static void next(Supplier<Future<Boolean>> step, Promise<Void> end) {
    boolean more = true;
    while (more) {
      var taken = step.get();
      if (!taken.isComplete()) {
        taken.onSuccess(goOn -> resumed(goOn, step, end)).onFailure(end::fail);
        return;
      }
      if (taken.failed()) {
        end.fail(taken.cause());
        return;
      }
      more = taken.result();
    }
    end.complete();
  }

  private static void resumed(boolean goOn, Supplier<Future<Boolean>> step, Promise<Void> end) {
    if (goOn) next(step, end);
    else end.complete();
  }
}
