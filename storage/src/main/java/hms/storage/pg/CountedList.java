package hms.storage.pg;

import java.util.Locale;

/** The lists of which can be counted how much there is, many of them at once. */
public enum CountedList {
  ARTISANS(PgArtisanStore.PAGES),
  PRODUCTS(PgProductStore.PAGES),
  REVISIONS(PgRevisionStore.PAGES),
  ORDERS(PgOrderStore.PAGES),
  WORK_ORDERS(PgWorkOrderStore.PAGES),
  SHIPMENTS(PgShipmentStore.PAGES),
  WEBHOOKS(PgWebhookStore.PAGES);

  private final PgPages<?> pages;

  CountedList(PgPages<?> pages) {
    this.pages = pages;
  }

  /** The name in its path: {@code work-orders}. */
  public String path() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  PgPages<?> pages() {
    return pages;
  }
}
