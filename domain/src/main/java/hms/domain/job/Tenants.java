package hms.domain.job;

import java.util.Map;

/**
 * What tenants may have.
 *
 * @param byName those that something is said of; {@link #OTHERS}: all others, each by itself
 */
public record Tenants(Map<String, TenantLimits> byName) {
  public static final String OTHERS = "*";

  /** All are equal, and nothing is limited. */
  public static final Tenants EQUAL = new Tenants(Map.of());

  public Tenants {
    byName = Map.copyOf(byName);
  }

  public TenantLimits of(String tenant) {
    TenantLimits others = byName.getOrDefault(OTHERS, TenantLimits.NONE);
    return byName.getOrDefault(tenant, others);
  }
}
