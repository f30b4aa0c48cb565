package hms.cluster.orchestrate;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The other nodes, and which of them may be dead: those that the cluster manager misses, and, long
 * before, those that cannot even be written to, twice. That nobody serves an address there is no
 * such sign, and that a write comes through is none of life. One event loop.
 */
final class Neighbours {
  private static final long AGAIN_MILLIS = 50;

  private final Vertx vertx;
  private final String self;
  private final Function<String, Future<Void>> door;
  private final Consumer<String> lost;
  private final Set<String> others = new HashSet<>();
  private final Set<String> missed = new HashSet<>();
  private final Set<String> silent = new HashSet<>();
  private final Set<String> knocking = new HashSet<>();

  /**
   * @param door writes something to a node, and fails if that cannot be done
   * @param lost told of each node that may be dead, at least once
   */
  Neighbours(Vertx vertx, String self, Function<String, Future<Void>> door, Consumer<String> lost) {
    this.vertx = vertx;
    this.self = self;
    this.door = door;
    this.lost = lost;
  }

  /** Those whose lease is live; all others are forgotten. */
  void live(Set<String> nodes) {
    others.clear();
    others.addAll(nodes);
    others.remove(self);
    missed.retainAll(others);
    silent.retainAll(others);
  }

  /** The cluster manager has lost it. */
  void left(String node) {
    missed.add(node);
    lost.accept(node);
  }

  /** Those that may be dead though their lease is live. */
  Set<String> suspects() {
    var all = new HashSet<>(missed);
    all.addAll(silent);
    return all;
  }

  /** Writes to each, unless that is under way. */
  void knock() {
    for (String node : others) if (knocking.add(node)) knock(node, true);
  }

  private void knock(String node, boolean again) {
    door.apply(node)
        .onComplete(written -> {
          if (again && isSign(written)) {
            vertx.setTimer(AGAIN_MILLIS, due -> knock(node, false));
          } else {
            knocking.remove(node);
            heard(node, isSign(written));
          }
        });
  }

  private void heard(String node, boolean dead) {
    if (!dead) silent.remove(node);
    else if (silent.add(node)) lost.accept(node);
  }

  private static boolean isSign(AsyncResult<Void> written) {
    return written.failed() && !(written.cause() instanceof ReplyException);
  }
}
