package hms.domain.job;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a worker can meet. {@code run} is the number of a {@link WorkerEffect.Run}. */
public sealed interface WorkerEvent {

  /** An orchestrator or its dispatcher said something. */
  record Heard(JobMessage.ToWorker message) implements WorkerEvent {}

  /** These nodes have a live lease, as the database says. */
  record Peers(Set<String> nodes) implements WorkerEvent {
    public Peers {
      nodes = Set.copyOf(nodes);
    }
  }

  /** The cluster has lost a node. */
  record NodeLeft(String node) implements WorkerEvent {}

  /**
   * A slot has computed the next chunks of a run, in their order.
   *
   * @param ended the slot is free; what has no result has not begun
   */
  record Computed(long run, List<ChunkResult> results, boolean ended) implements WorkerEvent {
    public Computed {
      results = List.copyOf(results);
    }
  }

  /**
   * A slot could not compute the next chunk of a run, or was told to give it up. The slot is free;
   * what comes behind that chunk has not begun.
   */
  record Broken(long run, FailureClass failure, String message, String stack)
      implements WorkerEvent {}

  /**
   * How far runs are; each heartbeat.
   *
   * @param runs how far the chunk is that each is computing, by run; what is not told is 0
   */
  record Measured(Map<Long, ChunkProgress> runs) implements WorkerEvent {
    public Measured {
      runs = Map.copyOf(runs);
    }
  }

  /** The node is asked to leave. */
  record Leave() implements WorkerEvent {}

  /** The node is not to leave after all, however far it is with that. */
  record Stay() implements WorkerEvent {}

  /** Time has passed. */
  record Tick() implements WorkerEvent {}
}
