package hms.domain.job;

/**
 * A chunk that came back and waits for its next try.
 *
 * @param notBeforeNanos when it may go out again: since it came back, or after a while
 * @param suspect it was lost among so many that nobody can tell which of them ended the worker
 */
record Returned(Chunk chunk, long notBeforeNanos, boolean suspect) {
  Returned(Chunk chunk, long notBeforeNanos) {
    this(chunk, notBeforeNanos, false);
  }

  Returned under(long epoch) {
    return new Returned(chunk.under(epoch), notBeforeNanos, suspect);
  }
}
