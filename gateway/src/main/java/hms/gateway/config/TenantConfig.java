package hms.gateway.config;

import hms.domain.job.TenantLimits;
import hms.domain.job.Tenants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code compute.tenants}: what tenants of the cluster may have, each as {@code reports weight=3
 * max-live=100 max-slots=8 rate=50}, in any order; what is not said is 1, or no limit.
 *
 * @param name of the tenant; {@link Tenants#OTHERS}: all of which nothing is said
 */
record TenantConfig(String name, TenantLimits limits) {
  private static final String EXPECTED =
      "expected a name, then some of weight=1 max-live=0 max-slots=0 rate=0";
  private static final String WEIGHT = "weight";
  private static final String LIVE = "max-live";
  private static final String SLOTS = "max-slots";
  private static final String RATE = "rate";
  private static final Set<String> KNOWN = Set.of(WEIGHT, LIVE, SLOTS, RATE);

  static TenantConfig of(String text) {
    List<String> words = List.of(text.split("\\s+"));
    var said = new HashMap<String, Integer>();
    for (String each : words.subList(1, words.size())) {
      List<String> pair = List.of(each.split("=", 2));
      boolean sound =
          KNOWN.contains(pair.getFirst()) && pair.size() == 2 && pair.get(1).matches("\\d{1,7}");
      if (!sound || said.put(pair.getFirst(), Integer.valueOf(pair.get(1))) != null) {
        throw new IllegalArgumentException(EXPECTED);
      }
    }
    return new TenantConfig(words.getFirst(), limits(said));
  }

  private static TenantLimits limits(Map<String, Integer> said) {
    return new TenantLimits(
        said.getOrDefault(WEIGHT, 1),
        said.getOrDefault(LIVE, 0),
        said.getOrDefault(SLOTS, 0),
        said.getOrDefault(RATE, 0));
  }

  /** Of a name that comes twice, the first. */
  static Tenants all(List<TenantConfig> some) {
    return new Tenants(
        some.stream()
            .collect(
                Collectors.toMap(TenantConfig::name, TenantConfig::limits, (one, other) -> one)));
  }

  static boolean areDistinct(List<TenantConfig> some) {
    return some.stream().map(TenantConfig::name).distinct().count() == some.size();
  }
}
