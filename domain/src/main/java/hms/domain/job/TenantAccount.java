package hms.domain.job;

/** What one tenant has had of the cluster, and what it may have. */
final class TenantAccount {
  private static final double BURST_SECONDS = 1;

  private final String name;
  private final TenantLimits limits;
  private final JobQueue queue = new JobQueue();
  private double had;
  private int out;
  private double tokens;
  private long filledNanos = Long.MIN_VALUE;

  TenantAccount(String name, TenantLimits limits) {
    this.name = name;
    this.limits = limits;
  }

  String name() {
    return name;
  }

  TenantLimits limits() {
    return limits;
  }

  /** Its jobs with waiting work. */
  JobQueue queue() {
    return queue;
  }

  /** Nanoseconds of slots for its weight. */
  double had() {
    return had;
  }

  /** It had nothing to do for a while: that gives it no claim to more. */
  void catchUp(double level) {
    had = Math.max(had, level);
  }

  /** Its chunks that are with workers. */
  int out() {
    return out;
  }

  void out(int chunks) {
    out = chunks;
  }

  /** True if its limits allow one chunk more. */
  boolean mayTake(long nowNanos) {
    if (limits.maxSlots() > 0 && out >= limits.maxSlots()) return false;
    if (limits.chunksPerSecond() == 0) return true;
    double most = Math.max(1, limits.chunksPerSecond() * BURST_SECONDS);
    double gained = (nowNanos - filledNanos) / 1e9 * limits.chunksPerSecond();
    tokens = filledNanos == Long.MIN_VALUE ? most : Math.min(most, tokens + gained);
    filledNanos = nowNanos;
    return tokens >= 1;
  }

  void charge(double cost) {
    had += cost / limits.weight();
    tokens--;
    out++;
  }
}
