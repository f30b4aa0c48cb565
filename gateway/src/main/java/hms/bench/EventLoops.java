package hms.bench;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Contexts that are spread over the event loops, as the doors of a node are. What a thread gets
 * that asks Vert.x for a context again and again is always the same one.
 */
final class EventLoops {
  private EventLoops() {}

  static List<Context> of(Vertx vertx, int wanted) {
    var loops = Collections.synchronizedList(new ArrayList<Context>());
    vertx
        .deployVerticle(() -> new Loop(loops), new DeploymentOptions().setInstances(wanted))
        .await();
    return List.copyOf(loops);
  }

  private static final class Loop extends VerticleBase {
    private final List<Context> loops;

    Loop(List<Context> loops) {
      this.loops = loops;
    }

    @Override
    public Future<?> start() {
      loops.add(context);
      return Future.succeededFuture();
    }
  }
}
