package hms.domain.job;

import java.util.UUID;

/** What an orchestrator wants done. */
public sealed interface OrchestratorEffect {

  /** Send this to the worker of {@code node}; it may get lost. */
  record Tell(String node, JobMessage.ToWorker message) implements OrchestratorEffect {}

  /** Every unit is committed: merge, verify and finish, then close the job. */
  record Complete(UUID job, long epoch) implements OrchestratorEffect {}

  /** A chunk has used up its tries: end the job as FAILED, then close it. */
  record GiveUp(UUID job, long epoch, String reason) implements OrchestratorEffect {}
}
