package hms.domain.job;

import hms.domain.job.OrchestratorEffect.Note;
import hms.domain.job.OrchestratorEffect.Tell;
import hms.domain.job.OrchestratorEvent.Closed;
import hms.domain.job.OrchestratorEvent.Committed;
import hms.domain.job.OrchestratorEvent.Heard;
import hms.domain.job.OrchestratorEvent.NodeLeft;
import hms.domain.job.OrchestratorEvent.Opened;
import hms.domain.job.OrchestratorEvent.Ordered;
import hms.domain.job.OrchestratorEvent.Recut;
import hms.domain.job.OrchestratorEvent.Renewed;
import hms.domain.job.OrchestratorEvent.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Decides which worker computes which chunk of the jobs that its node owns.
 *
 * <p>A worker gets no more than its credit. What a lost worker held goes to the front of its job; a
 * chunk that fails waits a little; one that has used up its tries is cut in two until the unit at
 * fault is alone, and dead. A new owner asks what workers hold and adopts it. An owner that could
 * not renew its lease for 5/6 of it grants nothing, and forgets its jobs when it is over. One
 * thread; same events, same effects.
 */
public final class OrchestratorCore {
  /**
   * Owners of a job that die one after the other without any progress between, before it is given
   * up: what kills them takes the memory of it along, so it cannot be told which chunk it is.
   */
  public static final int LOST_OWNERS_MAX = 10;

  private static final Duration STUCK = Duration.ofSeconds(5);
  private static final long REMIND_NANOS = Duration.ofMillis(250).toNanos();

  private final String node;
  private final Pace pace;
  private final OwnedJobs jobs = new OwnedJobs();
  private final Roster workers = new Roster();
  private final Grants grants;
  private List<OrchestratorEffect> effects = new ArrayList<>();
  private long renewedNanos;
  private long remindedNanos;

  public OrchestratorCore(String node, Pace pace, long nowNanos) {
    this(node, pace, tenant -> TenantLimits.NONE, nowNanos);
  }

  public OrchestratorCore(
      String node, Pace pace, Function<String, TenantLimits> tenants, long nowNanos) {
    this.node = node;
    this.pace = pace;
    this.grants = new Grants(node, workers, new Turns(tenants));
    this.renewedNanos = nowNanos;
    this.remindedNanos = nowNanos;
  }

  /** Takes one event in; {@code nowNanos} is monotonic and never decreases. */
  public List<OrchestratorEffect> on(OrchestratorEvent event, long nowNanos) {
    effects = new ArrayList<>();
    switch (event) {
      case Heard(var message) -> heard(message, nowNanos);
      case Opened opened -> open(opened, nowNanos);
      case Ordered ordered -> order(ordered, nowNanos);
      case Closed(var job) -> jobs.remove(job);
      case Committed(var results) -> results.forEach(result -> committed(result, nowNanos));
      case Recut recut -> recut(recut, nowNanos);
      case NodeLeft(var left) -> lost(left, nowNanos);
      case Renewed(var beganNanos) -> renewedNanos = Math.max(renewedNanos, beganNanos);
      case Tick tick -> tick(nowNanos);
    }
    grant(nowNanos);
    return effects;
  }

  /** The jobs that this node believes to own. */
  public Set<UUID> held() {
    return jobs.oids();
  }

  /** True while this node believes to own the job under this very epoch. */
  public boolean holds(UUID job, long epoch) {
    OwnedJob owned = jobs.find(job);
    return owned != null && owned.epoch() == epoch;
  }

  /** How a job goes on that this node believes to own. */
  public Optional<JobLive> live(UUID job, long nowNanos) {
    return Optional.ofNullable(jobs.find(job)).map(owned -> owned.advance().now(nowNanos));
  }

  /** For tests. */
  JobProgress progressOf(UUID job) {
    return Objects.requireNonNull(jobs.find(job)).progress();
  }

