package hms.cluster.dispatch;

import hms.cluster.Addresses;
import hms.cluster.Bus;
import hms.domain.job.Chunk;
import hms.domain.job.ChunkResult;
import hms.domain.job.JobMessage;
import hms.storage.JobStore;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ordered queue of writes a job: while a commit is under way the next results gather, and go
 * together. A commit whose outcome is unknown is repeated: the fence and the key make it safe. A
 * result is acknowledged once it is stored or once nobody wants it any more.
 *
 * <p>Bounded by the credits that the workers have given. One event loop.
 */
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final long AGAIN_MILLIS = 250;

  /** Where results go once it is known what became of them. */
  public interface Outcomes {
    void committed(List<ChunkResult> results);

    /** Somebody else owns the job, or it has ended. */
    void fenced(UUID job, long epoch);
  }

  private record Owned(UUID job, long epoch) {
    static Owned of(Chunk chunk) {
      return new Owned(chunk.job(), chunk.epoch());
    }
  }

  private final Vertx vertx;
  private final Bus bus;
  private final String node;
  private final JobStore store;
  private final Outcomes outcomes;
  private final Map<Owned, WriteQueue> queues = new HashMap<>();

  public Dispatcher(Vertx vertx, Bus bus, String node, JobStore store, Outcomes outcomes) {
    this.vertx = vertx;
    this.bus = bus;
    this.node = node;
    this.store = store;
    this.outcomes = outcomes;
  }

  /** Takes a result in; a repeated one that is still waiting is dropped. */
  public void take(JobMessage.Result message) {
    Owned owned = Owned.of(message.result().chunk());
    WriteQueue queue = queues.computeIfAbsent(owned, first -> new WriteQueue());
    queue.add(message);
    writeNext(owned, queue);
  }

  private void writeNext(Owned owned, WriteQueue queue) {
    if (queue.writing()) return;
    if (queue.isEmpty()) queues.remove(owned);
    else write(owned, queue, queue.begin());
  }

  private void write(Owned owned, WriteQueue queue, List<JobMessage.Result> batch) {
    store
        .commit(results(batch))
        .onSuccess(stored -> written(owned, queue, batch, stored))
        .onFailure(fault -> again(owned, queue, batch, fault));
  }

  private void written(
      Owned owned, WriteQueue queue, List<JobMessage.Result> batch, boolean stored) {
    queue.end();
    for (JobMessage.Result message : batch) acknowledge(message);
    if (stored) outcomes.committed(results(batch));
    else outcomes.fenced(owned.job, owned.epoch);
    writeNext(owned, queue);
  }

  private void again(
      Owned owned, WriteQueue queue, List<JobMessage.Result> batch, Throwable fault) {
    LOG.atWarn().addKeyValue("job", owned.job).setCause(fault).log("commit failed, repeating it");
    vertx.setTimer(AGAIN_MILLIS, due -> write(owned, queue, batch));
  }

  private void acknowledge(JobMessage.Result message) {
    bus.send(Addresses.worker(message.from()), new JobMessage.Ack(node, message.report()))
        .onFailure(lost -> LOG.atDebug().setCause(lost).log("ack lost, the worker will repeat"));
  }

  private static List<ChunkResult> results(List<JobMessage.Result> batch) {
    return batch.stream().map(JobMessage.Result::result).toList();
  }
}
