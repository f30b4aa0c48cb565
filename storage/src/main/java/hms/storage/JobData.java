package hms.storage;

import hms.domain.job.Chunk;
import hms.domain.job.Interval;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What jobs read: frozen once, read by chunks, asked by oracles.
 *
 * <p>Errors: {@link StatementFailure} if the statement is at fault; any other fault (connection
 * lost, no answer) leaves it unknown whether the change was made: repeat it.
 */
public interface JobData {

  /**
   * Lays down the input of a job that is PLANNING, in place of what may be there. The statement
   * inserts into {@code job_input (job, unit, bytes)}, units from 0 without a gap.
   *
   * @return how many units; empty if fenced: then nothing has changed
   */
  Future<Optional<Long>> freeze(UUID job, long epoch, JobStatement statement);

  /** The input of these units, ascending; what is not there is left out. */
  Future<List<byte[]>> input(UUID job, Interval units);

  /**
   * What a query has for these units, a bytea each: its {@code $2} and {@code $3} are the first one
   * and the one behind the last, the values come after.
   */
  Future<List<byte[]>> read(UUID job, Interval units, JobStatement query);

  /**
   * What a chunk leaves beside its part.
   *
   * @param parts bytes for parts of the next stage; for {@link #SELF}, the part itself
   * @param rejected units of the job, each with a reason of at most 1,000 characters
   */
  record Left(Map<Integer, byte[]> parts, Map<Long, String> rejected) {
    /** In the place of a part: the result of the chunk, too large for its row. */
    public static final int SELF = -1;

    public Left {
      parts = Map.copyOf(parts);
      rejected = Map.copyOf(rejected);
    }

    public boolean isNothing() {
      return parts.isEmpty() && rejected.isEmpty();
    }
  }

  /**
   * Keeps what a chunk leaves; it counts once the chunk is committed. What is there already stays:
   * chunks are pure. False if nobody waits for the chunk.
   */
  Future<Boolean> keep(Chunk chunk, Left left);

  /** What the committed chunks of {@code by} have left to each of these parts, in unit order. */
  Future<List<byte[]>> left(UUID job, Interval by, Interval parts);

  /** A chunk as it was committed. */
  record Committed(Chunk chunk, ChunkDigest digest) {}

  /** Of the chunk with these borders; empty if there is none, or its job is being swept. */
  Future<Optional<Committed>> committed(UUID job, Interval units);

  /** A unit without result. */
  record Rejected(long unit, String reason) {}

  /** Those of the committed units that were rejected, the first ones. */
  Future<List<Rejected>> rejected(UUID job, int limit);

  /**
   * What an oracle in SQL expects and what it finds.
   *
   * @param what it compares
   */
  record Judged(String what, String expected, String found) {}

  /**
   * Asks an oracle: a query for rows of three texts, as {@link Judged} has them. It changes
   * nothing.
   */
  Future<List<Judged>> judge(UUID job, JobStatement oracle);
}
