package hms.cluster.work;

import hms.domain.job.Legible;
import hms.storage.JobData.Left;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** What the chunk that is computed leaves beside its part. For its slot thread. */
final class Remains {
  private static final long LEFT_MAX_BYTES = 64L << 20;
  private static final int REASON_MAX = 1000;
  private static final Left NOTHING = new Left(Map.of(), Map.of());

  private final Map<Integer, ByteArrayOutputStream> parts = new HashMap<>();
  private final Map<Long, String> rejected = new HashMap<>();
  private long bytes;

  void add(int part, byte[] more) {
    bytes += more.length;
    if (bytes > LEFT_MAX_BYTES) {
      throw new IllegalStateException("a chunk may leave 64 MiB, found " + bytes + " bytes");
    }
    parts.computeIfAbsent(part, first -> new ByteArrayOutputStream()).writeBytes(more);
  }

  /**
   * @param unit of the job
   */
  void reject(long unit, String reason) {
    rejected.put(unit, Legible.of(reason, REASON_MAX));
  }

  /** What there is; the next chunk begins with nothing. */
  Left take() {
    if (parts.isEmpty() && rejected.isEmpty()) return NOTHING;
    var all = new HashMap<Integer, byte[]>();
    parts.forEach((part, some) -> all.put(part, some.toByteArray()));
    var left = new Left(all, rejected);
    parts.clear();
    rejected.clear();
    bytes = 0;
    return left;
  }
}
