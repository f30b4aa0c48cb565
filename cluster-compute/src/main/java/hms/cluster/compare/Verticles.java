package hms.cluster.compare;

import hms.cluster.job.BoundJob;
import hms.domain.job.Interval;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A worker verticle for each slot, on a pool of their own; chunks come to it by the local bus. */
record Verticles() implements Variant {
  private static final String ADDRESS = "hms.compare.";

  /** A chunk may take long, but not for ever. */
  private static final long PATIENCE_MILLIS = TimeUnit.HOURS.toMillis(1);

  @Override
  public String word() {
    return "verticles";
  }

  @Override
  public Computed compute(Work work, int slots, Watcher watcher) throws Exception {
    var vertx = Vertx.vertx();
    try {
      for (int slot = 0; slot < slots; slot++) {
        var options =
            new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("hms-compare")
                .setWorkerPoolSize(slots)
                .setMaxWorkerExecuteTime(PATIENCE_MILLIS)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.MILLISECONDS);
        var unused = vertx.deployVerticle(new Slot(work.job(), slot), options).await();
      }
      var chunks = new Chunks(work, slots, watcher);
      Threads.everywhere(chunks, slots, slot -> feed(vertx, slot, chunks));
      return chunks.computed(Duration.ZERO);
    } finally {
      vertx.close().await();
    }
  }

  private static void feed(Vertx vertx, int slot, Chunks chunks) {
    var patience = new DeliveryOptions().setSendTimeout(PATIENCE_MILLIS).setLocalOnly(true);
    for (int at = chunks.next(); at >= 0; at = chunks.next()) {
      var chunk = chunks.chunk(at);
      var asked = Buffer.buffer().appendLong(chunk.lo()).appendLong(chunk.hi());
      var part = vertx.eventBus().<Buffer>request(ADDRESS + slot, asked, patience).await();
      chunks.done(at, part.body().getBytes());
    }
  }

  private static final class Slot extends VerticleBase {
    private final BoundJob<?, ?> job;
    private final int number;

    Slot(BoundJob<?, ?> job, int number) {
      this.job = job;
      this.number = number;
    }

    @Override
    public Future<?> start() {
      return vertx
          .eventBus()
          .<Buffer>localConsumer(
              ADDRESS + number,
              asked -> {
                var chunk = new Interval(asked.body().getLong(0), asked.body().getLong(Long.BYTES));
                try {
                  asked.reply(Buffer.buffer(job.compute(chunk, () -> {})));
                } catch (Exception | Error failed) {
                  // Who asked would wait for its answer.
                  asked.fail(1, failed.toString());
                }
              })
          .completion();
    }
  }
}
