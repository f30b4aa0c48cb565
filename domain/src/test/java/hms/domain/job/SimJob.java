package hms.domain.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A row of the simulated store, with its results, and what the simulation knows better. */
final class SimJob {
  final UUID oid;
  final String tenant;
  final JobOptions options;
  final long unitsTotal;

  /** What a unit takes on an average node. */
  final long unitNanos;

  final Optional<Long> deadline;

  /** Units that do this to whoever computes them. */
  final TreeMap<Long, Poison> poison = new TreeMap<>();

  final TreeMap<Long, Chunk> committed = new TreeMap<>();
  final TreeMap<Long, DeadChunk> dead = new TreeMap<>();
  final List<ChunkFailure> failures = new ArrayList<>();

  /** Committed in {@code fast} mode since the last flush. */
  final Set<Long> unsynced = new HashSet<>();

  JobState state = JobState.QUEUED;
  Optional<String> owner = Optional.empty();
  long epoch;
  boolean planned;
  long unitsDone;
  long unitsDead;
  long cpuNanos;

  /** Owners that died one after the other while nothing was done. */
  int lostOwners;

  private long doneWhenLost;

  /** The last epoch before it was tried again. */
  long triesFrom;

  Optional<EndReason> reason = Optional.empty();
  Optional<Long> cancelledAt = Optional.empty();

  SimJob(
      UUID oid,
      String tenant,
      JobOptions options,
      long unitsTotal,
      long unitNanos,
      Optional<Long> deadline) {
    this.oid = oid;
    this.tenant = tenant;
    this.options = options;
    this.unitsTotal = unitsTotal;
    this.unitNanos = unitNanos;
    this.deadline = deadline;
  }

  /** Every third job has two of them. */
  List<JobStage> stages() {
    var first = new JobStage(0, unitNanos, 0);
    return barrier() == 0 ? List.of(first) : List.of(first, new JobStage(barrier(), unitNanos, 0));
  }

  /** The unit that waits for all before it; 0: none does. */
  private long barrier() {
    return oid.getLeastSignificantBits() % 3 == 0 ? unitsTotal / 2 : 0;
  }

  /** False if these units are later than some that are still open. */
  boolean inTurn(Interval units) {
    if (units.hi() <= barrier()) return true;
    long next = 0;
    for (Interval each : settled()) if (each.lo() == next) next = each.hi();
    return units.lo() >= barrier() && next >= barrier();
  }

  void ownerLost() {
    lostOwners = unitsDone == doneWhenLost ? lostOwners + 1 : 1;
    doneWhenLost = unitsDone;
  }

  /** What is committed or dead, ascending. */
  List<Interval> settled() {
    var all = new TreeMap<Long, Interval>();
    committed.values().forEach(chunk -> all.put(chunk.lo(), chunk.interval()));
    dead.values().forEach(chunk -> all.put(chunk.interval().lo(), chunk.interval()));
    return List.copyOf(all.values());
  }

  boolean covered() {
    long next = 0;
    for (Interval each : settled()) {
      if (each.lo() != next) return false;
      next = each.hi();
    }
    return next == unitsTotal;
  }

  /** The worst that computing these units does. */
  Optional<Poison> poison(Chunk chunk) {
    return poison.subMap(chunk.lo(), chunk.hi()).values().stream().max(Comparator.naturalOrder());
  }

  boolean overlapsSettled(Interval units) {
    var chunk = committed.floorEntry(units.hi() - 1);
    var gone = dead.floorEntry(units.hi() - 1);
    return (chunk != null && chunk.getValue().hi() > units.lo())
        || (gone != null && gone.getValue().interval().hi() > units.lo());
  }
}
