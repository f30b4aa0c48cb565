package hms.domain.job;

import java.time.Instant;

/**
 * What came out of a chunk.
 *
 * @param node id of the node that computed it
 * @param started when, by that node's clock; for people, nothing is decided by it
 * @param wallMicros time it took
 * @param cpuMicros processor time it took
 * @param payload the part, in the canonical bytes of its job type; at most 192 KiB
 */
public record ChunkResult(
    Chunk chunk, String node, Instant started, long wallMicros, long cpuMicros, byte[] payload) {

  /** The same result for the same units under another epoch: chunks are pure. */
  ChunkResult as(Chunk relabelled) {
    return new ChunkResult(relabelled, node, started, wallMicros, cpuMicros, payload);
  }
}
