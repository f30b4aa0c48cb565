package hms.domain.job;

import java.util.List;

/**
 * What the roles of the compute cluster say to each other. Any message may be lost, doubled, late
 * or out of order: repeats are harmless, counters are absolute within a session.
 *
 * <p>A session is one acquaintance of a worker with an orchestrator; the worker raises the number
 * whenever it begins anew, and lower ones are dropped. {@code from} is the sender's node id.
 */
public sealed interface JobMessage {
  String from();

  /** What a worker tells an orchestrator, within a session. */
  sealed interface ToOrchestrator extends JobMessage {
    long session();
  }

  /** What orchestrators and dispatchers tell a worker. */
  sealed interface ToWorker extends JobMessage {}

  /** Opens a session; repeated until welcomed. */
  record Hello(String from, long session, int slots) implements ToOrchestrator {}

  /** Renews the worker's lease with the orchestrator; answered by {@link Echo}. */
  record Beat(String from, long session, long n) implements ToOrchestrator {}

  /**
   * How much the worker will hold: the orchestrator keeps granted - finished within the window.
   *
   * @param n rises with each Credit of the session
   * @param received highest grant number without a gap; what lies above is sent again
   * @param finished grants of the session that the worker is done with
   */
  record Credit(String from, long session, long n, int window, long received, long finished)
      implements ToOrchestrator {}

  /** A chunk could not be computed; repeated until acknowledged under {@code report}. */
  record Fail(String from, long session, long report, Chunk chunk, String message)
      implements ToOrchestrator {}

  /** The worker is leaving and will not start these. */
  record Drain(String from, long session, List<Chunk> unstarted) implements ToOrchestrator {
    public Drain {
      unstarted = List.copyOf(unstarted);
    }
  }

  /** The session is open: beats are heard, credits count. */
  record Welcome(String from, long session) implements ToWorker {}

  /** A beat came through. */
  record Echo(String from, long session, long n) implements ToWorker {}

  /** Chunks to compute; the first has number {@code first}, the next one more, and so on. */
  record Grant(String from, long session, long first, List<Chunk> chunks) implements ToWorker {
    public Grant {
      chunks = List.copyOf(chunks);
    }
  }

  /** The worker may forget this report: it is stored, or nobody wants it any more. */
  record Ack(String from, long report) implements ToWorker {}

  /** A result for the dispatcher beside the orchestrator; repeated until acknowledged. */
  record Result(String from, long report, ChunkResult result) implements JobMessage {}
}
