package hms.storage;

import hms.domain.job.ChunkResult;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
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
   */
  record ComputeNode(String node, String name, int slots) {}

  /** A merged or refused end. */
  sealed interface End {
    /** What {@code job.result} and {@code job.verdict} will be. */
    record Succeeded(String resultJson) implements End {}

    /** What {@code job.reason} will be, and whether it was the oracle that refuted the result. */
    record Failed(String reason, boolean refuted) implements End {}
  }

  /**
   * Stores a new job that is {@link JobState#QUEUED}; call {@link #wake} once it is committed. One
   * that is known by its oid stays as it is.
   */
  Future<Void> insert(Job job);

  Future<Optional<Job>> find(UUID oid);

  /** The newest jobs, newest first. */
  Future<List<Job>> list(int limit);

  /** Tells every listening orchestrator to look for jobs. May get lost: they look each second. */
  Future<Void> wake();

  /** Calls {@code woken} after each {@link #wake}, on an event loop, for as long as this lives. */
  Future<Void> onWake(Runnable woken);

  /** Renews or begins the node's lease; answers the nodes whose lease is live, this one too. */
  Future<Set<String>> renew(ComputeNode node, Duration lease);

  /** Ends the node's lease and gives its jobs free. */
  Future<Void> leave(String node);

  /**
   * Makes {@code node} the owner of up to 64 jobs, each under the next epoch: jobs without owner,
   * of owners whose lease is over, of suspects that have missed a renewal, and of {@code node}
   * itself that are not in {@code held} (it has forgotten them, or the answer to its claim got
   * lost).
   *
   * @param suspects nodes that the cluster has lost
   */
  Future<List<Job>> claim(String node, Set<String> suspects, Set<UUID> held);

  /** PLANNING to RUNNING; false if fenced. */
  Future<Boolean> plan(UUID job, long epoch, long unitsTotal);

  /**
   * Stores results of one job; one whose place is taken adds nothing. False if fenced: nothing is
   * stored. All results must be of the same job and epoch.
   */
  Future<Boolean> commit(List<ChunkResult> results);

  /** The committed intervals of a job, neighbours joined, ascending. */
  Future<List<Interval>> committed(UUID job);

  /** A part of a job's result: the units it covers and its bytes. */
  record Part(Interval interval, byte[] payload) {}

  /** At most {@code limit} parts whose units begin at {@code fromLo} or later, ascending. */
  Future<List<Part>> parts(UUID job, long fromLo, int limit);

  /** Ends a job; false if fenced or already ended. */
  Future<Boolean> finish(UUID job, long epoch, End end);
}
