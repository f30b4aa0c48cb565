package hms.domain.job;

import java.util.List;
import java.util.UUID;

/** What a dispatcher wants done. At most one Write or Raise of a job and epoch is under way. */
public sealed interface DispatcherEffect {

  /** Store these, after {@code delayMillis}; then report Written or Faulted. */
  record Write(UUID job, long epoch, List<ChunkResult> results, long delayMillis)
      implements DispatcherEffect {
    public Write {
      results = List.copyOf(results);
    }
  }

  /** Raise the epoch, store these as dead, after {@code delayMillis}; then report Raised. */
  record Raise(UUID job, long epoch, List<DeadChunk> dead, long delayMillis)
      implements DispatcherEffect {
    public Raise {
      dead = List.copyOf(dead);
    }
  }

  /** Send this to the worker of {@code node}; it may get lost. */
  record Tell(String node, JobMessage.Ack ack) implements DispatcherEffect {}

  /** The orchestrator should know: Committed or Recut. */
  record Report(OrchestratorEvent event) implements DispatcherEffect {}

  /** Somebody else owns the job, or it has ended: the orchestrator lets go of this epoch. */
  record Fenced(UUID job, long epoch) implements DispatcherEffect {}
}
