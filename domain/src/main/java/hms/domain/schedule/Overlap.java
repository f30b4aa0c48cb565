package hms.domain.schedule;

/** What becomes of a slot that comes while a job of the same schedule has not ended. */
public enum Overlap {
  /** Nothing; it is counted. */
  SKIP,
  /** It waits its turn: its job is made once that one has ended. */
  QUEUE,
  /** That job is cancelled, and this one made. */
  REPLACE
}
