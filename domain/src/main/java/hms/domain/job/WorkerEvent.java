package hms.domain.job;

import java.util.Set;

/** What a worker can meet. */
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

  /** A slot has computed its chunk. */
  record Computed(ChunkResult result) implements WorkerEvent {}

  /** A slot could not compute its chunk; it has given it up if it was told to. */
  record Broken(Chunk chunk, String message) implements WorkerEvent {}

  /** The node is asked to leave. */
  record Leave() implements WorkerEvent {}

  /** Time has passed. */
  record Tick() implements WorkerEvent {}
}
