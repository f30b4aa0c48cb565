package hms.domain.job;

import java.util.List;
import java.util.UUID;

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

  /**
   * Opens a session; repeated until welcomed.
   *
   * @param types what the worker can compute; it is granted nothing else
   */
  record Hello(String from, long session, int slots, List<JobCode> types)
      implements ToOrchestrator {
    public Hello {
      // A node of a version that did not tell: nobody knows what it would compute.
      types = types == null ? List.of() : List.copyOf(types);
    }
  }

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

  /**
   * A chunk could not be computed; repeated until acknowledged under {@code report}.
   *
   * @param message at most 1,000 characters
   * @param stack at most 8 KiB
   */
  record Fail(
      String from,
      long session,
      long report,
      Chunk chunk,
      FailureClass failure,
      String message,
      String stack)
      implements ToOrchestrator {}

  /**
   * A chunk that is being computed.
   *
   * @param units of it that are done, as far as its type tells
   * @param status as in {@link ChunkProgress}
   */
  record Running(Chunk chunk, long units, long elapsedMicros, String status) {
    public Running {
      // A node of a version that did not tell.
      status = status == null ? "" : status;
    }
  }

  /** What the worker computes for this orchestrator; each heartbeat, shown and never committed. */
  record Progress(String from, long session, List<Running> running) implements ToOrchestrator {
    public Progress {
      running = List.copyOf(running);
    }
  }

  /** The worker will not start these: it leaves, or their job is paused. */
  record HandBack(String from, long session, List<Chunk> unstarted) implements ToOrchestrator {
    public HandBack {
      unstarted = List.copyOf(unstarted);
    }
  }

  /** The worker has none of the job any more, as it was told by {@link Cancel}. */
  record Stopped(String from, long session, UUID job) implements ToOrchestrator {}

  /**
   * What the worker holds, queued, running or computed; the answer to {@link WhatDoYouHold}.
   *
   * @param jobs of this job only; empty: whatever nobody or this orchestrator has given it
   */
  record Held(String from, long session, List<UUID> jobs, long epoch, List<Chunk> chunks)
      implements ToOrchestrator {
    public Held {
      jobs = List.copyOf(jobs);
      chunks = List.copyOf(chunks);
    }
  }

  /** The session is open: beats are heard, credits count. */
  record Welcome(String from, long session, int waitingWeight) implements ToWorker {}

  /**
   * A beat came through.
   *
   * @param waitingWeight weights of the tenants with waiting work: workers divide by it
   */
  record Echo(String from, long session, long n, int waitingWeight) implements ToWorker {}

  /**
   * Chunks to compute; the first has number {@code first}, the next one more, and so on. Units that
   * the worker holds already are not computed again but go on under the new name.
   *
   * @param jobs those of the lots that the worker may not know yet; it can read them itself
   */
  record Grant(String from, long session, long first, List<Lot> lots, List<JobBrief> jobs)
      implements ToWorker {
    public Grant {
      lots = List.copyOf(lots);
      // A node of a version that did not tell.
      jobs = jobs == null ? List.of() : List.copyOf(jobs);
    }

    public Grant(String from, long session, long first, List<Lot> lots) {
      this(from, session, first, lots, List.of());
    }

    /** The same, and these jobs along with it. */
    public Grant with(List<JobBrief> its) {
      return new Grant(from, session, first, lots, its);
    }
  }

  /** The worker may forget this report of a failure. */
  record Noted(String from, long report) implements ToWorker {}

  /**
   * What became of a batch of results.
   *
   * @param stored true: they are stored, forget them; false: an older owner sent this, keep them
   *     for a new one
   */
  record Ack(String from, long batch, boolean stored) implements ToWorker {}

  /**
   * Nobody wants these any more.
   *
   * @param epoch applies to what was granted under this one and lower ones
   * @param units empty: the whole job
   * @param now interrupt, do not wait for a checkpoint
   */
  record Cancel(String from, UUID job, long epoch, List<Interval> units, boolean now)
      implements ToWorker {
    public Cancel {
      units = List.copyOf(units);
    }
  }

  /** Do not start more of this job, hand it back; finish what runs. */
  record Pause(String from, UUID job, long epoch) implements ToWorker {}

  /**
   * A new owner asks for what there is to adopt.
   *
   * @param jobs empty: whatever the worker holds of this orchestrator, or of nobody
   */
  record WhatDoYouHold(String from, List<UUID> jobs, long epoch) implements ToWorker {
    public WhatDoYouHold {
      jobs = List.copyOf(jobs);
    }
  }

  /**
   * Results of one job and epoch for the dispatcher beside the orchestrator; repeated until
   * acknowledged.
   */
  record ResultBatch(String from, long batch, List<ChunkResult> results) implements JobMessage {
    public ResultBatch {
      results = List.copyOf(results);
      if (results.isEmpty()) throw new IllegalArgumentException("a batch has at least one result");
    }

    public UUID job() {
      return results.getFirst().chunk().job();
    }

    public long epoch() {
      return results.getFirst().chunk().epoch();
    }
  }
}
