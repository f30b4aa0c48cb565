package hms.storage;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.job.ChunkFailure;
import hms.domain.job.ChunkResult;
import hms.domain.job.DeadChunk;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobCode;
import hms.domain.job.JobState;
import hms.domain.job.JobWish;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Jobs in memory, for tests: a lock stands for transactions. Any thread. */
public final class MemoryJobStore implements JobStore {
  private final Map<UUID, MemoryJob> jobs = new HashMap<>();
  private final MemoryNodes nodes = new MemoryNodes();
  private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();

  @Override
  public Future<Void> insert(Job job) {
    return done(() -> {
      jobs.putIfAbsent(job.oid(), new MemoryJob(job));
      return null;
    });
  }

  @Override
  public Future<Optional<Job>> admit(Job job, int openMax, int tenantMax) {
    return done(() -> {
      var known = jobs.values().stream().filter(each -> each.is(job)).findFirst();
      if (known.isPresent()) return known.map(MemoryJob::job);
      long open = jobs.values().stream().filter(each -> !each.state.ended()).count();
      if (openMax > 0 && open >= openMax) return Optional.empty();
      if (tenantMax > 0 && open(job.tenant()) >= tenantMax) return Optional.empty();
      jobs.put(job.oid(), new MemoryJob(job));
      return Optional.of(job);
    });
  }

  private long open(String tenant) {
    return jobs.values().stream()
        .filter(each -> !each.state.ended() && each.submitted.tenant().equals(tenant))
        .count();
  }

  @Override
  public Future<Map<UUID, JobState>> states(List<UUID> oids) {
    return done(() ->
        oids.stream()
            .distinct()
            .filter(jobs::containsKey)
            .collect(Collectors.toMap(oid -> oid, oid -> jobs.get(oid).state)));
  }

