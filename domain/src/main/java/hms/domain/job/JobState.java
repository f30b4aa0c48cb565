package hms.domain.job;

import hms.domain.Lifecycle;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Where a job stands; the same words stand in the column {@code job.state}. */
public enum JobState {
  /** Submitted, nobody has taken it yet. */
  QUEUED,
  /** Taken by an orchestrator that counts its units. */
  PLANNING,
  /** Its chunks are computed. */
  RUNNING,
  /** Nothing more is begun until somebody resumes it; what runs is finished and counts. */
  PAUSED,
  /** Nothing of it is stored any more; its owner tells the workers to stop. */
  CANCELLING,
  /** Every unit committed once, merged, and confirmed by the oracle. */
  SUCCEEDED,
  /** Every unit committed or dead; the result says what is missing. */
  PARTIAL,
  /** Given up; the reason stands in the job. */
  FAILED,
  /** Ended because somebody wanted it so. */
  CANCELLED;

  /** What moves a job on. */
  public enum Command {
    CLAIM,
    PLAN,
    SUCCEED,
    SUCCEED_IN_PART,
    FAIL,
    PAUSE,
    RESUME,
    /** Resumes what was never laid out. */
    REQUEUE,
    CANCEL,
    /** Nobody computes it any more. */
    STOP,
    RETRY
  }

  private static final Set<JobState> ENDS = EnumSet.of(SUCCEEDED, PARTIAL, FAILED, CANCELLED);

  public static final Lifecycle<JobState, Command> LIFECYCLE =
      Lifecycle.of("job", JobState.class, Command.class)
          .move(QUEUED, Command.CLAIM, PLANNING)
          .move(PLANNING, Command.PLAN, RUNNING)
          .move(RUNNING, Command.SUCCEED, SUCCEEDED)
          .move(RUNNING, Command.SUCCEED_IN_PART, PARTIAL)
          .move(List.of(QUEUED, PLANNING, RUNNING, PAUSED), Command.FAIL, FAILED)
          .move(List.of(QUEUED, PLANNING, RUNNING), Command.PAUSE, PAUSED)
          .move(PAUSED, Command.RESUME, RUNNING)
          .move(PAUSED, Command.REQUEUE, QUEUED)
          .move(List.of(QUEUED, PLANNING, RUNNING, PAUSED), Command.CANCEL, CANCELLING)
          .move(CANCELLING, Command.STOP, CANCELLED)
          .move(List.of(PARTIAL, FAILED), Command.RETRY, QUEUED)
          .build();

  /** True once nothing more is computed; a PARTIAL or FAILED job may be tried again. */
  public boolean ended() {
    return ENDS.contains(this);
  }
}
