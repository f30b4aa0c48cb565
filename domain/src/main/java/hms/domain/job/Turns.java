package hms.domain.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whose turn it is: of the tenants with waiting work the one that has had least for its weight, of
 * its jobs the one with the highest priority, of these the oldest.
 *
 * <p>What a tenant did not use while it had nothing to do is not saved up for later.
 */
final class Turns {
  private static final double BURST_SECONDS = 1;

  private static final class Account {
    private final TenantLimits limits;
    private double had;
    private int out;
    private double tokens;
    private long filledNanos = Long.MIN_VALUE;

    private Account(TenantLimits limits) {
      this.limits = limits;
    }

    private boolean full() {
      return limits.maxSlots() > 0 && out >= limits.maxSlots();
    }

    /** True if its rate allows one chunk more. */
    private boolean mayTake(long nowNanos) {
      if (limits.chunksPerSecond() == 0) return true;
      double most = Math.max(1, limits.chunksPerSecond() * BURST_SECONDS);
      double gained = (nowNanos - filledNanos) / 1e9 * limits.chunksPerSecond();
      tokens = filledNanos == Long.MIN_VALUE ? most : Math.min(most, tokens + gained);
      filledNanos = nowNanos;
      return tokens >= 1;
    }
  }

  private final Function<String, TenantLimits> limits;
  private final Map<String, Account> accounts = new HashMap<>();
  private Map<String, List<OwnedJob>> waiting = Map.of();

  /** What the tenant whose turn it was last had had, for its weight. */
  private double level;

  Turns(Function<String, TenantLimits> limits) {
    this.limits = limits;
  }

  /** Looks who has waiting work; once before a round of {@link #next}. */
  void look(Collection<OwnedJob> jobs, long nowNanos) {
    var found = new LinkedHashMap<String, List<OwnedJob>>();
    accounts.values().forEach(account -> account.out = 0);
    for (OwnedJob job : jobs) {
      account(job.tenant()).out += job.progress().chunksOut();
      if (job.wants()) found.computeIfAbsent(job.tenant(), t -> new ArrayList<>()).add(job);
    }
    var order =
        Comparator.comparing((OwnedJob job) -> -job.priority(nowNanos))
            .thenComparing(OwnedJob::oid);
    found.values().forEach(each -> each.sort(order));
    for (String tenant : found.keySet()) {
      Account account = account(tenant);
      if (!waiting.containsKey(tenant)) account.had = Math.max(account.had, level);
    }
    waiting = found;
  }

  private Account account(String tenant) {
    return accounts.computeIfAbsent(tenant, name -> new Account(limits.apply(name)));
  }

  /** Weights of the tenants with waiting work. */
  int waitingWeight() {
    return waiting.keySet().stream().mapToInt(tenant -> account(tenant).limits.weight()).sum();
  }

  /** The next chunk that {@code take} finds, asking the jobs whose turn it is first. */
  Optional<Lot> next(Function<OwnedJob, Optional<Lot>> take, long nowNanos) {
    var order =
        waiting.keySet().stream()
            .sorted(
                Comparator.comparingDouble((String tenant) -> account(tenant).had)
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    for (String tenant : order) {
      Account account = account(tenant);
      var jobs = waiting.getOrDefault(tenant, List.of());
      if (account.full() || !account.mayTake(nowNanos)) continue;
      for (OwnedJob job : jobs) {
        Optional<Lot> taken = take.apply(job);
        if (taken.isEmpty()) continue;
        charge(account, job, taken.get());
        return taken;
      }
    }
    return Optional.empty();
  }

  private void charge(Account account, OwnedJob job, Lot taken) {
    double cost = job.progress().sizes().expectedNanos(taken.chunk().interval());
    level = Math.max(level, account.had);
    account.had += Math.max(1, cost) / account.limits.weight();
    account.tokens--;
    account.out++;
  }
}
