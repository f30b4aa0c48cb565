package hms.domain.job;

import hms.domain.job.DispatcherEffect.Fenced;
import hms.domain.job.DispatcherEffect.Raise;
import hms.domain.job.DispatcherEffect.Report;
import hms.domain.job.DispatcherEffect.Tell;
import hms.domain.job.DispatcherEffect.Write;
import hms.domain.job.DispatcherEvent.Faulted;
import hms.domain.job.DispatcherEvent.Raised;
import hms.domain.job.DispatcherEvent.RecutWanted;
import hms.domain.job.DispatcherEvent.Taken;
import hms.domain.job.DispatcherEvent.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One ordered queue of writes a job: while a commit is under way the next results gather, and go
 * together. A write whose outcome is unknown is repeated: the fence and the key make it safe. A
 * batch is acknowledged once it is stored, or once it is fenced.
 *
 * <p>A new epoch waits its turn behind the results, so that none of the old one can be stored after
 * the units were cut anew. Bounded by the credits that the workers have given. One thread; same
 * events, same effects.
 */
public final class DispatcherCore {
  private static final long AGAIN_MILLIS = 250;

  private record Way(UUID job, long epoch) {}

  private final String node;
  private final Map<Way, WriteQueue> queues = new HashMap<>();
  private List<DispatcherEffect> effects = new ArrayList<>();

  public DispatcherCore(String node) {
    this.node = node;
  }

  public List<DispatcherEffect> on(DispatcherEvent event) {
    effects = new ArrayList<>();
    switch (event) {
      case Taken(var batch) -> taken(batch);
      case RecutWanted(var job, var epoch, var dead) -> {
        queue(job, epoch).recut(dead);
        next(new Way(job, epoch), 0);
      }
      case Written(var job, var epoch, var stored) -> written(new Way(job, epoch), stored);
      case Raised raised -> raised(raised);
      case Faulted(var job, var epoch) -> again(new Way(job, epoch));
    }
    return effects;
  }

  private WriteQueue queue(UUID job, long epoch) {
    return queues.computeIfAbsent(new Way(job, epoch), first -> new WriteQueue());
  }

  private void taken(JobMessage.ResultBatch batch) {
    queue(batch.job(), batch.epoch()).add(batch);
    next(new Way(batch.job(), batch.epoch()), 0);
  }

  private void next(Way way, long delayMillis) {
    WriteQueue queue = queues.get(way);
    if (queue == null || queue.busy()) return;
    if (queue.hasBatches()) {
      effects.add(new Write(way.job, way.epoch, queue.begin(), delayMillis));
    } else if (queue.recutWanted()) {
      effects.add(new Raise(way.job, way.epoch, queue.beginRecut(), delayMillis));
    } else {
      queues.remove(way);
    }
  }

  private void written(Way way, boolean stored) {
    WriteQueue queue = queues.get(way);
    if (queue == null) return;
    List<JobMessage.ResultBatch> batches = queue.end();
    for (JobMessage.ResultBatch batch : batches) {
      effects.add(new Tell(batch.from(), new JobMessage.Ack(node, batch.batch(), stored)));
    }
    if (stored) {
      var results = batches.stream().flatMap(batch -> batch.results().stream()).toList();
      effects.add(new Report(new OrchestratorEvent.Committed(results)));
    } else {
      effects.add(new Fenced(way.job, way.epoch));
    }
    next(way, 0);
  }

  private void raised(Raised raised) {
    var way = new Way(raised.job(), raised.epoch());
    WriteQueue queue = queues.get(way);
    if (queue == null) return;
    List<DeadChunk> dead = queue.endRecut();
    if (raised.newEpoch().isPresent()) {
      long newEpoch = raised.newEpoch().get();
      effects.add(
          new Report(new OrchestratorEvent.Recut(raised.job(), raised.epoch(), newEpoch, dead)));
    } else {
      effects.add(new Fenced(raised.job(), raised.epoch()));
    }
    next(way, 0);
  }

  private void again(Way way) {
    WriteQueue queue = queues.get(way);
    if (queue == null) return;
    queue.retreat();
    next(way, AGAIN_MILLIS);
  }
}
