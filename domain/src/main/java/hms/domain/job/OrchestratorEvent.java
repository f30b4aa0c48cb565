package hms.domain.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an orchestrator can meet. */
public sealed interface OrchestratorEvent {

  /** A worker said something. */
  record Heard(JobMessage.ToOrchestrator message) implements OrchestratorEvent {}

  /**
   * The node owns this job under this epoch, and it is laid out.
   *
   * @param code workers that have another one get nothing of it
   * @param tenant who shares the cluster with others by weight
   * @param state RUNNING, PAUSED or CANCELLING
   * @param stages at least one, ascending; the first begins with unit 0
   * @param settled the intervals that are stored or dead already, ascending, without overlap
   * @param unitsDead how many of them are dead
   * @param failures what went wrong with units that are still open
   * @param deadlineNanos when it has to have ended, by the clock of {@code on}
   * @param fresh nobody has owned it before, so nobody holds anything of it
   * @param triesFrom what was granted up to this epoch belongs to an earlier try, perhaps of other
   *     input, and is not wanted
   */
  record Opened(
      UUID job,
      long epoch,
      JobCode code,
      String tenant,
      JobState state,
      JobOptions options,
      long unitsTotal,
      List<JobStage> stages,
      List<Interval> settled,
      long unitsDead,
      List<ChunkFailure> failures,
      Optional<Long> deadlineNanos,
      boolean fresh,
      long triesFrom)
      implements OrchestratorEvent {
    public Opened {
      stages = List.copyOf(stages);
      settled = List.copyOf(settled);
      failures = List.copyOf(failures);
    }
  }

  /** What somebody has decided about a job: PAUSED, RUNNING again, or CANCELLING. */
  record Ordered(UUID job, JobState state, boolean now) implements OrchestratorEvent {}

  /** The job has ended, or somebody else owns it. */
  record Closed(UUID job) implements OrchestratorEvent {}

  /** These results are stored. */
  record Committed(List<ChunkResult> results) implements OrchestratorEvent {
    public Committed {
      results = List.copyOf(results);
    }
  }

  /** The job goes on under {@code newEpoch}, and {@code buried} is stored as dead. */
  record Recut(UUID job, long oldEpoch, long newEpoch, List<DeadChunk> buried)
      implements OrchestratorEvent {
    public Recut {
      buried = List.copyOf(buried);
    }
  }

  /** The cluster has lost a node. */
  record NodeLeft(String node) implements OrchestratorEvent {}

  /** The node's lease was renewed by a request that began at {@code beganNanos}. */
  record Renewed(long beganNanos) implements OrchestratorEvent {}

  /** Time has passed. */
  record Tick() implements OrchestratorEvent {}
}
