package hms.domain.job;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What must hold, whatever happens: I1 to I8 and I10 of the design of the compute engine. */
final class SimChecks {
  private record Session(String worker, String orchestrator, long number) {}

  private final Map<Session, Long> grantsMax = new HashMap<>();
  private final Map<Session, Long> adoptable = new HashMap<>();
  private final Map<UUID, Long> progress = new HashMap<>();
  private final Map<UUID, Map<Interval, Integer>> mishaps = new HashMap<>();
  private final Map<String, Set<Chunk>> received = new HashMap<>();

  /** Before a chunk is stored. */
  void committing(SimJob job, Chunk chunk, long now) {
    if (chunk.epoch() != job.epoch) broken("I2 fence", "committed under an old epoch: " + chunk);
    if (job.cancelledAt.isPresent()) broken("I6 silence", "committed after a cancel: " + chunk);
    if (job.overlapsSettled(chunk.interval())) {
      broken("I1 cover", "units are committed or dead already: " + chunk);
    }
    // A crash takes back what was fast, not what was computed from it.
    if (!job.options.fast() && !job.inTurn(chunk.interval())) {
      broken("I11 stages", "committed before what comes before it: " + chunk);
    }
    if (job.poison(chunk).filter(each -> each != Poison.FLAKY).isPresent()) {
      broken("I7 bounds", "a unit that always fails was computed: " + chunk);
    }
  }

  void progressed(SimJob job) {
    Long before = progress.put(job.oid, job.unitsDone);
    if (before != null && before > job.unitsDone) {
      broken("I8 forward", "progress of %s fell from %d".formatted(job.oid, before));
    }
    long counted = job.committed.values().stream().mapToLong(c -> c.interval().units()).sum();
    if (counted != job.unitsDone) {
      broken("I1 cover", "%d units counted, %d stored".formatted(job.unitsDone, counted));
    }
  }

  void crashed(SimJob job) {
    progress.remove(job.oid);
  }

  /** A run of a chunk came to nothing, by itself or with its node. */
  void mishap(Chunk chunk) {
    mishaps
        .computeIfAbsent(chunk.job(), job -> new HashMap<>())
        .merge(chunk.interval(), 1, Integer::sum);
  }

  /** Before a chunk is given up: something must have gone wrong with it, or it is sound. */
  void burying(SimJob job, DeadChunk dead) {
    int seen = mishaps.getOrDefault(job.oid, Map.of()).getOrDefault(dead.interval(), 0);
    if (dead.failure() == FailureClass.LOST) {
      if (dead.nodes() < 2) broken("I7 bounds", "lost once and given up: " + dead);
    } else if (dead.interval().units() > 1) {
      broken("I7 bounds", "given up without being cut: " + dead);
    } else if (seen < 1) {
      broken("I7 bounds", "given up though nothing was wrong: " + dead);
    }
  }

  /** A worker has taken in what it was granted. */
  void received(String worker, Chunk chunk) {
    received.computeIfAbsent(worker, first -> new HashSet<>()).add(chunk);
  }

  /** What a lost worker may have died of: it had been told of it, and of little else. */
  void blamed(String worker, int slots, List<Chunk> chunks) {
    for (Chunk each : chunks) {
      if (!received.getOrDefault(worker, Set.of()).contains(each)) {
        broken("I12 blame", "%s had never been told of %s".formatted(worker, each));
      }
    }
    if (chunks.size() > 2 * slots) {
      broken("I12 blame", "%s, %d slots, of all these: %s".formatted(worker, slots, chunks));
    }
  }

  /** What a worker takes for begun is on a slot; what its stint did not come to is queued. */
  void begun(String worker, Collection<Holding> all, Set<Long> runs) {
    for (Holding each : all) {
      if (each.isRunning() && !runs.contains(each.stint().run())) {
        broken("I13 stints", "%s has %s on no slot".formatted(worker, each.chunk()));
      }
    }
  }

  void ended(SimJob job) {
    boolean done = job.state == JobState.SUCCEEDED || job.state == JobState.PARTIAL;
    if (done && !job.covered()) broken("I1 cover", job.oid + " ended with holes or doubles");
    boolean hopeless = job.poison.values().stream().anyMatch(each -> each != Poison.FLAKY);
    if (job.state == JobState.SUCCEEDED && hopeless) {
      broken("I7 bounds", "succeeded with units that always fail");
    }
  }

  void credit(String worker, String orchestrator, JobMessage.Credit credit) {
    var session = new Session(worker, orchestrator, credit.session());
    grantsMax.merge(session, credit.finished() + credit.window(), Math::max);
  }

  /** Chunks that a worker has told of are with it already: to adopt them needs no credit. */
  void told(String orchestrator, JobMessage.Held held) {
    var session = new Session(held.from(), orchestrator, held.session());
    adoptable.merge(session, (long) held.chunks().size(), Long::sum);
  }

  void granted(String worker, String orchestrator, JobMessage.Grant grant) {
    var session = new Session(worker, orchestrator, grant.session());
    long max = grantsMax.getOrDefault(session, 0L) + adoptable.getOrDefault(session, 0L);
    long last = grant.first() - 1 + grant.lots().stream().mapToLong(Lot::size).sum();
    if (last > max) broken("I3 credit", "granted beyond credit: " + grant);
  }

  /** Where an owner believes the units of its job to be: each in one place, none lost. */
  void places(SimJob job, JobProgress known) {
    var open = new TreeMap<Long, Interval>();
    for (Interval each : known.open()) {
      var below = open.floorEntry(each.hi() - 1);
      if (below != null && below.getValue().hi() > each.lo()) {
        broken("I4 place", "units are in two places: %s and %s".formatted(each, below));
      }
      open.put(each.lo(), each);
    }
    job.settled().forEach(each -> open.putIfAbsent(each.lo(), each));
    long next = 0;
    for (Interval each : open.values()) {
      if (each.lo() > next) broken("I4 place", "units from %d are nowhere".formatted(next));
      next = Math.max(next, each.hi());
    }
    if (next < job.unitsTotal) broken("I4 place", "units from %d are nowhere".formatted(next));
  }

  /** What people are shown may be late, and is never absurd. */
  void live(SimJob job, JobLive live) {
    boolean sane = live.unitsRunning() >= 0 && live.unitsRunning() <= job.unitsTotal;
    if (!sane || live.unitsPerSecond() < 0 || live.millisLeft() < JobLive.UNKNOWN) {
      broken("live", job.oid + " is told to be " + live);
    }
  }

  static void broken(String invariant, String what) {
    throw new AssertionError(invariant + ": " + what);
  }
}
