package hms.domain.job;

/**
 * What one tenant may have of the cluster; equal on all nodes.
 *
 * @param weight at least 1: of two that wait, one with twice the weight gets twice as much
 * @param maxLive jobs that have not ended; 0: no limit
 * @param maxSlots chunks out at a time, with one orchestrator; 0: no limit
 * @param chunksPerSecond grants a second, with one orchestrator; 0: no limit
 */
public record TenantLimits(int weight, int maxLive, int maxSlots, double chunksPerSecond) {
  public static final TenantLimits NONE = new TenantLimits(1, 0, 0, 0);

  public TenantLimits {
    if (weight < 1) throw new IllegalArgumentException("weight must be >= 1, was " + weight);
    if (maxLive < 0 || maxSlots < 0 || !(chunksPerSecond >= 0)) {
      throw new IllegalArgumentException(
          "limits must be >= 0: %d, %d, %f".formatted(maxLive, maxSlots, chunksPerSecond));
    }
  }
}
