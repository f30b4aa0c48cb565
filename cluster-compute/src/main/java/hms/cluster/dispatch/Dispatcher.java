package hms.cluster.dispatch;

import hms.cluster.Addresses;
import hms.cluster.Bus;
import hms.domain.job.ChunkResult;
import hms.domain.job.DeadChunk;
import hms.domain.job.DispatcherCore;
import hms.domain.job.DispatcherEffect;
import hms.domain.job.DispatcherEvent;
import hms.domain.job.DispatcherEvent.Faulted;
import hms.domain.job.JobMessage;
import hms.domain.job.OrchestratorEvent;
import hms.storage.JobStore;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what a {@link DispatcherCore} decides: one ordered queue of writes a job.
 *
 * <p>Bounded by the credits that the workers have given. One event loop.
 */
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /** Where results go once it is known what became of them. */
  public interface Outcomes {
    void report(OrchestratorEvent event);

    /** Somebody else owns the job, or it has ended. */
    void fenced(UUID job, long epoch);

    /** True if a crash of the database may cost the results of this job. */
    boolean fast(UUID job);
  }

  private final Vertx vertx;
  private final Bus bus;
  private final JobStore store;
  private final Outcomes outcomes;
  private final DispatcherCore core;

  public Dispatcher(Vertx vertx, Bus bus, String node, JobStore store, Outcomes outcomes) {
    this.vertx = vertx;
    this.bus = bus;
    this.store = store;
    this.outcomes = outcomes;
    this.core = new DispatcherCore(node);
  }

  /** Takes results in; a repeated batch that is still waiting is dropped. */
  public void take(JobMessage.ResultBatch batch) {
    on(new DispatcherEvent.Taken(batch));
  }

  /** Raises the epoch behind all writes that came before. */
  public void recut(UUID job, long epoch, List<DeadChunk> dead) {
    on(new DispatcherEvent.RecutWanted(job, epoch, dead));
  }

  private void on(DispatcherEvent event) {
    core.on(event).forEach(this::perform);
  }

  private void perform(DispatcherEffect effect) {
    switch (effect) {
      case DispatcherEffect.Write(var job, var epoch, var results, var delay) ->
          after(delay, () -> write(job, epoch, results));
      case DispatcherEffect.Raise(var job, var epoch, var dead, var delay) ->
          after(delay, () -> raise(job, epoch, dead));
      case DispatcherEffect.Tell(var to, var ack) -> acknowledge(to, ack);
      case DispatcherEffect.Report(var event) -> outcomes.report(event);
      case DispatcherEffect.Fenced(var job, var epoch) -> outcomes.fenced(job, epoch);
    }
  }

  private void after(long millis, Runnable work) {
    if (millis == 0) work.run();
    else vertx.setTimer(millis, due -> work.run());
  }

  private void write(UUID job, long epoch, List<ChunkResult> results) {
    store
        .commit(results, outcomes.fast(job))
        .onSuccess(stored -> on(new DispatcherEvent.Written(job, epoch, stored)))
        .onFailure(fault -> faulted(job, epoch, fault));
  }

  private void raise(UUID job, long epoch, List<DeadChunk> dead) {
    store
        .raise(job, epoch, dead)
        .onSuccess(raised -> on(new DispatcherEvent.Raised(job, epoch, raised)))
        .onFailure(fault -> faulted(job, epoch, fault));
  }

  private void faulted(UUID job, long epoch, Throwable fault) {
    LOG.atWarn().addKeyValue("job", job).setCause(fault).log("write failed, repeating it");
    on(new Faulted(job, epoch));
  }

  private void acknowledge(String to, JobMessage.Ack ack) {
    bus.send(Addresses.worker(to), ack)
        .onFailure(lost -> LOG.atDebug().setCause(lost).log("ack lost, the worker will repeat"));
  }
}
