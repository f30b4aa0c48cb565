package hms.domain.job;

import hms.domain.job.OrchestratorEvent.Opened;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One job and what was decided about it: whether it is granted, and how it will end. */
final class OwnedJob {
  private static final int NEVER_WORKED_CHUNKS = 3;
  private static final long STOP_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private enum Phase {
    RUNNING,
    PAUSED,
    CANCELLING,
    ENDING
  }

  private final Opened opened;
  private final JobProgress progress;
  private final Advance advance;
  private final Set<Interval> brokenAtFirst = new HashSet<>();
  private final Set<String> stopping = new HashSet<>();
  private Phase phase = Phase.RUNNING;
  private long cancelledNanos;
  private long unitsDead;
  private boolean worked;
  private boolean recutting;
  private long servedNanos;
  private double had;

  OwnedJob(Opened opened, Pace pace, long nowNanos) {
    this.opened = opened;
    this.progress = new JobProgress(opened, pace, nowNanos);
    this.advance = new Advance(progress, opened.unitsTotal(), nowNanos);
    this.servedNanos = nowNanos;
    this.had = Stages.settledNanos(opened);
    this.unitsDead = opened.unitsDead();
    this.worked = !opened.settled().isEmpty();
  }

  /** True of what belongs to an earlier try. */
  boolean outdates(Chunk chunk) {
    return chunk.epoch() <= opened.triesFrom();
  }

  UUID oid() {
    return opened.job();
  }

  long epoch() {
    return progress.epoch();
  }

  String tenant() {
    return opened.tenant();
  }

  JobCode code() {
    return opened.code();
  }

  JobProgress progress() {
    return progress;
  }

  /** How it goes on, for people. */
  Advance advance() {
    return advance;
  }

  /** Nanoseconds of slots that it has been granted, roughly. */
  double had() {
    return had;
  }

  /** It was granted this. */
  void charge(double nanos, long nowNanos) {
    had += nanos;
    servedNanos = nowNanos;
  }

  /** Higher goes first; one more a minute without a grant, so that nothing waits for ever. */
  long priority(long nowNanos) {
    long waited = (nowNanos - servedNanos) / MINUTE_NANOS;
    return Math.min(JobOptions.PRIORITY_MAX, opened.options().priority() + waited);
  }

  /** True if chunks may be granted, but for back-offs and the limit of its slots. */
  boolean wants() {
    return phase == Phase.RUNNING && !recutting && progress.waiting();
  }

  Optional<Lot> grant(WorkerLedger worker, Roster workers, long nowNanos) {
    if (phase != Phase.RUNNING || recutting || full()) return Optional.empty();
    if (!worker.knows(code())) return Optional.empty();
    return progress.grant(worker, workers.thatKnow(code()), nowNanos);
  }

  Optional<Lot> copy(WorkerLedger worker, long nowNanos) {
    if (phase != Phase.RUNNING || recutting || full()) return Optional.empty();
    return worker.knows(code()) ? progress.copy(worker.node(), nowNanos) : Optional.empty();
  }

  private boolean full() {
    int max = opened.options().maxSlots();
    return max > 0 && progress.chunksOut() >= max;
  }

  Set<String> committed(ChunkResult result, long nowNanos) {
    worked = true;
    return progress.committed(result, nowNanos);
  }

  /** Notes it; a reason if the job cannot be saved. */
  Optional<OrchestratorEffect> failed(ChunkFailure failure, int liveNodes, long nowNanos) {
    if (!progress.holds(failure.node(), failure.chunk())) return Optional.empty();
    progress.failed(failure, liveNodes, nowNanos);
    boolean own =
        failure.failure() != FailureClass.LOST && failure.failure() != FailureClass.TRANSIENT;
    if (worked || !own || phase == Phase.ENDING) return Optional.empty();
    brokenAtFirst.add(failure.chunk().interval());
    if (brokenAtFirst.size() < NEVER_WORKED_CHUNKS) return Optional.empty();
    String detail = "its first %d chunks failed, last: %s";
    return Optional.of(
        giveUp(EndReason.NEVER_WORKED, detail.formatted(NEVER_WORKED_CHUNKS, failure.message())));
  }

  boolean recutting() {
    return recutting;
  }

  /** Asks for the next epoch once something is condemned; once at a time. */
  Optional<OrchestratorEffect> recut() {
    boolean due = progress.docket().hasCondemned() && !recutting;
    if (!due || phase == Phase.ENDING || phase == Phase.CANCELLING) return Optional.empty();
    recutting = true;
    var dying = progress.docket().dying();
    return Optional.of(new OrchestratorEffect.Recut(oid(), epoch(), dying));
  }

  /** Goes on under the next epoch; a reason if too much is dead by now. */
  Optional<OrchestratorEffect> goOn(long newEpoch, List<DeadChunk> buried, long nowNanos) {
    recutting = false;
    unitsDead += progress.recut(newEpoch, buried, nowNanos);
    double most = opened.options().maxDead() * opened.unitsTotal();
    if (unitsDead <= most || phase == Phase.ENDING || buried.isEmpty()) return Optional.empty();
    DeadChunk last = buried.getLast();
    return Optional.of(
        giveUp(
            EndReason.TOO_MANY_DEAD,
            "%d of %d units, last %d to %d: %s %s"
                .formatted(
                    unitsDead,
                    opened.unitsTotal(),
                    last.interval().lo(),
                    last.interval().hi() - 1,
                    last.failure(),
                    last.message())));
  }

  private OrchestratorEffect giveUp(EndReason reason, String detail) {
    phase = Phase.ENDING;
    return new OrchestratorEffect.GiveUp(oid(), epoch(), reason, detail);
  }

  Optional<OrchestratorEffect> overdue(long nowNanos) {
    boolean over = opened.deadlineNanos().filter(end -> nowNanos - end >= 0).isPresent();
    if (!over || phase == Phase.ENDING || phase == Phase.CANCELLING) return Optional.empty();
    return Optional.of(giveUp(EndReason.DEADLINE, "it has not ended in time"));
  }

  Optional<OrchestratorEffect> complete() {
    boolean open = phase == Phase.RUNNING || phase == Phase.PAUSED;
    if (!open || recutting || !progress.complete()) return Optional.empty();
    if (phase == Phase.PAUSED) return Optional.empty();
    phase = Phase.ENDING;
    return Optional.of(new OrchestratorEffect.Complete(oid(), epoch()));
  }

  boolean paused() {
    return phase == Phase.PAUSED;
  }

  void pause() {
    if (phase == Phase.RUNNING) phase = Phase.PAUSED;
  }

  void resume(long nowNanos) {
    if (phase != Phase.PAUSED) return;
    phase = Phase.RUNNING;
    servedNanos = nowNanos;
  }

  boolean cancelling() {
    return phase == Phase.CANCELLING;
  }

  /** From here on only the word of {@code holders} is waited for, and not for long. */
  void cancel(Set<String> holders, long nowNanos) {
    phase = Phase.CANCELLING;
    cancelledNanos = nowNanos;
    stopping.addAll(holders);
  }

  void stopped(String worker) {
    stopping.remove(worker);
  }

  Optional<OrchestratorEffect> cancelled(long nowNanos) {
    if (phase != Phase.CANCELLING) return Optional.empty();
    if (!stopping.isEmpty() && nowNanos - cancelledNanos < STOP_NANOS) return Optional.empty();
    phase = Phase.ENDING;
    return Optional.of(new OrchestratorEffect.Cancelled(oid(), epoch()));
  }
}