  @Override
  public Future<Optional<Job>> find(UUID oid) {
    return done(() -> Optional.ofNullable(jobs.get(oid)).map(MemoryJob::job));
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
  public Future<Lease> renew(ComputeNode node, int busy, Duration lease) {
    return done(() -> nodes.renew(node, lease));
  }

  @Override
  public Future<Void> handOver(String node) {
    return done(
            () -> {
              nodes.handOver(node);
              return free(node);
            })
        .compose(free -> wake());
  }

  @Override
  public Future<Boolean> drain(String node, String by) {
    return done(() -> nodes.drain(node));
  }

  @Override
  public Future<Boolean> undrain(String node) {
    return done(() -> nodes.undrain(node));
  }

  @Override
  public Future<Void> leave(String node) {
    return done(
            () -> {
              nodes.leave(node);
              return free(node);
            })
        .compose(left -> wake());
  }

  private Set<UUID> free(String node) {
    var mine = new HashSet<UUID>();
    for (MemoryJob job : jobs.values()) {
      if (!owns(node, job)) continue;
      job.owner = null;
      mine.add(job.job().oid());
    }
    return mine;
  }

  private static boolean owns(String node, MemoryJob job) {
    return !job.state.ended() && node.equals(job.owner);
  }

  @Override
  public Future<List<Job>> claim(
      String node, Set<String> suspects, Duration missed, Set<UUID> held) {
    return done(() -> {
      Instant lost = Instant.now().plus(missed);
      var mine = new ArrayList<Job>();
      for (MemoryJob job : jobs.values()) {
        if (!knows(node, job) || !ready(job)) continue;
        if (!free(job, node, owner -> suspects.contains(owner) ? lost : Instant.now(), held)) {
          continue;
        }
        job.owned(node);
        mine.add(job.job());
      }
      return mine;
    });
  }

  private boolean knows(String node, MemoryJob job) {
    boolean late = job.submitted.deadline().filter(Instant.now()::isAfter).isPresent();
    return nodes.knows(node, job.neededFrom()) || job.state == JobState.CANCELLING || late;
  }

  private boolean ready(MemoryJob job) {
    boolean early = job.submitted.notBefore().filter(Instant.now()::isBefore).isPresent();
    if (job.state.ended() || (job.state == JobState.QUEUED && early)) return false;
    if (job.state == JobState.PAUSED && job.unitsTotal == 0) return false;
    return job.state != JobState.QUEUED || !job.waits(jobs);
  }

  /**
   * @param needed until when the lease of an owner has to last for its job to stay its own
   */
  private boolean free(
      MemoryJob job, String node, Function<String, Instant> needed, Set<UUID> held) {
    String owner = job.owner;
    if (owner == null) return true;
    if (owner.equals(node)) return !held.contains(job.submitted.oid());
    return nodes.until(owner).isBefore(needed.apply(owner));
  }

  @Override
  public Future<Boolean> plan(UUID oid, long epoch, long unitsTotal, JobCode code) {
    return change(
        oid,
        epoch,
        job -> {
          if (job.state != JobState.PLANNING) return false;
          job.state = JobState.RUNNING;
          job.unitsTotal = unitsTotal;
          if (job.code == null) job.code = code.text();
          job.started = Instant.now();
          return true;
        });
  }

  @Override
  public Future<List<Standing>> standings(String node) {
    return done(() ->
        jobs.values().stream()
            .filter(job -> owns(node, job))
            .map(job -> new Standing(job.submitted.oid(), job.epoch, job.state, job.interrupt))
            .toList());
  }

  @Override
  public Future<Boolean> commit(List<ChunkResult> added, boolean fast) {
    var first = added.getFirst().chunk();
    return change(
        first.job(),
        first.epoch(),
        job -> {
          if (!job.open()) return false;
          added.forEach(result -> job.results.putIfAbsent(result.chunk().lo(), result));
          return true;
        });
  }

  @Override
  public Future<Optional<Long>> raise(UUID oid, long epoch, List<DeadChunk> dead) {
    return change(
            oid,
            epoch,
            job -> {
              if (!job.open()) return false;
              dead.stream()
                  .filter(each -> !job.overlapsResult(each.interval()))
                  .forEach(each -> job.dead.putIfAbsent(each.interval().lo(), each));
              job.epoch++;
              return true;
            })
        .map(raised -> raised ? Optional.of(epoch + 1) : Optional.empty());
  }

  @Override
  public Future<Void> note(ChunkFailure failure) {
    return done(() -> {
      MemoryJob job = jobs.get(failure.chunk().job());
      if (job != null) job.failures.add(failure);
      return null;
    });
  }

  @Override
  public Future<Rebuilt> rebuild(UUID oid) {
    return done(() ->
        Optional.ofNullable(jobs.get(oid))
            .map(MemoryJob::rebuilt)
            .orElse(new Rebuilt(List.of(), List.of(), 0)));
  }

  @Override
  public Future<List<DeadChunk>> dead(UUID oid) {
    return rows(oid, job -> List.copyOf(job.dead.values()));
  }

  @Override
  public Future<List<Interval>> committed(UUID oid) {
    return rows(oid, MemoryJob::committed);
  }

  @Override
  public Future<List<Part>> parts(UUID oid, long fromLo, long bytes) {
    return rows(oid, job -> job.parts(fromLo, bytes));
  }

  private <T> Future<List<T>> rows(UUID oid, Function<MemoryJob, List<T>> of) {
    return done(() -> Optional.ofNullable(jobs.get(oid)).map(of).orElse(List.of()));
  }

  @Override
  public Future<Boolean> finish(UUID oid, long epoch, End end) {
    return change(oid, epoch, job -> job.finish(end));
  }

  @Override
  public Future<Outcome<Job>> wish(UUID oid, JobWish wish, String by) {
    return done(() -> granted(oid, wish)).compose(job -> wake().map(job));
  }

  private Outcome<Job> granted(UUID oid, JobWish wish) {
    MemoryJob job = jobs.get(oid);
    return job == null ? Outcome.refused(new Refusal.NotFound("job")) : job.granted(wish);
  }

  /** Without a database there is nothing to read. */
  @Override
  public JobData data() {
    throw new UnsupportedOperationException("jobs in memory have no input");
  }

  private Future<Boolean> change(UUID oid, long epoch, Predicate<MemoryJob> change) {
    return done(() -> {
      MemoryJob job = jobs.get(oid);
      return job != null && job.epoch == epoch && change.test(job);
    });
  }

  private synchronized <T> Future<T> done(Supplier<T> work) {
    return Future.succeededFuture(work.get());
  }
}
