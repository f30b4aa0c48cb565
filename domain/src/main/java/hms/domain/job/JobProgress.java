package hms.domain.job;

import hms.domain.job.OrchestratorEvent.Opened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * The units of one job in the hands of its orchestrator.
 *
 * <p>Every unit is in exactly one of: a gap, a chunk that is out, one that came back, one that is
 * condemned, one that is committed or dead. Gaps are cut lazily, so memory grows with what is out
 * and with holes, never with the job.
 */
final class JobProgress {
  /** How long an owner waits for what workers hold before it grants the same units to others. */
  private static final long ASK_NANOS = Duration.ofMillis(300).toNanos();

  private static final long AT_ONCE = Long.MIN_VALUE;

  private final UUID job;
  private final Stages stages;
  private final Gaps gaps = new Gaps();
  private final Map<Long, Outstanding> out = new LinkedHashMap<>();
  private final Docket docket;
  private final Comebacks comebacks;
  private final Set<String> asked = new HashSet<>();
  private long epoch;
  private long grantFromNanos = AT_ONCE;
  private long movedNanos;
  private long unitsSettled;

  JobProgress(Opened opened, Pace pace, long nowNanos) {
    this.job = opened.job();
    this.epoch = opened.epoch();
    this.stages = new Stages(opened, pace);
    this.docket = new Docket(pace);
    this.comebacks = new Comebacks(docket);
    this.movedNanos = nowNanos;
    this.unitsSettled = opened.settled().stream().mapToLong(Interval::units).sum();
    gaps.addAllBut(opened.settled(), opened.unitsTotal());
    Trouble.histories(opened.failures())
        .forEach((units, trouble) -> comeBack(units, trouble, nowNanos));
    openStages();
  }

  /** What comes later is open once nothing before it is. */
  private void openStages() {
    while (settled() && !stages.isLast()) stages.next();
  }

  private void comeBack(Interval units, Trouble trouble, long nowNanos) {
    if (!gaps.take(units)) return;
    var chunk = new Chunk(job, epoch, units.lo(), units.hi(), trouble.attempts() + 1);
    boolean condemned = docket.remember(chunk, trouble);
    if (!condemned) comebacks.addLast(new Returned(chunk, nowNanos));
  }

  long epoch() {
    return epoch;
  }

  ChunkSizes sizes() {
    return stages.sizes();
  }

  Docket docket() {
    return docket;
  }

  /** Units that are committed or dead. */
  long unitsSettled() {
    return unitsSettled;
  }

  int chunksOut() {
    return out.size();
  }

  boolean complete() {
    return settled() && stages.isLast();
  }

  /** All that is open by now. */
  private boolean settled() {
    return out.isEmpty() && !waiting() && !docket.hasCondemned();
  }

  /** True if a grant may find something, but for back-offs. */
  boolean waiting() {
    return cuttable() || !comebacks.isEmpty();
  }

  private boolean cuttable() {
    return !gaps.isEmpty() && gaps.first() < stages.end();
  }

  /** Grants wait until these have said what they hold, at most 0.3 s. */
  void askFirst(Set<String> workers, long nowNanos) {
    asked.clear();
    asked.addAll(workers);
    grantFromNanos = asked.isEmpty() ? AT_ONCE : nowNanos + ASK_NANOS;
  }

  void answered(String worker) {
    if (asked.remove(worker) && asked.isEmpty()) grantFromNanos = AT_ONCE;
  }

  private boolean closed(long nowNanos) {
    return docket.hasCondemned() || nowNanos < grantFromNanos;
  }

  /** The next chunk for {@code worker}: first what came back, then a cut from the gaps. */
  Optional<Lot> grant(WorkerLedger worker, Roster.Able workers, long nowNanos) {
    if (closed(nowNanos)) return Optional.empty();
    var back = comebacks.next(worker, workers.names(), nowNanos);
    if (back.isPresent()) return Optional.of(hand(back.get(), worker.node(), nowNanos));
    if (!cuttable() || worker.free() <= 0) return Optional.empty();
    long open = gaps.units() - stages.unitsLater();
    long units = sizes().units(open, workers.slots(), worker.speed());
    Interval next = gaps.cut(Math.min(units, stages.end() - gaps.first()));
    var chunk = new Chunk(job, epoch, next.lo(), next.hi(), 1);
    return Optional.of(hand(new Returned(chunk, nowNanos), worker.node(), nowNanos));
  }

  private Lot hand(Returned next, String worker, long nowNanos) {
    if (out.isEmpty()) movedNanos = nowNanos;
    Chunk chunk = next.chunk();
    var before = out.put(chunk.lo(), new Outstanding(chunk, next.suspect(), worker, nowNanos));
    if (before != null) throw new IllegalStateException("granted twice: " + chunk);
    return lot(chunk);
  }

  private Lot lot(Chunk chunk) {
    return Lot.of(chunk, sizes().deadlineMillis(chunk.interval()), docket.needsNodeAlone(chunk));
  }

  /** A copy of a chunk that takes unusually long elsewhere; at most one in ten, one of each. */
  Optional<Lot> copy(String worker, long nowNanos) {
    if (waiting() || closed(nowNanos)) return Optional.empty();
    long copies = out.values().stream().filter(each -> each.holders().size() > 1).count();
    if (copies * 10 >= out.size() + 9) return Optional.empty();
    return out.values().stream()
        .filter(each -> each.holders().size() == 1 && !each.heldBy(worker))
        .filter(each -> (nowNanos - each.sinceNanos()) / 2 > sizes().usualNanos())
        .findFirst()
        .map(slow -> lot(slow.copyTo(worker, nowNanos)));
  }

