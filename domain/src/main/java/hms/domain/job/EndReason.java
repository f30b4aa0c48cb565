package hms.domain.job;

/** Why a job FAILED; the first word of {@code job.reason}. */
public enum EndReason {
  /** It could not be laid out: an unknown type, or parameters that it refuses. */
  PLAN,
  /** More units are dead than its options allow. */
  TOO_MANY_DEAD,
  /** Its first chunks failed on their own account, and none has ever succeeded. */
  NEVER_WORKED,
  /** Its owners died one after the other, without any progress between. */
  OWNERS_DIED,
  /** It had not ended when it had to. */
  DEADLINE,
  /** The oracle says that its total is wrong. */
  REFUTED,
  /** Its result could not be written where it belongs. */
  PUBLISH,
  /** Its parts could not be joined, judged or written down, again and again. */
  UNFINISHED,
  /** A job that it was to follow has not succeeded. */
  DEPENDENCY;

  /** For {@code job.reason}. */
  public String because(String detail) {
    return name() + ": " + detail;
  }
}
