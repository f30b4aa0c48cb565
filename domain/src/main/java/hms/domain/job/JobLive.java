package hms.domain.job;

import java.util.List;

/**
 * How a job goes on right now, as its owner sees it. For people; nothing is decided by it.
 *
 * @param unitsRunning done by chunks that are still being computed, as far as their type tells
 * @param slots that compute it, as its workers told last
 * @param unitsPerSecond over the last ten seconds
 * @param millisLeft until it is done at that rate; -1: nobody can tell yet
 * @param statuses what chunks say that are being computed, in unit order, the first {@link
 *     #STATUSES_MAX}
 */
public record JobLive(
    long unitsRunning,
    int slots,
    double unitsPerSecond,
    long millisLeft,
    List<ChunkStatus> statuses) {
  public static final long UNKNOWN = -1;
  public static final int STATUSES_MAX = 20;

  public JobLive {
    // An owner of a version that did not tell.
    statuses = statuses == null ? List.of() : List.copyOf(statuses);
  }

  /** What a chunk says on a node; {@code hi} is the first unit behind it. */
  public record ChunkStatus(long lo, long hi, String node, String status) {}
}
