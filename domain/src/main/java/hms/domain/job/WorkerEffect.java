package hms.domain.job;

/** What a worker wants done. */
public sealed interface WorkerEffect {

  /** Send this to the orchestrator of {@code node}; it may get lost. */
  record Tell(String node, JobMessage.ToOrchestrator message) implements WorkerEffect {}

  /** Send this to the dispatcher of {@code node}; it may get lost. */
  record Deliver(String node, JobMessage.Result message) implements WorkerEffect {}

  /** Compute this on a free slot, then report Computed or Broken. */
  record Run(Chunk chunk) implements WorkerEffect {}

  /** Nobody waits for this running chunk any more: stop it at its next checkpoint. */
  record Abandon(Chunk chunk) implements WorkerEffect {}

  /** Nothing is held any more: the node may leave. */
  record Drained() implements WorkerEffect {}
}
