package hms.storage;

import hms.domain.artisan.Artisan;
import hms.domain.artisan.KeyEvent;
import hms.domain.artisan.ShownArtisan;
import hms.domain.audit.AuditRoot;
import hms.domain.audit.SealedEntry;
import hms.domain.job.Job;
import hms.domain.operation.Operation;
import hms.domain.order.KnownCustomer;
import hms.domain.order.Order;
import hms.domain.order.OrderStatus;
import hms.domain.order.Shipment;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.domain.schedule.Schedule;
import hms.domain.webhook.Webhook;
import hms.storage.query.Listing;
import java.util.Map;

/** The lists that callers may page through, each with all that may be asked of it. */
public final class Listings {
  public static final Listing<Artisan> ARTISANS =
      Listing.of(StoredFields.SEARCHED_ARTISAN)
          .word("state", Artisan.State.class)
          .equal("email")
          .prefixed("handle")
          .range("created")
          .searched()
          .build();

  public static final Listing<Product> PRODUCTS =
      Listing.of(StoredFields.SEARCHED)
          .word("state", Product.State.class)
          .equal("artisan")
          .prefixed("handle")
          .flag("available", "storeAvailable")
          .range("created", "modified", "price")
          .pairs("metadata")
          .searched()
          .build();

  public static final Listing<Product> CATALOGUE =
      Listing.of(StoredFields.CATALOGUE)
          .equal("artisan")
          .range("price")
          .sorted("created", "name")
          .pairs("metadata")
          .searched()
          .build();

  public static final Listing<ShownArtisan> SHOWN_ARTISANS =
      Listing.of(StoredFields.SHOWN_ARTISAN).sorted("name", "created").searched().build();

  public static final Listing<ProductRevision> REVISIONS =
      Listing.of(StoredFields.REVISION)
          .word("state", ProductRevision.State.class)
          .equal("artisan", "product")
          .equalOrAbsent("reviewer")
          .range("created", "submitted")
          .build();

  public static final Listing<Order> ORDERS =
      Listing.of(StoredFields.ORDER)
          .word("status", OrderStatus.class)
          .equal("externalId", "number", "customer")
          .tags("attention", Order.Attention.class)
          .range("created", "placedAt")
          .build();

  public static final Listing<KnownCustomer> CUSTOMERS =
      Listing.of(StoredFields.CUSTOMER).equal("channel", "externalId").range("created").build();

  public static final Listing<WorkOrder> WORK_ORDERS =
      Listing.of(StoredFields.WORK_ORDER)
          .word("requestState", "request", WorkOrder.Request.class)
          .word("workState", "work", WorkOrder.Work.class)
          .equal("artisan", "order")
          .range("created", "answerBy")
          .build();

  public static final Listing<Shipment> SHIPMENTS =
      Listing.of(StoredFields.SHIPMENT)
          .word("state", Shipment.State.class)
          .word("trackingStatus", Shipment.TrackingStatus.class)
          .equal("workOrder", "artisan", "carrier")
          .range("created", "shippedAt")
          .build();

  public static final Listing<SealedEntry> AUDIT =
      Listing.of(StoredFields.AUDIT)
          .equal("actor", "kind", "object", "command", "requestId")
          .range("at")
          .build();

  public static final Listing<KeyEvent> KEY_EVENTS =
      Listing.of(StoredFields.KEY_EVENT).equal("artisan", "key").range("at").build();

  public static final Listing<AuditRoot> AUDIT_ROOTS =
      Listing.of(StoredFields.AUDIT_ROOT).sorted("day").build();

  /** Of a storefront, few. */
  public static final Listing<Webhook> WEBHOOKS =
      Listing.of(StoredFields.WEBHOOK)
          .equal("channel")
          .flag("enabled")
          .equalOrAbsent("disabledBecause")
          .sorted("created")
          .build();

  /** Few. */
  public static final Listing<Schedule> SCHEDULES =
      Listing.of(StoredFields.SCHEDULE)
          .equal("name", "type")
          .flag("paused")
          .sorted("name", "created")
          .build();

  public static final Listing<Job> JOBS =
      Listing.of(StoredFields.JOB).equal("schedule").range("created").build();

  /** Those that have a path of their own, by its name. */
  public static final Map<String, Listing<?>> ALL =
      Map.of(
          "artisans", ARTISANS,
          "products", PRODUCTS,
          "revisions", REVISIONS,
          "orders", ORDERS,
          "customers", CUSTOMERS,
          "work-orders", WORK_ORDERS,
          "shipments", SHIPMENTS,
          "audit", AUDIT,
          "webhooks", WEBHOOKS);

  /** Of one caller's operations, which are few. */
  public static final Listing<Operation> OPERATIONS =
      Listing.of(StoredFields.OPERATION)
          .word("state", Operation.State.class)
          .equal("kind")
          .sorted("created")
          .build();

  private Listings() {}
}
