package hms.storage;

import hms.domain.Outcome;
import hms.domain.job.ChunkFailure;
import hms.domain.job.ChunkResult;
import hms.domain.job.DeadChunk;
import hms.domain.job.EndReason;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobCode;
import hms.domain.job.JobState;
import hms.domain.job.JobWish;
import hms.domain.job.Legible;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Jobs, their chunk results and the leases of the nodes that compute them.
 *
 * <p>What changes a job on behalf of its owner names an epoch and changes nothing under an old one:
 * that is the fence, and it makes every call safe to repeat. Only the store's clock decides leases.
 * Errors: a fault (connection lost, no answer) fails the Future, and then it is unknown whether the
 * change was made: repeat it.
 */
public interface JobStore {

  /**
   * A node's right to own jobs.
   *
   * @param node id of the node, new at each start
   * @param name what people call it
   * @param slots chunks it computes at a time
   * @param version of the program
   * @param types what it can compute
   */
  record ComputeNode(String node, String name, int slots, String version, List<JobCode> types) {
    public ComputeNode {
      types = List.copyOf(types);
    }
  }

  /** What is wanted of a node: to take work, or to hand over what it has, and that it has. */
  enum Duty {
    UP,
    DRAINING,
    DRAINED
  }

  /** How a job ends. */
  sealed interface End {
    /** Run in the transaction that ends the job; so once, and never of a job that did not end. */
    default Optional<JobStatement> publication() {
      return Optional.empty();
    }

    /**
     * What {@code job.result} will be.
     *
     * @param confirmed an oracle was asked, and agrees; else there is none
     */
    record Succeeded(String resultJson, boolean confirmed, Optional<JobStatement> publication)
        implements End {
      public Succeeded(String resultJson, boolean confirmed) {
        this(resultJson, confirmed, Optional.empty());
      }
    }

    /** Some units are dead; the result says which. No oracle can judge it. */
    record Partial(String resultJson, Optional<JobStatement> publication) implements End {
      public Partial(String resultJson) {
        this(resultJson, Optional.empty());
      }
    }

    /** What {@code job.reason} will be, {@link Legible}; REFUTED is a verdict too. */
    record Failed(EndReason reason, String detail) implements End {
      public Failed {
        detail = Legible.of(detail);
      }
    }

    /** Somebody wanted it so, and nobody computes it any more. */
    record Cancelled() implements End {}
  }

  /**
   * A renewed lease.
   *
   * @param live the nodes whose lease is live, this one too
   * @param server when the store was started, as text: if it is another one than before, what was
   *     committed in {@code fast} mode may be gone
   * @param duty what is wanted of this node
   */
  record Lease(Set<String> live, String server, Duty duty) {
    public Lease {
      live = Set.copyOf(live);
    }
  }

  /**
   * What its owner should know of a job that has not ended.
   *
   * @param interrupt somebody cannot wait for its checkpoints
   */
  record Standing(UUID oid, long epoch, JobState state, boolean interrupt) {}

  /**
   * What a new owner goes on from.
   *
   * @param settled intervals that are committed or dead, neighbours joined, ascending
   * @param failures what went wrong since the job was submitted or tried again
   * @param triesFrom the last epoch before it was tried again; 0: it was not
   */
  record Rebuilt(List<Interval> settled, List<ChunkFailure> failures, long triesFrom) {
    public Rebuilt {
      settled = List.copyOf(settled);
      failures = List.copyOf(failures);
    }
  }

  /**
   * Stores a new job that is {@link JobState#QUEUED}; call {@link #wake} once it is committed. One
   * that is known by its oid stays as it is.
   */
  Future<Void> insert(Job job);

  /**
   * Stores a new job like {@link #insert}, unless there is one with its oid, or with its key of the
   * same tenant.
   *
   * @param openMax how many jobs may be there that have not ended; 0: no limit
   * @param tenantMax how many of them of its tenant; 0: no limit
   * @return the job that is there now, this one or the earlier one; empty if there are too many
   */
  Future<Optional<Job>> admit(Job job, int openMax, int tenantMax);

