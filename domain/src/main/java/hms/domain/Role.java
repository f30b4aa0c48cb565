package hms.domain;

import static hms.domain.Permission.*;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A named set of permissions of an office user. Roles add up. */
public enum Role implements WireName {
  REVIEWER(
      ARTISANS_READ,
      PRODUCTS_READ,
      PRODUCTS_OFFICE,
      PRODUCTS_RETIRE,
      REVISIONS_READ,
      REVISIONS_REVIEW,
      REVIEW_RULES_READ,
      ORDERS_READ,
      WORK_ORDERS_READ,
      JOBS_READ),
  ORDER_MANAGER(
      ARTISANS_READ,
      PRODUCTS_READ,
      REVISIONS_READ,
      ORDERS_READ,
      ORDERS_CANCEL,
      ORDERS_MANAGE,
      CUSTOMERS_READ,
      WORK_ORDERS_READ,
      WORK_ORDERS_MANAGE,
      SHIPMENTS_DELIVER,
      JOBS_READ),
  ARTISAN_MANAGER(
      ARTISANS_READ,
      ARTISANS_EDIT,
      ARTISANS_MANAGE,
      IMPORTS_RUN,
      KEYS_READ,
      KEYS_EDIT,
      PRODUCTS_READ,
      REVISIONS_READ,
      ORDERS_READ,
      WORK_ORDERS_READ),
  /** Who sets what others work by, and does no trade itself. */
  ADMIN(
      ARTISANS_READ,
      PRODUCTS_READ,
      REVISIONS_READ,
      ORDERS_READ,
      WORK_ORDERS_READ,
      JOBS_READ,
      AUDIT_READ,
      REVIEW_RULES_READ,
      REVIEW_RULES_MANAGE,
      CUSTOMERS_READ,
      CUSTOMERS_ERASE,
      USERS_MANAGE,
      TOKENS_MANAGE,
      CHANNELS_READ,
      CHANNELS_MANAGE,
      WEBHOOKS_MANAGE,
      SETTINGS_MANAGE),
  OPERATOR(
      KEYS_READ,
      PARKED_READ,
      PARKED_MANAGE,
      JOBS_READ,
      JOBS_RUN,
      JOBS_ASSIGN,
      JOBS_MANAGE,
      CLUSTER_READ,
      CLUSTER_MANAGE),
  AUDITOR(
      ARTISANS_READ,
      KEYS_READ,
      PRODUCTS_READ,
      REVISIONS_READ,
      REVIEW_RULES_READ,
      ORDERS_READ,
      WORK_ORDERS_READ,
      CUSTOMERS_READ,
      PARKED_READ,
      JOBS_READ,
      CLUSTER_READ,
      AUDIT_READ,
      AUDIT_VERIFY);

  private final Set<Permission> permissions;

  Role(Permission first, Permission... more) {
    this.permissions = EnumSet.of(first, more);
  }

  public Set<Permission> permissions() {
    return EnumSet.copyOf(permissions);
  }

  /** What somebody with these roles may do, and what whoever is signed in may. */
  public static Set<Permission> permissions(Collection<Role> roles) {
    var all = EnumSet.of(ACCOUNT_READ);
    roles.forEach(role -> all.addAll(role.permissions));
    return all;
  }

  /** The name on the wire: {@code artisan-manager}. */
  @Override
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
