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
    tokens = tokens(nowNanos);
    filledNanos = nowNanos;
    return tokens >= 1;
  }

  /** Of a tenant without jobs: would a new account be the same once it has caught up? */
  boolean isForgettable(double level, long nowNanos) {
    return had <= level && (limits.chunksPerSecond() == 0 || tokens(nowNanos) >= burst());
  }

  private double tokens(long nowNanos) {
    if (filledNanos == Long.MIN_VALUE) return burst();
    double gained = (nowNanos - filledNanos) / 1e9 * limits.chunksPerSecond();
    return Math.min(burst(), tokens + gained);
  }

  private double burst() {
    return Math.max(1, limits.chunksPerSecond() * BURST_SECONDS);
  }

  void charge(double cost) {
    had += cost / limits.weight();
    tokens--;
    out++;
  }
}
