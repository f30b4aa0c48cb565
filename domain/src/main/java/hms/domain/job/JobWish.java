package hms.domain.job;

import hms.domain.Outcome;

/**
 * What somebody may want of a job that is there. Repeating a wish that is fulfilled is harmless.
 */
public enum JobWish {
  /** Begin no more; what runs is finished and counts. */
  PAUSE,
  RESUME,
  /** Stop at the next checkpoint. */
  CANCEL,
  /** Stop at once: threads are interrupted. */
  KILL,
  /** Try a PARTIAL or FAILED job again: what is committed stays, what is dead is open again. */
  RETRY,
  /** Compute a PARTIAL or FAILED job anew, from nothing. */
  RETRY_ALL;

  /** What the lifecycle calls it. */
  public JobState.Command command(boolean planned) {
    return switch (this) {
      case PAUSE -> JobState.Command.PAUSE;
      case RESUME -> planned ? JobState.Command.RESUME : JobState.Command.REQUEUE;
      case CANCEL, KILL -> JobState.Command.CANCEL;
      case RETRY, RETRY_ALL -> JobState.Command.RETRY;
    };
  }

  /** The state that granting it would lead to; refused as the lifecycle refuses. */
  public Outcome<JobState> foresee(Job job) {
    if (fulfilledBy(job.state())) return Outcome.done(job.state());
    if (this == KILL && job.state() == JobState.CANCELLING) return Outcome.done(job.state());
    return JobState.LIFECYCLE.step(job.state(), command(job.unitsTotal() > 0));
  }

  /** True if a job in this state is as it is wanted already. */
  public boolean fulfilledBy(JobState state) {
    return switch (this) {
      case PAUSE -> state == JobState.PAUSED;
      case RESUME ->
          state == JobState.QUEUED || state == JobState.PLANNING || state == JobState.RUNNING;
      case CANCEL -> state == JobState.CANCELLING || state == JobState.CANCELLED;
      case KILL -> state == JobState.CANCELLED;
      case RETRY, RETRY_ALL -> state == JobState.QUEUED;
    };
  }
}
