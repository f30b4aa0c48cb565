package hms.domain.job;

import java.time.Instant;

/** Values that read aloud. */
final class Samples {
  private Samples() {}

  static ChunkResult result(Chunk chunk, String node, long wallMicros) {
    return new ChunkResult(chunk, node, Instant.EPOCH, wallMicros, wallMicros, new byte[0]);
  }
}
