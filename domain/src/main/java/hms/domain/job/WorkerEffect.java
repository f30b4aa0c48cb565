package hms.domain.job;

import java.util.List;

/** What a worker wants done. {@code run} numbers the runs of a worker, so that each has its own. */
public sealed interface WorkerEffect {

  /** Send this to the orchestrator of {@code node}; it may get lost. */
  record Tell(String node, JobMessage.ToOrchestrator message) implements WorkerEffect {}

  /** Send this to the dispatcher of {@code node}; it may get lost. */
  record Deliver(String node, JobMessage.ResultBatch message) implements WorkerEffect {}

  /**
   * Compute these on a free slot, one after the other, and begin none once {@link Stint#NANOS} are
   * over; report Computed or Broken under {@code run}.
   */
  record Run(long run, List<Chunk> chunks) implements WorkerEffect {
    public Run {
      chunks = List.copyOf(chunks);
    }
  }

  /** Nobody waits for this run any more: stop it at its next checkpoint. */
  record Abandon(long run) implements WorkerEffect {}

  /** It was to stop and goes on: interrupt its thread. */
  record Interrupt(long run) implements WorkerEffect {}

  /** It heeds nothing: leave its thread to itself, and compute on a new one. */
  record WriteOff(long run) implements WorkerEffect {}

  /** Nobody may be left to take its result: stand at the next checkpoint. */
  record Park(long run) implements WorkerEffect {}

  /** Somebody wants it after all. */
  record Unpark(long run) implements WorkerEffect {}

  /** Send Tick in this time, besides those that come anyway. */
  record Wake(long nanos) implements WorkerEffect {}

  /** Nothing is held any more: the node may leave. */
  record Drained() implements WorkerEffect {}

  /** More threads are written off than there are slots: the node is of no use, end it. */
  record Useless() implements WorkerEffect {}
}
