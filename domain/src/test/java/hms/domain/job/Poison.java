package hms.domain.job;

/** What a unit does to whoever computes it, the worst last. */
enum Poison {
  /** It fails most times. */
  FLAKY,
  /** It fails each time. */
  FAILS,
  /** It ends the process. */
  KILLS
}
