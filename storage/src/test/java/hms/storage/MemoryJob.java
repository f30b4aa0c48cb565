package hms.storage;

import hms.domain.Outcome;
import hms.domain.job.ChunkFailure;
import hms.domain.job.ChunkResult;
import hms.domain.job.DeadChunk;
import hms.domain.job.EndReason;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.domain.job.JobWish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@link MemoryJobStore}, and what belongs to it in other tables. */
final class MemoryJob {
  final TreeMap<Long, ChunkResult> results = new TreeMap<>();
  final TreeMap<Long, DeadChunk> dead = new TreeMap<>();
  final List<ChunkFailure> failures = new ArrayList<>();
  final Job submitted;
  JobState state = JobState.QUEUED;
  @Nullable String owner;
  long epoch;
  private long triesFrom;
  long unitsTotal;
  @Nullable String result;
  @Nullable String reason;
  @Nullable String verdict;
  int lostOwners;
  long doneWhenLost;
  boolean interrupt;
  @Nullable Instant started;
  @Nullable Instant ended;
  @Nullable String code;

  MemoryJob(Job submitted) {
    this.submitted = submitted;
  }

  /** The same oid, or the same key of the same tenant. */
  boolean is(Job asked) {
    var key = submitted.ties().dedupeKey();
    boolean sameKey = key.isPresent() && key.equals(asked.ties().dedupeKey());
    return submitted.oid().equals(asked.oid())
        || sameKey && submitted.tenant().equals(asked.tenant());
  }

  /** True while one that it follows has not ended. */
  boolean waits(Map<UUID, MemoryJob> all) {
    return submitted.ties().after().stream()
        .map(all::get)
        .anyMatch(earlier -> earlier != null && !earlier.state.ended());
  }

  Outcome<Job> granted(JobWish wish) {
    if (wish.fulfilledBy(state)) return Outcome.done(job());
    if (wish == JobWish.KILL && state == JobState.CANCELLING) {
      interrupt = true;
      return Outcome.done(job());
    }
    return wish.foresee(job()).map(to -> moved(wish, to));
  }

  private Job moved(JobWish wish, JobState to) {
    switch (wish) {
      case PAUSE -> {
        state = to;
        if (unitsTotal == 0) owner = null;
      }
      case RESUME -> state = to;
      case CANCEL, KILL -> {
        interrupt = wish == JobWish.KILL;
        if (owner == null) end(JobState.CANCELLED);
        else state = to;
      }
      case RETRY, RETRY_ALL -> again(wish == JobWish.RETRY_ALL);
    }
    return job();
  }

  /** Its code, or its type as long as that will do. */
  String neededFrom() {
    return code == null ? submitted.type() : code;
  }

  JobStore.Rebuilt rebuilt() {
    var settled = new TreeSet<Interval>(Comparator.comparingLong(Interval::lo));
    settled.addAll(committed());
    dead.values().forEach(each -> settled.add(each.interval()));
    return new JobStore.Rebuilt(joined(settled), failures, triesFrom);
  }

  List<Interval> committed() {
    return joined(results.values().stream().map(result -> result.chunk().interval()).toList());
  }

  List<JobStore.Part> parts(long fromLo, long bytes) {
    var page = new ArrayList<JobStore.Part>();
    long sum = 0;
    for (ChunkResult next : results.tailMap(fromLo).values()) {
      sum += next.payload().length;
      if (!page.isEmpty() && sum > bytes) break;
      page.add(new JobStore.Part(next.chunk().interval(), next.payload()));
    }
    return page;
  }

  private static List<Interval> joined(Iterable<Interval> ascending) {
    var joined = new ArrayList<Interval>();
    for (Interval next : ascending) {
      if (!joined.isEmpty() && joined.getLast().hi() == next.lo()) {
        joined.add(new Interval(joined.removeLast().lo(), next.hi()));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  boolean open() {
    return state == JobState.RUNNING || state == JobState.PAUSED;
  }

  long unitsDone() {
    return results.values().stream().mapToLong(r -> r.chunk().interval().units()).sum();
  }

  long unitsDead() {
    return dead.values().stream().mapToLong(d -> d.interval().units()).sum();
  }

  boolean overlapsResult(Interval units) {
    var last = results.floorEntry(units.hi() - 1);
    return last != null && last.getValue().chunk().hi() > units.lo();
  }

  void owned(@Nullable String by) {
    if (owner != null && !owner.equals(by)) {
      lostOwners = unitsDone() == doneWhenLost ? lostOwners + 1 : 1;
      doneWhenLost = unitsDone();
    }
    owner = by;
    epoch++;
    if (state == JobState.QUEUED) state = JobState.PLANNING;
  }

  void end(JobState how) {
    state = how;
    ended = Instant.now();
  }

  void again(boolean anew) {
    triesFrom = epoch;
    state = JobState.QUEUED;
    owner = null;
    ended = null;
    result = null;
    reason = null;
    verdict = null;
    lostOwners = 0;
    dead.clear();
    failures.clear();
    if (!anew) return;
    results.clear();
    unitsTotal = 0;
    code = null;
  }

  boolean finish(JobStore.End end) {
    long settled = unitsDone() + unitsDead();
    boolean whole = state == JobState.RUNNING && settled == unitsTotal;
    switch (end) {
      case JobStore.End.Succeeded(var result, var confirmed, var publication) -> {
        if (!whole || unitsDead() > 0) return false;
        this.result = result;
        verdict = confirmed ? "CONFIRMED" : null;
        end(JobState.SUCCEEDED);
      }
      case JobStore.End.Partial(var result, var publication) -> {
        if (!whole || unitsDead() == 0) return false;
        this.result = result;
        end(JobState.PARTIAL);
      }
      case JobStore.End.Failed(var reason, var detail) -> {
        if (!JobState.LIFECYCLE.allows(state, JobState.Command.FAIL)) return false;
        this.reason = reason.because(detail);
        verdict = reason == EndReason.REFUTED ? "REFUTED" : null;
        end(JobState.FAILED);
      }
      case JobStore.End.Cancelled cancelled -> {
        if (state != JobState.CANCELLING) return false;
        end(JobState.CANCELLED);
      }
    }
    return true;
  }

  Job job() {
    return new Job(
        submitted.oid(),
        submitted.type(),
        submitted.parameters(),
        submitted.tenant(),
        submitted.options(),
        submitted.ties(),
        state,
        Optional.ofNullable(owner),
        epoch,
        unitsTotal,
        unitsDone(),
        unitsDead(),
        results.size(),
        results.values().stream().mapToLong(ChunkResult::cpuMicros).sum(),
        Optional.ofNullable(result),
        Optional.ofNullable(reason),
        Optional.ofNullable(verdict),
        lostOwners,
        submitted.submittedBy(),
        submitted.created(),
        submitted.notBefore(),
        submitted.deadline(),
        submitted.trace(),
        Optional.ofNullable(started),
        Optional.ofNullable(ended),
        Optional.ofNullable(code));
  }
}
