package hms.domain;

import java.util.Locale;

/** What a credential may do. Source: the permission table in docs/http-api.md. */
public enum Permission {
  ARTISANS_READ,
  ARTISANS_MANAGE,
  PRODUCTS_READ,
  PRODUCTS_EDIT,
  PRODUCTS_OFFICE,
  REVISIONS_READ,
  REVISIONS_REVIEW,
  ORDERS_READ,
  ORDERS_PLACE,
  ORDERS_CANCEL,
  ORDERS_MANAGE,
  WORK_ORDERS_READ,
  WORK_ORDERS_WORK,
  WORK_ORDERS_MANAGE,
  SHIPMENTS_DELIVER,
  KEYS_EDIT,
  JOBS_READ,
  JOBS_RUN,
  CLUSTER_READ,
  AUDIT_READ;

  /** The name on the wire: {@code work-orders.read}. */
  public String wire() {
    int last = name().lastIndexOf('_');
    String words = name().substring(0, last).replace('_', '-') + "." + name().substring(last + 1);
    return words.toLowerCase(Locale.ROOT);
  }
}
