package hms.cluster.job;

/** What a running chunk may ask of its worker. Units are numbered from the first of its stage. */
public interface ChunkContext {

  /**
   * Call it at least every 5 ms of work; costs about 2 ns.
   *
   * @throws Stopped nobody waits for this chunk any more
   */
  void checkpoint() throws Stopped;

  /**
   * Tells how many units of this chunk are done, for people who watch. As cheap as a checkpoint; a
   * type that never calls it is told of at the ends of its chunks.
   */
  default void progress(long units) {}

  /**
   * Tells people who watch what this chunk is at, in place of what it told before; from any thread.
   * It is shown while the chunk is computed, at most once a heartbeat, and kept nowhere.
   *
   * @param line of it the first {@link hms.domain.job.ChunkProgress#STATUS_MAX} characters
   */
  default void status(String line) {}

  /** The stage of the chunk, from 0. */
  default int stage() {
    return 0;
  }

  /**
   * What a unit of this chunk is computed from; do not change it. In the first stage, what was
   * frozen for it; later, what the stage before has left to the part of its number, in unit order.
   *
   * @throws IllegalStateException there is none
   */
  default byte[] input(long unit) {
    throw new IllegalStateException("unit %d has no input".formatted(unit));
  }

  /**
   * Leaves bytes to a part of the next stage, behind what this chunk has left to it before. They
   * count if the chunk is committed.
   *
   * @param part from 0
   * @throws UnsupportedOperationException the chunk is computed outside a cluster
   */
  default void emit(int part, byte[] bytes) {
    throw new UnsupportedOperationException("no cluster keeps what is left to part " + part);
  }

  /**
   * A unit of this chunk has no result, since what it is computed from is bad: the job will end
   * PARTIAL, and tell of it.
   *
   * @param reason at most 1,000 characters
   * @throws UnsupportedOperationException the chunk is computed outside a cluster
   */
  default void reject(long unit, String reason) {
    throw new UnsupportedOperationException(
        "no cluster keeps that unit %d was rejected: %s".formatted(unit, reason));
  }
}