  /** What {@code worker} says it holds, taken over under this epoch; empty if it is not open. */
  Optional<Lot> adopt(String worker, Chunk held, long nowNanos) {
    boolean open = comebacks.remove(held);
    if (!open && !gaps.take(held.interval())) return Optional.empty();
    return Optional.of(hand(new Returned(held.under(epoch), nowNanos), worker, nowNanos));
  }

  /** True if {@code worker} has this very attempt from here. */
  boolean holds(String worker, Chunk chunk) {
    Outstanding known = out.get(chunk.lo());
    return known != null && known.chunk().equals(chunk) && known.heldBy(worker);
  }

  /** True if {@code worker} has these very units from here, under whatever name it knows them. */
  boolean isOut(String worker, Chunk chunk) {
    Outstanding known = out.get(chunk.lo());
    return known != null && known.chunk().sameUnits(chunk) && known.heldBy(worker);
  }

  /**
   * Settles the units of a stored result.
   *
   * @return who else computes them, in vain
   */
  Set<String> committed(ChunkResult result, long nowNanos) {
    Chunk chunk = result.chunk();
    movedNanos = nowNanos;
    docket.settled(chunk);
    boolean back = comebacks.remove(chunk);
    Outstanding known = out.get(chunk.lo());
    boolean isOut = known != null && known.chunk().sameUnits(chunk);
    if (back || isOut) unitsSettled += chunk.interval().units();
    var others = new LinkedHashSet<String>();
    if (known != null && isOut) {
      out.remove(chunk.lo());
      sizes().learn(result, nowNanos - known.sinceNanos());
      others.addAll(known.holders());
      others.remove(result.node());
    }
    openStages();
    return others;
  }

  /** The chunks that {@code worker} has, those that it was granted first coming first. */
  List<Chunk> heldBy(String worker) {
    return out.values().stream()
        .filter(each -> each.heldBy(worker))
        .sorted(Comparator.comparingLong(each -> each.sinceNanos(worker)))
        .map(Outstanding::chunk)
        .toList();
  }

  /** Those of them that it has had for at least {@code nanos}. */
  List<Chunk> heldFor(String worker, long nanos, long nowNanos) {
    return out.values().stream()
        .filter(each -> each.heldBy(worker) && nowNanos - each.sinceNanos(worker) >= nanos)
        .map(Outstanding::chunk)
        .toList();
  }

  /** Everybody who has a chunk of the job. */
  Set<String> holders() {
    var holders = new LinkedHashSet<String>();
    out.values().forEach(each -> holders.addAll(each.holders()));
    return holders;
  }

  /** Takes back what {@code worker} has not begun or has lost; that is no failure of the chunk. */
  void handBack(String worker, Chunk chunk, long nowNanos) {
    if (holds(worker, chunk)) takeBack(worker, chunk, nowNanos, false);
  }

  /** Takes back what {@code worker} was lost with, among much else. */
  void suspect(String worker, Chunk chunk, long nowNanos) {
    takeBack(worker, chunk, nowNanos, true);
  }

  private void takeBack(String worker, Chunk chunk, long notBeforeNanos, boolean suspect) {
    Outstanding known = out.get(chunk.lo());
    if (known == null || !known.takenFrom(worker)) return;
    out.remove(chunk.lo());
    comebacks.addFirst(new Returned(chunk.again(), notBeforeNanos, suspect || known.suspect()));
  }

  /** Notes a failure of a chunk that {@code failure.node()} has; it comes back or is condemned. */
  void failed(ChunkFailure failure, int liveNodes, long nowNanos) {
    OptionalLong wait = docket.note(failure, liveNodes);
    Chunk chunk = failure.chunk();
    if (wait.isEmpty()) out.remove(chunk.lo());
    else takeBack(failure.node(), chunk, nowNanos + wait.getAsLong(), false);
  }

  /**
   * Goes on under the next epoch: what was out is open again with the same borders, what was
   * condemned is buried or cut in two.
   *
   * @return units that are dead now
   */
  long recut(long newEpoch, List<DeadChunk> buried, long nowNanos) {
    epoch = newEpoch;
    movedNanos = nowNanos;
    var open = new ArrayList<Returned>();
    long dead =
        docket.carryOut(
            buried,
            chunk -> chunk.halves().forEach(half -> open.add(new Returned(half, nowNanos))));
    unitsSettled += dead;
    out.values()
        .forEach(each -> open.add(new Returned(each.chunk().again(), nowNanos, each.suspect())));
    out.clear();
    comebacks.recut(open, newEpoch);
    openStages();
    return dead;
  }

  /** True if chunks are out and none has come to anything for unusually long. */
  boolean stuck(long nowNanos, Duration least) {
    if (out.isEmpty()) return false;
    Interval first = out.values().iterator().next().chunk().interval();
    return nowNanos - movedNanos > Math.max(least.toNanos(), 3 * sizes().expectedNanos(first));
  }

  void moved(long nowNanos) {
    movedNanos = nowNanos;
  }

  /** The units that are neither committed nor dead, as pieces; for tests. */
  List<Interval> open() {
    var all = gaps.all();
    out.values().forEach(each -> all.add(each.chunk().interval()));
    all.addAll(comebacks.intervals());
    docket.condemned().forEach(each -> all.add(each.interval()));
    return all;
  }
}