  private void heard(JobMessage.ToOrchestrator message, long nowNanos) {
    if (message instanceof JobMessage.Hello hello) welcome(hello, nowNanos);
    WorkerLedger worker = workers.of(message).orElse(null);
    if (worker == null) return;
    worker.heard(nowNanos);
    switch (message) {
      case JobMessage.Hello hello ->
          tell(worker, new JobMessage.Welcome(node, hello.session(), grants.waitingWeight(worker)));
      case JobMessage.Beat beat ->
          tell(
              worker,
              new JobMessage.Echo(node, beat.session(), beat.n(), grants.waitingWeight(worker)));
      case JobMessage.Credit credit -> {
        worker.credit(credit);
        worker.overdue(node, nowNanos).ifPresent(grant -> tell(worker, grant));
      }
      case JobMessage.Fail fail -> failed(worker, fail, nowNanos);
      case JobMessage.Progress progress -> jobs.advanced(progress, nowNanos);
      case JobMessage.HandBack back ->
          back.unstarted().forEach(c -> handedBack(worker, c, nowNanos));
      case JobMessage.Stopped(var from, var session, var job) -> stopped(worker, job, nowNanos);
      case JobMessage.Held held ->
          new Adoption(node, worker, held).answer(jobs, cancel -> tell(worker, cancel), nowNanos);
    }
  }

  /** A higher session of a known worker means that it has dropped what it had not begun. */
  private void welcome(JobMessage.Hello hello, long nowNanos) {
    if (!workers.isNews(hello)) return;
    lost(hello.from(), nowNanos);
    workers.add(hello, nowNanos);
    tell(hello.from(), new JobMessage.WhatDoYouHold(node, List.of(), 0));
  }

  private void failed(WorkerLedger worker, JobMessage.Fail fail, long nowNanos) {
    tell(worker, new JobMessage.Noted(node, fail.report()));
    OwnedJob job = jobs.of(fail.chunk());
    if (job == null || !job.progress().holds(worker.node(), fail.chunk())) return;
    failed(job, ChunkFailure.of(fail), nowNanos);
  }

  private void failed(OwnedJob job, ChunkFailure failure, long nowNanos) {
    effects.add(new Note(failure));
    job.failed(failure, workers.thatKnow(job.code()).names().size(), nowNanos)
        .ifPresent(end -> giveUp(job, end));
    job.recut().ifPresent(effects::add);
  }

  private void handedBack(WorkerLedger worker, Chunk chunk, long nowNanos) {
    OwnedJob job = jobs.of(chunk);
    if (job != null) job.progress().handBack(worker.node(), chunk, nowNanos);
  }

  private void stopped(WorkerLedger worker, UUID oid, long nowNanos) {
    OwnedJob job = jobs.find(oid);
    if (job == null) return;
    job.stopped(worker.node());
    job.cancelled(nowNanos).ifPresent(effects::add);
  }

  private void open(Opened opened, long nowNanos) {
    var job = new OwnedJob(opened, pace, nowNanos);
    jobs.add(job);
    if (!opened.fresh()) ask(job, nowNanos);
    if (opened.state() != JobState.RUNNING) {
      order(new Ordered(opened.job(), opened.state(), false), nowNanos);
    }
    job.recut().ifPresent(effects::add);
    job.complete().ifPresent(effects::add);
  }

  private void ask(OwnedJob job, long nowNanos) {
    job.progress().askFirst(workers.names(), nowNanos);
    tellAll(new JobMessage.WhatDoYouHold(node, List.of(job.oid()), job.epoch()));
  }

  private void order(Ordered ordered, long nowNanos) {
    OwnedJob job = jobs.find(ordered.job());
    if (job == null) return;
    switch (ordered.state()) {
      case PAUSED -> pause(job);
      case CANCELLING -> cancel(job, ordered.now(), nowNanos);
      case RUNNING -> {
        job.resume(nowNanos);
        job.complete().ifPresent(effects::add);
      }
      case QUEUED, PLANNING, SUCCEEDED, PARTIAL, FAILED, CANCELLED -> {}
    }
  }

  private void pause(OwnedJob job) {
    if (job.paused()) return;
    job.pause();
    job.progress()
        .holders()
        .forEach(holder -> tell(holder, new JobMessage.Pause(node, job.oid(), job.epoch())));
  }

