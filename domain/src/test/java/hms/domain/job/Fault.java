package hms.domain.job;

/** Rules that a test breaks on purpose, to see which invariant finds out. */
enum Fault {
  /** The store takes commits of any epoch. */
  NO_FENCE,
  /** A new owner takes a job under the epoch of the old one. */
  CLAIM_WITHOUT_EPOCH,
  /** The store counts a chunk again that is there already. */
  COUNT_TWICE,
  /** The store takes commits of a job that is being cancelled. */
  COMMIT_AFTER_CANCEL,
  /** Units are cut anew without a new epoch. */
  CUT_WITHOUT_EPOCH,
  /** A new epoch does not wait for the commits that are under way. */
  NO_ORDER_OF_WRITES,
  /** An orchestrator takes every credit for a larger one. */
  NO_CREDIT_BOUND,
  /** A node that cannot renew its lease never forgets its jobs, and nobody takes them over. */
  NO_TAKE_OVER
}
