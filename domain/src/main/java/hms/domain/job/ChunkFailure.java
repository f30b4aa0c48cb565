package hms.domain.job;

/**
 * One attempt that came to nothing.
 *
 * @param node id of the node that tried
 * @param message at most 1,000 characters
 * @param stack where it broke, at most 8 KiB; empty if nowhere
 */
public record ChunkFailure(
    Chunk chunk, String node, FailureClass failure, String message, String stack) {

  static ChunkFailure of(JobMessage.Fail fail) {
    return new ChunkFailure(
        fail.chunk(), fail.from(), fail.failure(), fail.message(), fail.stack());
  }

  static ChunkFailure lost(Chunk chunk, String node) {
    return new ChunkFailure(chunk, node, FailureClass.LOST, "lost with its worker", "");
  }
}
