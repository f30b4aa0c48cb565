package hms.domain.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whose turn it is: of the tenants with waiting work the one that has had least for its weight, and
 * of its jobs as {@link JobQueue} has it.
 *
 * <p>What a tenant did not use while it had nothing to do is not saved up for later.
 */
final class Turns {
  private static final Comparator<TenantAccount> LEAST_FIRST =
      Comparator.comparingDouble(TenantAccount::had).thenComparing(TenantAccount::name);

  private final Function<String, TenantLimits> limits;
  private final Map<String, TenantAccount> accounts = new HashMap<>();

  /** Those with waiting work, the one first that has had least. */
  private List<TenantAccount> waiting = List.of();

  /** What the tenant whose turn it was last had had, for its weight. */
  private double level;

  Turns(Function<String, TenantLimits> limits) {
    this.limits = limits;
  }

  /** Looks who has waiting work; once before a round of {@link #next}. */
  void look(Collection<OwnedJob> jobs, long nowNanos) {
    var found = new LinkedHashMap<TenantAccount, List<OwnedJob>>();
    var there = new HashSet<TenantAccount>();
    accounts.values().forEach(account -> account.out(0));
    for (OwnedJob job : jobs) {
      TenantAccount account = account(job.tenant());
      there.add(account);
      account.out(account.out() + job.progress().chunksOut());
      if (job.wants()) found.computeIfAbsent(account, first -> new ArrayList<>()).add(job);
    }
    // Tenants are names that anybody may make up: who has nothing here, and is owed nothing, goes.
    accounts
        .values()
        .removeIf(each -> !there.contains(each) && each.isForgettable(level, nowNanos));
    for (TenantAccount each : accounts.values()) {
      each.queue().fill(found.getOrDefault(each, List.of()), nowNanos);
    }
    for (TenantAccount each : found.keySet()) if (!waiting.contains(each)) each.catchUp(level);
    waiting = new ArrayList<>(found.keySet());
    waiting.sort(LEAST_FIRST);
  }

  /** How many tenants are remembered. */
  int known() {
    return accounts.size();
  }

  private TenantAccount account(String tenant) {
    return accounts.computeIfAbsent(tenant, name -> new TenantAccount(name, limits.apply(name)));
  }

  /** Weights of the tenants with waiting work for somebody who knows these. */
  int waitingWeight(Predicate<JobCode> known) {
    return waiting.stream()
        .filter(account -> account.queue().has(known))
        .mapToInt(account -> account.limits().weight())
        .sum();
  }

  /** The next chunk that {@code take} finds, asking the jobs whose turn it is first. */
  Optional<Lot> next(Function<OwnedJob, Optional<Lot>> take, long nowNanos) {
    for (TenantAccount account : waiting) {
      if (!account.mayTake(nowNanos)) continue;
      Optional<JobQueue.Taken> taken = account.queue().next(take, nowNanos);
      if (taken.isEmpty()) continue;
      level = Math.max(level, account.had());
      account.charge(taken.get().cost());
      waiting.sort(LEAST_FIRST);
      return Optional.of(taken.get().lot());
    }
    return Optional.empty();
  }
}
