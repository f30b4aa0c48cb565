package hms.domain.job;

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

  /** A slot has computed its chunk. */
  record Computed(long run, ChunkResult result) implements WorkerEvent {}

  /** A slot could not compute its chunk; it has given it up if it was told to. */
  record Broken(long run, FailureClass failure, String message, String stack)
      implements WorkerEvent {}

  /** The node is asked to leave. */
  record Leave() implements WorkerEvent {}

  /** Time has passed. */
  record Tick() implements WorkerEvent {}
}
