package hms.gateway.order;

import hms.domain.Permission;
import hms.gateway.export.Exportable;
import hms.gateway.http.OwnRows;
import hms.storage.Listings;
import java.util.List;

/** The lists of trade that can be taken away whole, by whoever reads them page by page. */
public final class OrderExports {
  private OrderExports() {}

  public static List<Exportable<?>> all() {
    return List.of(
        new Exportable<>(
            "orders",
            Permission.ORDERS_READ,
            Listings.ORDERS,
            (reader, query) -> query.whereEqual("channel", OwnRows.channelOf(reader)),
            (stores, query) -> stores.orders().get(query),
            OrderViews::order),
        new Exportable<>(
            "customers",
            Permission.CUSTOMERS_READ,
            Listings.CUSTOMERS,
            (reader, query) -> query.whereEqual("channel", OwnRows.channelOf(reader)),
            (stores, query) -> stores.customers().get(query),
            OrderViews::customer),
        new Exportable<>(
            "work-orders",
            Permission.WORK_ORDERS_READ,
            Listings.WORK_ORDERS,
            (reader, query) -> query.whereEqual("artisan", OwnRows.of(reader)),
            (stores, query) -> stores.workOrders().get(query),
            OrderViews::forArtisan),
        new Exportable<>(
            "shipments",
            Permission.WORK_ORDERS_READ,
            Listings.SHIPMENTS,
            (reader, query) -> query.whereEqual("artisan", OwnRows.of(reader)),
            (stores, query) -> stores.shipments().get(query),
            OrderViews::shipment));
  }
}
