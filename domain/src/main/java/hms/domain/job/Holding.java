package hms.domain.job;

import org.jspecify.annotations.Nullable;

/** A chunk that a worker has: for whom, and how far it is. */
final class Holding {
  enum Stage {
    QUEUED,
    RUNNING,
    COMPUTED,
    RELEASED
  }

  private Chunk chunk;
  private Lot terms;
  private @Nullable OrchestratorLink link;
  private @Nullable ChunkResult result;
  private Stage stage = Stage.QUEUED;
  private @Nullable Stint stint;
  private long orphanedNanos;
  private boolean parked;
  private boolean recalled;

  /** The batch that its result went with; 0: none yet, or another owner wants it now. */
  private long batch;

  /**
   * @param terms the grant it came with, for its deadline
   */
  Holding(Chunk chunk, Lot terms, OrchestratorLink link) {
    this.chunk = chunk;
    this.terms = terms;
    this.link = link;
  }

  Chunk chunk() {
    return chunk;
  }

  Stage stage() {
    return stage;
  }

  /** Who granted it; null while nobody is known to want it. */
  @Nullable OrchestratorLink link() {
    return link;
  }

  boolean orphaned() {
    return link == null;
  }

  boolean orphanedFor(long nanos, long nowNanos) {
    return link == null && nowNanos - orphanedNanos > nanos;
  }

  void orphan(long nowNanos) {
    link = null;
    batch = 0;
    orphanedNanos = nowNanos;
  }

  /** The same units for somebody else, or under another epoch. */
  void adopt(Chunk as, Lot newTerms, OrchestratorLink by) {
    chunk = as;
    terms = newTerms;
    link = by;
    batch = 0;
    recalled = false;
  }

  /** Nobody wants it any more. */
  void release() {
    stage = Stage.RELEASED;
  }

  /** If it has not begun when its stint ends, it goes back to whoever granted it. */
  void recall() {
    recalled = true;
  }

  boolean recalled() {
    return recalled;
  }

  long batch() {
    return batch;
  }

  void sentWith(long number) {
    batch = number;
  }

  boolean alone() {
    return terms.alone();
  }

  long deadlineNanos() {
    return terms.deadlineMillis() * 1_000_000;
  }

  /** True if one slot may compute both in one stint. */
  boolean goesAlongWith(Holding first) {
    return link == first.link
        && !terms.alone()
        && !first.terms.alone()
        && chunk.job().equals(first.chunk.job());
  }

  /** A slot has it, but may not have come to it yet. */
  void begin(Stint in) {
    stage = Stage.RUNNING;
    stint = in;
  }

  boolean isRunning() {
    return stage == Stage.RUNNING;
  }

  /** Only while a slot has it. */
  Stint stint() {
    if (stint == null) throw new IllegalStateException("on no slot: " + chunk);
    return stint;
  }

  /** Its stint has ended before its turn came. */
  void queueAgain() {
    stage = Stage.QUEUED;
    stint = null;
  }

  boolean parked() {
    return parked;
  }

  void park(boolean stand) {
    parked = stand;
  }

  void computed(ChunkResult outcome) {
    stage = Stage.COMPUTED;
    stint = null;
    result = outcome;
  }

  /** The result under the name that the chunk has by now; only once COMPUTED. */
  ChunkResult result() {
    if (result == null) throw new IllegalStateException("not computed: " + chunk);
    return result.as(chunk);
  }

  int bytes() {
    return result == null ? 0 : result.payload().length;
  }
}
