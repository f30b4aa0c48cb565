package hms.storage;

import hms.domain.job.ChunkResult;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jobs in memory, for tests: a lock stands for transactions. Any thread. */
public final class MemoryJobStore implements JobStore {
  private static final Duration MISSED = Duration.ofMillis(2200);

  private final Map<UUID, Job> jobs = new HashMap<>();
  private final Map<UUID, TreeMap<Long, ChunkResult>> results = new HashMap<>();
  private final Map<String, Instant> leases = new HashMap<>();
  private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();

  @Override
  public Future<Void> insert(Job job) {
    return done(() -> {
      if (jobs.putIfAbsent(job.oid(), job) == null) results.put(job.oid(), new TreeMap<>());
      return null;
    });
  }

  @Override
  public Future<Optional<Job>> find(UUID oid) {
    return done(() -> Optional.ofNullable(jobs.get(oid)));
  }

  @Override
  public Future<List<Job>> list(int limit) {
    return done(() ->
        jobs.values().stream()
            .sorted(Comparator.comparing((Job job) -> job.oid().toString()).reversed())
            .limit(limit)
            .toList());
  }

  @Override
  public Future<Void> wake() {
    sleepers.forEach(Runnable::run);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> onWake(Runnable woken) {
    sleepers.add(woken);
    return Future.succeededFuture();
  }

  @Override
  public Future<Set<String>> renew(ComputeNode node, Duration lease) {
    return done(() -> {
      leases.put(node.node(), Instant.now().plus(lease));
      Instant now = Instant.now();
      return leases.entrySet().stream()
          .filter(held -> held.getValue().isAfter(now))
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    });
  }

  @Override
  public Future<Void> leave(String node) {
    return done(
            () -> {
              leases.remove(node);
              jobs.replaceAll((oid, job) -> owned(job, node) ? with(job, null, job.epoch()) : job);
              return null;
            })
        .compose(left -> wake());
  }

  private static boolean owned(Job job, String node) {
    return !job.state().ended() && job.owner().equals(Optional.of(node));
  }

  @Override
  public Future<List<Job>> claim(String node, Set<String> suspects, Set<UUID> held) {
    return done(() -> {
      var mine = new ArrayList<Job>();
      for (Job job : List.copyOf(jobs.values())) {
        if (job.state().ended() || !free(job, node, suspects, held)) continue;
        Job next = with(job, node, job.epoch() + 1);
        jobs.put(job.oid(), next);
        mine.add(next);
      }
      return mine;
    });
  }

  private boolean free(Job job, String node, Set<String> suspects, Set<UUID> held) {
    if (job.owner().isEmpty()) return true;
    String owner = job.owner().get();
    if (owner.equals(node)) return !held.contains(job.oid());
    Instant until = leases.getOrDefault(owner, Instant.MIN);
    return until.isBefore(Instant.now().plus(suspects.contains(owner) ? MISSED : Duration.ZERO));
  }

  @Override
  public Future<Boolean> plan(UUID job, long epoch, long unitsTotal) {
    return change(
        job,
        epoch,
        Set.of(JobState.PLANNING),
        old -> with(old, JobState.RUNNING, unitsTotal, old.unitsDone(), null, null, null));
  }

  @Override
  public Future<Boolean> commit(List<ChunkResult> added) {
    var first = added.getFirst().chunk();
    return change(
        first.job(),
        first.epoch(),
        Set.of(JobState.RUNNING),
        old -> {
          var stored = resultsOf(old.oid());
          added.forEach(result -> stored.putIfAbsent(result.chunk().lo(), result));
          return counted(old, stored.values());
        });
  }

  private static Job counted(Job j, Collection<ChunkResult> stored) {
    long units = stored.stream().mapToLong(r -> r.chunk().interval().units()).sum();
    long cpu = stored.stream().mapToLong(ChunkResult::cpuMicros).sum();
    return new Job(
        j.oid(),
        j.type(),
        j.parameters(),
        j.state(),
        j.owner(),
        j.epoch(),
        j.unitsTotal(),
        units,
        stored.size(),
        cpu,
        j.result(),
        j.reason(),
        j.verdict(),
        j.submittedBy(),
        j.created(),
        j.started(),
        j.ended());
  }

  @Override
  public Future<List<Interval>> committed(UUID job) {
    return done(() -> {
      var joined = new ArrayList<Interval>();
      for (ChunkResult result : resultsOf(job).values()) {
        Interval next = result.chunk().interval();
        if (!joined.isEmpty() && joined.getLast().hi() == next.lo()) {
          next = new Interval(joined.removeLast().lo(), next.hi());
        }
        joined.add(next);
      }
      return joined;
    });
  }

  @Override
  public Future<List<Part>> parts(UUID job, long fromLo, int limit) {
    return done(() ->
        resultsOf(job).tailMap(fromLo).values().stream()
            .limit(limit)
            .map(result -> new Part(result.chunk().interval(), result.payload()))
            .toList());
  }

  @Override
  public Future<Boolean> finish(UUID job, long epoch, End end) {
    return switch (end) {
      case End.Succeeded(var result) ->
          change(
              job,
              epoch,
              Set.of(JobState.RUNNING),
              old ->
                  old.unitsDone() == old.unitsTotal()
                      ? with(
                          old,
                          JobState.SUCCEEDED,
                          old.unitsTotal(),
                          old.unitsDone(),
                          result,
                          null,
                          "CONFIRMED")
                      : old);
      case End.Failed(var reason, var refuted) ->
          change(
              job,
              epoch,
              Set.of(JobState.PLANNING, JobState.RUNNING),
              old ->
                  with(
                      old,
                      JobState.FAILED,
                      old.unitsTotal(),
                      old.unitsDone(),
                      null,
                      reason,
                      refuted ? "REFUTED" : null));
    };
  }

  private Future<Boolean> change(
      UUID oid, long epoch, Set<JobState> from, UnaryOperator<Job> change) {
    return done(() -> {
      Job old = jobs.get(oid);
      if (old == null || old.epoch() != epoch || !from.contains(old.state())) return false;
      Job next = change.apply(old);
      jobs.put(oid, next);
      return from.contains(next.state()) ? next != old : true;
    });
  }

  private TreeMap<Long, ChunkResult> resultsOf(UUID job) {
    return results.computeIfAbsent(job, none -> new TreeMap<>());
  }

  private synchronized <T> Future<T> done(Supplier<T> work) {
    return Future.succeededFuture(work.get());
  }

  private static Job with(Job j, @Nullable String owner, long epoch) {
    JobState state = j.state() == JobState.QUEUED ? JobState.PLANNING : j.state();
    return new Job(
        j.oid(),
        j.type(),
        j.parameters(),
        owner == null ? j.state() : state,
        Optional.ofNullable(owner),
        epoch,
        j.unitsTotal(),
        j.unitsDone(),
        j.chunksDone(),
        j.cpuMicros(),
        j.result(),
        j.reason(),
        j.verdict(),
        j.submittedBy(),
        j.created(),
        j.started(),
        j.ended());
  }

  private static Job with(
      Job j,
      JobState state,
      long total,
      long unitsDone,
      @Nullable String result,
      @Nullable String reason,
      @Nullable String verdict) {
    return new Job(
        j.oid(),
        j.type(),
        j.parameters(),
        state,
        j.owner(),
        j.epoch(),
        total,
        unitsDone,
        j.chunksDone(),
        j.cpuMicros(),
        Optional.ofNullable(result),
        Optional.ofNullable(reason),
        Optional.ofNullable(verdict),
        j.submittedBy(),
        j.created(),
        j.started(),
        state.ended() ? Optional.of(Instant.now()) : Optional.empty());
  }
}
