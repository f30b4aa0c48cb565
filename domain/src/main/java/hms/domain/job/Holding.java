package hms.domain.job;

import org.jspecify.annotations.Nullable;

/** A chunk that a worker has: for whom, and how far it is. */
final class Holding {
  enum Stage {
    QUEUED,
    RUNNING,
    COMPUTED
  }

  private Chunk chunk;
  private Lot terms;
  private @Nullable OrchestratorLink link;
  private @Nullable ChunkResult result;
  private Stage stage = Stage.QUEUED;
  private long run;
  private long startedNanos;
  private long orphanedNanos;
  private boolean parked;

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

  void begin(long number, long nowNanos) {
    stage = Stage.RUNNING;
    run = number;
    startedNanos = nowNanos;
  }

  long run() {
    return run;
  }

  boolean late(long nowNanos) {
    return stage == Stage.RUNNING && nowNanos - startedNanos > terms.deadlineMillis() * 1_000_000;
  }

  boolean parked() {
    return parked;
  }

  void park(boolean stand) {
    parked = stand;
  }

  void computed(ChunkResult outcome) {
    stage = Stage.COMPUTED;
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
