package hms.storage;

import static java.util.stream.Collectors.toMap;

import hms.domain.Sha256;
import hms.storage.JobData.Left;
import java.util.Map;

/**
 * All that a chunk has come to, as SHA-256 in hex: what is computed once more is the same if these
 * are.
 *
 * @param part of the result, as its row has it
 * @param left to each part of the next stage; {@link Left#SELF}: the part itself, if it is large
 * @param rejected units of the job, each with the reason
 */
public record ChunkDigest(String part, Map<Integer, String> left, Map<Long, String> rejected) {
  public ChunkDigest {
    left = Map.copyOf(left);
    rejected = Map.copyOf(rejected);
  }

  /** Of what was computed. Bytes that are none are not stored, so they do not count. */
  public static ChunkDigest of(byte[] part, Left left) {
    var bytes =
        left.parts().entrySet().stream()
            .filter(each -> each.getValue().length > 0)
            .collect(toMap(Map.Entry::getKey, each -> Sha256.hex(each.getValue())));
    return new ChunkDigest(Sha256.hex(part), bytes, left.rejected());
  }
}
