package hms.domain.job;

/** A chunk that came back and waits for its next try. */
record Returned(Chunk chunk, long notBeforeNanos) {}
