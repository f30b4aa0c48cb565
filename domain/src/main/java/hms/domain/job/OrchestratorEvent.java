package hms.domain.job;

import java.util.List;
import java.util.UUID;

/** What an orchestrator can meet. */
public sealed interface OrchestratorEvent {

  /** A worker said something. */
  record Heard(JobMessage.ToOrchestrator message) implements OrchestratorEvent {}

  /**
   * The node owns this job under this epoch.
   *
   * @param nanosPerUnit what a unit costs, roughly; corrected by what chunks take
   * @param committed the intervals that are stored already, ascending, without overlap
   */
  record Opened(UUID job, long epoch, long unitsTotal, long nanosPerUnit, List<Interval> committed)
      implements OrchestratorEvent {
    public Opened {
      committed = List.copyOf(committed);
    }
  }

  /** The job has ended, or somebody else owns it. */
  record Closed(UUID job) implements OrchestratorEvent {}

  /** These results are stored. */
  record Committed(List<ChunkResult> results) implements OrchestratorEvent {
    public Committed {
      results = List.copyOf(results);
    }
  }

  /** The cluster has lost a node. */
  record NodeLeft(String node) implements OrchestratorEvent {}

  /** The node's lease was renewed by a request that began at {@code beganNanos}. */
  record Renewed(long beganNanos) implements OrchestratorEvent {}

  /** Time has passed. */
  record Tick() implements OrchestratorEvent {}
}
