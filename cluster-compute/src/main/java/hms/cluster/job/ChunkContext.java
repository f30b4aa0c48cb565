package hms.cluster.job;

/** What a running chunk may ask of its worker. */
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
}