  /** Everybody is told, not only who holds chunks: some may hold what an older owner granted. */
  private void cancel(OwnedJob job, boolean now, long nowNanos) {
    if (!job.cancelling()) job.cancel(job.progress().holders(), nowNanos);
    tellAll(new JobMessage.Cancel(node, job.oid(), job.epoch(), List.of(), now));
    job.cancelled(nowNanos).ifPresent(effects::add);
  }

  private void giveUp(OwnedJob job, OrchestratorEffect end) {
    effects.add(end);
    tellAll(new JobMessage.Cancel(node, job.oid(), job.epoch(), List.of(), false));
  }

  private void committed(ChunkResult result, long nowNanos) {
    Chunk chunk = result.chunk();
    OwnedJob job = jobs.of(chunk);
    if (job == null) return;
    long expected = job.progress().sizes().expectedNanos(chunk.interval());
    workers
        .find(result.node())
        .ifPresent(worker -> worker.learnSpeed(expected, result.wallMicros() * 1000.0));
    for (String vain : job.committed(result, nowNanos)) {
      tell(
          vain,
          new JobMessage.Cancel(node, job.oid(), job.epoch(), List.of(chunk.interval()), false));
    }
    job.complete().ifPresent(effects::add);
  }

  private void recut(Recut recut, long nowNanos) {
    OwnedJob job = jobs.find(recut.job());
    if (job == null || job.epoch() != recut.oldEpoch()) return;
    job.goOn(recut.newEpoch(), recut.buried(), nowNanos)
        .ifPresentOrElse(end -> giveUp(job, end), () -> ask(job, nowNanos));
    job.recut().ifPresent(effects::add);
    job.complete().ifPresent(effects::add);
  }

  /**
   * If it had no more than was running or next, each of that may be what it was lost with. Of much
   * more, nobody can tell: it goes out again few at a time.
   */
  private void lost(String left, long nowNanos) {
    WorkerLedger worker = workers.remove(left).orElse(null);
    if (worker == null) return;
    long heard =
        jobs.all().stream()
            .flatMap(job -> job.progress().heldBy(left).stream())
            .filter(chunk -> !worker.unheard(chunk))
            .count();
    for (OwnedJob job : jobs.all()) {
      job.progress().answered(left);
      job.stopped(left);
      job.advance().forget(left);
      // Each goes to the front, so what it was computing goes there last.
      for (Chunk chunk : job.progress().heldBy(left).reversed()) {
        if (worker.unheard(chunk)) job.progress().handBack(left, chunk, nowNanos);
        else if (heard > worker.few()) job.progress().suspect(left, chunk, nowNanos);
        else failed(job, ChunkFailure.lost(chunk, left), nowNanos);
      }
    }
  }

  private void tick(long nowNanos) {
    if (nowNanos - renewedNanos > pace.lease().toNanos()) jobs.clear();
    workers.silentFor(pace.lease(), nowNanos).forEach(silent -> lost(silent, nowNanos));
    boolean remind = nowNanos - remindedNanos >= REMIND_NANOS;
    if (remind) remindedNanos = nowNanos;
    for (OwnedJob job : jobs.all()) {
      job.advance().look(nowNanos);
      job.overdue(nowNanos).ifPresent(end -> giveUp(job, end));
      if (remind && job.cancelling()) cancel(job, false, nowNanos);
      watch(job, nowNanos);
    }
  }

  /** Nothing of it moves: whoever has chunks of it is asked, and what nobody has goes out again. */
  private void watch(OwnedJob job, long nowNanos) {
    if (job.cancelling() || !job.progress().stuck(nowNanos, STUCK)) return;
    job.progress().moved(nowNanos);
    tellAll(new JobMessage.WhatDoYouHold(node, List.of(job.oid()), job.epoch()));
  }

  private void grant(long nowNanos) {
    if (nowNanos - renewedNanos > pace.lease().toNanos() / 6 * 5) return;
    grants.deal(jobs.all(), nowNanos);
    grants.send(this::tell, nowNanos);
  }

  private void tell(WorkerLedger worker, JobMessage.ToWorker message) {
    tell(worker.node(), message);
  }

  private void tell(String worker, JobMessage.ToWorker message) {
    effects.add(new Tell(worker, message));
  }

  private void tellAll(JobMessage.ToWorker message) {
    workers.names().forEach(worker -> tell(worker, message));
  }
}
