package hms.gateway.job;

import hms.cluster.Addresses;
import hms.cluster.Bus;
import hms.cluster.Recheck;
import hms.cluster.Recheck.Answer;
import hms.storage.pg.PgJobViews;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One chunk on its way from node to node, until one of them has computed it again or none can. The
 * node that has committed it comes last: it would make the same mistake again.
 */
final class ChunkRecheck {
  private static final long PAUSE_MILLIS = 50;

  private final Vertx vertx;
  private final Bus bus;
  private final UUID job;
  private final PgJobViews.Chunk chunk;
  private final List<String> others;
  private final List<String> itself;
  private final BooleanSupplier mayGoOn;
  private String why = "no node that could compute it is left";

  /** What came of it, and whether another node said so than the one that has committed it. */
  record Checked(PgJobViews.Chunk chunk, Answer answer, boolean elsewhere) {}

  /**
   * @param nodes that have the code of the job
   */
  ChunkRecheck(
      Vertx vertx,
      Bus bus,
      UUID job,
      PgJobViews.Chunk chunk,
      List<String> nodes,
      BooleanSupplier mayGoOn) {
    this.vertx = vertx;
    this.bus = bus;
    this.job = job;
    this.chunk = chunk;
    this.others = new ArrayList<>(nodes);
    this.itself = new ArrayList<>(nodes);
    this.mayGoOn = mayGoOn;
    others.remove(chunk.node());
    itself.retainAll(List.of(chunk.node()));
  }

  /** Never fails. */
  Future<Checked> run() {
    var able = others.isEmpty() ? itself : others;
    if (able.isEmpty()) return ended(Answer.cannot(why), false);
    if (!mayGoOn.getAsBoolean()) return ended(Answer.cannot("there was no time"), false);
    String node = able.getFirst();
    return bus.request(Addresses.rechecked(node), new Recheck(job, chunk.lo(), chunk.hi()))
        .otherwise(silent -> Answer.cannot("node " + node + " does not answer"))
        .compose(answer -> heard(answer, able));
  }

  private Future<Checked> heard(Answer answer, List<String> able) {
    return switch (answer.finding()) {
      case SAME, DIFFERS -> ended(answer, able == others);
      case AT_WORK -> later();
      case BUSY -> {
        able.add(able.removeFirst());
        yield later();
      }
      case CANNOT -> {
        why = answer.why();
        able.removeFirst();
        yield run();
      }
    };
  }

  private Future<Checked> later() {
    return vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(passed -> run());
  }

  private Future<Checked> ended(Answer answer, boolean elsewhere) {
    return Future.succeededFuture(new Checked(chunk, answer, elsewhere));
  }
}
