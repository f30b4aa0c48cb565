package hms.domain.job;

import hms.domain.job.OrchestratorEffect.Complete;
import hms.domain.job.OrchestratorEffect.GiveUp;
import hms.domain.job.OrchestratorEffect.Tell;
import hms.domain.job.OrchestratorEvent.Closed;
import hms.domain.job.OrchestratorEvent.Committed;
import hms.domain.job.OrchestratorEvent.Heard;
import hms.domain.job.OrchestratorEvent.NodeLeft;
import hms.domain.job.OrchestratorEvent.Opened;
import hms.domain.job.OrchestratorEvent.Renewed;
import hms.domain.job.OrchestratorEvent.Tick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides which worker computes which chunk of the jobs that its node owns.
 *
 * <p>A worker gets no more than its credit. What a lost worker held goes to the front of its job; a
 * chunk that fails waits a little; one that has used up its tries ends the job. An owner that could
 * not renew its lease for 5/6 of it grants nothing, and forgets its jobs when it is over. Jobs take
 * turns chunk by chunk. One thread; same events, same effects.
 */
public final class OrchestratorCore {
  private final String node;
  private final Pace pace;
  private final Map<UUID, JobProgress> jobs = new LinkedHashMap<>();
  private final Map<String, WorkerLedger> workers = new LinkedHashMap<>();

  /** Highest session of each worker that is over; a late Hello must not open it again. */
  private final Map<String, Long> closedSessions = new HashMap<>();

  private List<OrchestratorEffect> effects = new ArrayList<>();
  private long renewedNanos;

  public OrchestratorCore(String node, Pace pace, long nowNanos) {
    this.node = node;
    this.pace = pace;
    this.renewedNanos = nowNanos;
  }

  /** Takes one event in; {@code nowNanos} is monotonic and never decreases. */
  public List<OrchestratorEffect> on(OrchestratorEvent event, long nowNanos) {
    effects = new ArrayList<>();
    switch (event) {
      case Heard(var message) -> heard(message, nowNanos);
      case Opened opened -> open(opened);
      case Closed(var job) -> jobs.remove(job);
      case Committed(var results) -> results.forEach(this::committed);
      case NodeLeft(var left) -> lost(left);
      case Renewed(var beganNanos) -> renewedNanos = Math.max(renewedNanos, beganNanos);
      case Tick tick -> tick(nowNanos);
    }
    grant(nowNanos);
    return effects;
  }

  /** The jobs that this node believes to own. */
  public Set<UUID> held() {
    return Set.copyOf(jobs.keySet());
  }

  /** True while this node believes to own the job under this very epoch. */
  public boolean holds(UUID job, long epoch) {
    JobProgress progress = jobs.get(job);
    return progress != null && progress.epoch() == epoch;
  }

  private void heard(JobMessage.ToOrchestrator message, long nowNanos) {
    if (message instanceof JobMessage.Hello hello) welcome(hello, nowNanos);
    WorkerLedger worker = workers.get(message.from());
    if (worker == null || worker.session() != message.session()) return;
    worker.heard(nowNanos);
    switch (message) {
      case JobMessage.Hello hello -> tell(worker, new JobMessage.Welcome(node, hello.session()));
      case JobMessage.Beat beat ->
          tell(worker, new JobMessage.Echo(node, beat.session(), beat.n()));
      case JobMessage.Credit credit -> credited(worker, credit, nowNanos);
      case JobMessage.Fail fail -> failed(worker, fail, nowNanos);
      case JobMessage.Drain drain -> drain.unstarted().forEach(c -> handedBack(worker, c));
    }
  }

  /** A higher session of a known worker means that it has dropped what it held. */
  private void welcome(JobMessage.Hello hello, long nowNanos) {
    WorkerLedger known = workers.get(hello.from());
    if (known != null && known.session() >= hello.session()) return;
    if (closedSessions.getOrDefault(hello.from(), 0L) >= hello.session()) return;
    lost(hello.from());
    workers.put(hello.from(), new WorkerLedger(hello, nowNanos));
  }

  private void credited(WorkerLedger worker, JobMessage.Credit credit, long nowNanos) {
    worker.credit(credit);
    worker.overdue(node, nowNanos).ifPresent(grant -> tell(worker, grant));
  }

  private void failed(WorkerLedger worker, JobMessage.Fail fail, long nowNanos) {
    tell(worker, new JobMessage.Ack(node, fail.report()));
    JobProgress job = current(fail.chunk());
    if (job == null) return;
    job.failed(worker.node(), fail.chunk(), fail.message(), nowNanos)
        .ifPresent(reason -> giveUp(job, reason));
  }

  private void handedBack(WorkerLedger worker, Chunk chunk) {
    JobProgress job = current(chunk);
    if (job != null) job.handedBack(worker.node(), chunk);
  }

  private void open(Opened opened) {
    var job = new JobProgress(opened, pace);
    jobs.put(opened.job(), job);
    completeIfDone(job);
  }

  private void committed(ChunkResult result) {
    JobProgress job = current(result.chunk());
    if (job == null) return;
    job.committed(result);
    completeIfDone(job);
  }

  private void completeIfDone(JobProgress job) {
    if (job.over() || !job.complete()) return;
    job.end();
    effects.add(new Complete(job.job(), job.epoch()));
  }

  private void giveUp(JobProgress job, String reason) {
    if (job.over()) return;
    job.end();
    effects.add(new GiveUp(job.job(), job.epoch(), reason));
  }

  private void lost(String worker) {
    WorkerLedger ledger = workers.remove(worker);
    if (ledger == null) return;
    closedSessions.put(worker, ledger.session());
    for (JobProgress job : jobs.values()) {
      job.lost(worker).ifPresent(reason -> giveUp(job, reason));
    }
  }

  private void tick(long nowNanos) {
    if (nowNanos - renewedNanos > pace.lease().toNanos()) jobs.clear();
    workers.values().stream()
        .filter(worker -> worker.silentFor(pace.lease(), nowNanos))
        .map(WorkerLedger::node)
        .toList()
        .forEach(this::lost);
  }

  private void grant(long nowNanos) {
    if (nowNanos - renewedNanos > pace.lease().toNanos() / 6 * 5) return;
    long slots = workers.values().stream().mapToLong(WorkerLedger::slots).sum();
    boolean granted = true;
    while (granted) {
      granted = false;
      for (WorkerLedger worker : workers.values()) granted |= grantOne(worker, slots, nowNanos);
    }
    for (WorkerLedger worker : workers.values()) {
      worker.outgoing(node, nowNanos).ifPresent(grant -> tell(worker, grant));
    }
  }

  private boolean grantOne(WorkerLedger worker, long slots, long nowNanos) {
    if (worker.free() <= 0) return false;
    for (JobProgress job : jobs.values()) {
      Optional<Chunk> chunk = job.grant(worker.node(), slots, nowNanos);
      if (chunk.isPresent()) {
        worker.grant(chunk.get());
        toTheEnd(job);
        return true;
      }
    }
    return false;
  }

  private void toTheEnd(JobProgress job) {
    jobs.remove(job.job());
    jobs.put(job.job(), job);
  }

  private @Nullable JobProgress current(Chunk chunk) {
    JobProgress job = jobs.get(chunk.job());
    return job != null && job.epoch() == chunk.epoch() ? job : null;
  }

  private void tell(WorkerLedger worker, JobMessage.ToWorker message) {
    effects.add(new Tell(worker.node(), message));
  }
}
