package hms.domain.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The tables of jobs and leases as the statements of the real store treat them, each in one step. A
 * rule of them can be broken by {@link Fault}, to see that an invariant finds out.
 */
final class SimStore {

  final Map<UUID, SimJob> jobs = new LinkedHashMap<>();
  final Map<String, Long> leases = new HashMap<>();
  private final Set<Fault> faults;
  private final SimChecks checks;
  private final Duration lease;
  private final long missedNanos;
  long clockStep;
  long starts = 1;

  SimStore(Set<Fault> faults, SimChecks checks, Pace pace) {
    this.faults = faults;
    this.checks = checks;
    this.lease = pace.lease();
    this.missedNanos = pace.missed().toNanos();
  }

  long clock(long now) {
    return now + clockStep;
  }

  Set<String> renew(String node, long now) {
    leases.put(node, clock(now) + lease.toNanos());
    return alive(now);
  }

  Set<String> alive(long now) {
    var live = new LinkedHashSet<String>();
    leases.forEach((node, until) -> {
      if (until > clock(now)) live.add(node);
    });
    return live;
  }

  void leave(String node) {
    leases.remove(node);
    for (SimJob job : jobs.values()) {
      if (job.owner.equals(Optional.of(node))) job.owner = Optional.empty();
    }
  }

  /** A row as it was when it was claimed. */
  record Claimed(UUID oid, long epoch, JobState state, boolean planned, int lostOwners) {}

  List<Claimed> claim(String node, Set<String> suspects, Set<UUID> held, long now) {
    var mine = new ArrayList<Claimed>();
    for (SimJob job : jobs.values()) {
      if (!free(job, node, suspects, held, now)) continue;
      if (job.owner.filter(owner -> !owner.equals(node)).isPresent()) job.ownerLost();
      job.owner = Optional.of(node);
      if (job.epoch == 0 || !faults.contains(Fault.CLAIM_WITHOUT_EPOCH)) job.epoch++;
      if (job.state == JobState.QUEUED) job.state = JobState.PLANNING;
      mine.add(new Claimed(job.oid, job.epoch, job.state, job.planned, job.lostOwners));
    }
    return mine;
  }

  private boolean free(SimJob job, String node, Set<String> suspects, Set<UUID> held, long now) {
    if (job.state.ended() || (job.state == JobState.PAUSED && !job.planned)) return false;
    if (job.owner.isEmpty()) return true;
    String owner = job.owner.get();
    if (owner.equals(node)) return !held.contains(job.oid);
    if (faults.contains(Fault.NO_TAKE_OVER)) return false;
    long until = leases.getOrDefault(owner, Long.MIN_VALUE);
    return until < clock(now) + (suspects.contains(owner) ? missedNanos : 0);
  }

  boolean plan(UUID oid, long epoch) {
    SimJob job = job(oid);
    if (job.epoch != epoch || job.state != JobState.PLANNING) return false;
    job.planned = true;
    job.state = JobState.RUNNING;
    return true;
  }

  boolean commit(UUID oid, long epoch, List<ChunkResult> results, long now) {
    SimJob job = job(oid);
    boolean open = job.state == JobState.RUNNING || job.state == JobState.PAUSED;
    if (faults.contains(Fault.COMMIT_AFTER_CANCEL)) open |= job.state == JobState.CANCELLING;
    boolean fenced = job.epoch != epoch && !faults.contains(Fault.NO_FENCE);
    if (fenced || !open) return false;
    for (ChunkResult result : results) {
      Chunk chunk = result.chunk();
      if (job.committed.containsKey(chunk.lo()) && !faults.contains(Fault.COUNT_TWICE)) continue;
      checks.committing(job, chunk, now);
      job.committed.put(chunk.lo(), chunk);
      job.unitsDone += chunk.interval().units();
      job.cpuNanos += result.cpuMicros() * 1000;
      if (job.options.fast()) job.unsynced.add(chunk.lo());
    }
    checks.progressed(job);
    return true;
  }

  Optional<Long> raise(UUID oid, long epoch, List<DeadChunk> dead) {
    SimJob job = job(oid);
    boolean open = job.state == JobState.RUNNING || job.state == JobState.PAUSED;
    if (job.epoch != epoch || !open) return Optional.empty();
    if (!faults.contains(Fault.CUT_WITHOUT_EPOCH)) job.epoch++;
    job.unsynced.clear();
    for (DeadChunk each : dead) {
      if (job.overlapsSettled(each.interval())) continue;
      checks.burying(job, each);
      job.dead.put(each.interval().lo(), each);
      job.unitsDead += each.interval().units();
    }
    return Optional.of(job.epoch);
  }

  void note(ChunkFailure failure) {
    job(failure.chunk().job()).failures.add(failure);
  }

  boolean end(UUID oid, long epoch, JobState state, Optional<EndReason> reason) {
    SimJob job = job(oid);
    if (job.epoch != epoch || job.state.ended()) return false;
    boolean whole = job.unitsDone + job.unitsDead == job.unitsTotal;
    boolean allowed =
        switch (state) {
          case SUCCEEDED -> job.state == JobState.RUNNING && whole && job.unitsDead == 0;
          case PARTIAL -> job.state == JobState.RUNNING && whole && job.unitsDead > 0;
          case FAILED -> job.state == JobState.RUNNING || job.state == JobState.PAUSED;
          case CANCELLED -> job.state == JobState.CANCELLING;
          default -> false;
        };
    if (!allowed) return false;
    job.state = state;
    job.reason = reason;
    job.unsynced.clear();
    checks.ended(job);
    return true;
  }

  boolean cancel(UUID oid, long now) {
    SimJob job = job(oid);
    if (job.state.ended() || job.state == JobState.CANCELLING) return false;
    job.state = job.owner.isEmpty() ? JobState.CANCELLED : JobState.CANCELLING;
    job.cancelledAt = Optional.of(now);
    return true;
  }

  void pause(UUID oid) {
    SimJob job = job(oid);
    if (!JobState.LIFECYCLE.allows(job.state, JobState.Command.PAUSE)) return;
    job.state = JobState.PAUSED;
    if (!job.planned) job.owner = Optional.empty();
  }

  void resume(UUID oid) {
    SimJob job = job(oid);
    if (job.state != JobState.PAUSED) return;
    job.state = job.planned ? JobState.RUNNING : JobState.QUEUED;
  }

  void retry(UUID oid) {
    SimJob job = job(oid);
    if (!JobState.LIFECYCLE.allows(job.state, JobState.Command.RETRY)) return;
    job.state = JobState.QUEUED;
    job.triesFrom = job.epoch;
    job.owner = Optional.empty();
    job.reason = Optional.empty();
    job.dead.clear();
    job.failures.clear();
    job.unitsDead = 0;
    job.poison.clear();
  }

  /** What was not flushed is gone; whoever asks next can see that the server is another one. */
  void crash() {
    starts++;
    for (SimJob job : jobs.values()) {
      for (long lo : job.unsynced) {
        job.unitsDone -= job.committed.remove(lo).interval().units();
      }
      if (!job.unsynced.isEmpty()) checks.crashed(job);
      job.unsynced.clear();
    }
  }

  SimJob job(UUID oid) {
    SimJob job = jobs.get(oid);
    if (job == null) throw new AssertionError("I10: a submitted job is forgotten: " + oid);
    return job;
  }
}