  /** How far these jobs are; those that are not there are left out. */
  Future<Map<UUID, JobState>> states(List<UUID> jobs);

  Future<Optional<Job>> find(UUID oid);

  /** Tells every listening orchestrator to look for jobs. May get lost: they look each second. */
  Future<Void> wake();

  /** Calls {@code woken} after each {@link #wake}, on an event loop, for as long as this lives. */
  Future<Void> onWake(Runnable woken);

  /**
   * Renews or begins the node's lease.
   *
   * @param busy slots with a chunk
   */
  Future<Lease> renew(ComputeNode node, int busy, Duration lease);

  /**
   * Gives the node's jobs free and says that it is drained, if it still is to be; it keeps its
   * lease.
   */
  Future<Void> handOver(String node);

  /** Ends the node's lease and gives its jobs free. */
  Future<Void> leave(String node);

  /**
   * Tells a node to hand over what it has, at its next renewal. One that was told stays so.
   *
   * @param by name of the actor
   * @return false if no such node has a live lease
   */
  Future<Boolean> drain(String node, String by);

  /**
   * Tells a node to take work, at its next renewal, however far it is with handing over what it
   * has. One that takes work stays so.
   *
   * @return false if no such node has a live lease
   */
  Future<Boolean> undrain(String node);

  /**
   * Makes {@code node} the owner of up to 64 jobs, each under the next epoch: jobs without owner
   * that wait for no other one to end, of owners whose lease is over, of suspects that have missed
   * a renewal, and of {@code node} itself that are not in {@code held} (it has forgotten them, or
   * the answer to its claim got lost). Only jobs whose code it has, or whose type if they have none
   * yet; of others, those that are being cancelled or are late, since they only have to be ended.
   *
   * @param suspects nodes that the cluster has lost
   * @param missed what the lease of a node has left, at most, once it has missed a renewal
   */
  Future<List<Job>> claim(String node, Set<String> suspects, Duration missed, Set<UUID> held);

  /**
   * PLANNING to RUNNING; false if fenced.
   *
   * @param code what computes it from now on, unless something has before
   */
  Future<Boolean> plan(UUID job, long epoch, long unitsTotal, JobCode code);

  /** The jobs that this node owns and that have not ended. */
  Future<List<Standing>> standings(String node);

  /**
   * Stores results of one job; one whose place is taken adds nothing. False if fenced: nothing is
   * stored. All results must be of the same job and epoch.
   *
   * @param fast a crash of the store may lose them; the end of the job makes them safe
   */
  Future<Boolean> commit(List<ChunkResult> results, boolean fast);

  /**
   * Raises the epoch of a job, and stores these units as dead unless a commit has them.
   *
   * @return the new epoch; empty if fenced
   */
  Future<Optional<Long>> raise(UUID job, long epoch, List<DeadChunk> dead);

  /** Keeps a failure for people and for the next owner; the first thousand of a job. */
  Future<Void> note(ChunkFailure failure);

  Future<Rebuilt> rebuild(UUID job);

  /** The units that are given up, ascending. */
  Future<List<DeadChunk>> dead(UUID job);

  /** The committed intervals of a job, neighbours joined, ascending. */
  Future<List<Interval>> committed(UUID job);

  /** A part of a job's result: the units it covers and its bytes. */
  record Part(Interval interval, byte[] payload) {}

  /**
   * The next parts whose units begin at {@code fromLo} or later, ascending: as many as have {@code
   * bytes} together and at most a thousand; the first one, however large.
   */
  Future<List<Part>> parts(UUID job, long fromLo, long bytes);

  /**
   * Ends a job; false if fenced, already ended, or not as far as that. Fails with {@link
   * StatementFailure} if its publication is at fault: then it has not ended.
   */
  Future<Boolean> finish(UUID job, long epoch, End end);

  /**
   * Does what somebody wants of a job, and tells its owner. One that is as wanted stays as it is.
   *
   * <p>Refusals: {@code NotFound}; {@code WrongState} with what would have been allowed.
   *
   * @param by name of the actor
   */
  Future<Outcome<Job>> wish(UUID job, JobWish wish, String by);

  /** What jobs read. */
  JobData data();
}
