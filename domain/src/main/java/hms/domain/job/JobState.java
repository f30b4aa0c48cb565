package hms.domain.job;

import hms.domain.Lifecycle;

/** Where a job stands; the same words stand in the column {@code job.state}. */
public enum JobState {
  /** Submitted, nobody has taken it yet. */
  QUEUED,
  /** Taken by an orchestrator that counts its units. */
  PLANNING,
  /** Its chunks are computed. */
  RUNNING,
  /** Every unit committed once, merged, and confirmed by the oracle. */
  SUCCEEDED,
  /** Given up; the reason stands in the job. */
  FAILED;

  /** What moves a job on. */
  public enum Command {
    CLAIM,
    PLAN,
    SUCCEED,
    FAIL
  }

  public static final Lifecycle<JobState, Command> LIFECYCLE =
      Lifecycle.of("job", JobState.class, Command.class)
          .move(QUEUED, Command.CLAIM, PLANNING)
          .move(PLANNING, Command.PLAN, RUNNING)
          .move(PLANNING, Command.FAIL, FAILED)
          .move(RUNNING, Command.SUCCEED, SUCCEEDED)
          .move(RUNNING, Command.FAIL, FAILED)
          .build();

  public boolean ended() {
    return LIFECYCLE.finalStates().contains(this);
  }
}
