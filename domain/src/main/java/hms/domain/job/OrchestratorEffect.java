package hms.domain.job;

import java.util.List;
import java.util.UUID;

/** What an orchestrator wants done. */
public sealed interface OrchestratorEffect {

  /** Send this to the worker of {@code node}; it may get lost. */
  record Tell(String node, JobMessage.ToWorker message) implements OrchestratorEffect {}

  /** Keep this for people and for the next owner. */
  record Note(ChunkFailure failure) implements OrchestratorEffect {}

  /**
   * Raise the epoch and store {@code dead} with it, behind all commits that are under way; then
   * answer with {@code Recut}, or {@code Closed} if the job is somebody else's.
   */
  record Recut(UUID job, long epoch, List<DeadChunk> dead) implements OrchestratorEffect {
    public Recut {
      dead = List.copyOf(dead);
    }
  }

  /** Every unit is committed or dead: merge, verify and finish, then close the job. */
  record Complete(UUID job, long epoch) implements OrchestratorEffect {}

  /** End the job as FAILED, then close it. */
  record GiveUp(UUID job, long epoch, EndReason reason, String detail)
      implements OrchestratorEffect {}

  /** Nobody computes it any more: end it as CANCELLED, then close it. */
  record Cancelled(UUID job, long epoch) implements OrchestratorEffect {}
}
