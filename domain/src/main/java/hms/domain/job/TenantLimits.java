package hms.domain.job;

/**
 * What one tenant may have of the cluster.
 *
 * @param weight its share, compared with those of the others that have waiting work
 * @param maxSlots chunks out at a time, with one orchestrator; 0: no limit
 * @param chunksPerSecond grants a second, with one orchestrator; 0: no limit
 */
public record TenantLimits(int weight, int maxSlots, double chunksPerSecond) {
  public static final TenantLimits NONE = new TenantLimits(1, 0, 0);

  public TenantLimits {
    if (weight < 1) throw new IllegalArgumentException("weight must be >= 1, was " + weight);
    if (maxSlots < 0 || chunksPerSecond < 0) {
      throw new IllegalArgumentException("limits must be >= 0: " + maxSlots + chunksPerSecond);
    }
  }
}
