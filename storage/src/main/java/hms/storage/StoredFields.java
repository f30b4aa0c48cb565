package hms.storage;

import static hms.storage.query.Kind.DAY;
import static hms.storage.query.Kind.FLAG;
import static hms.storage.query.Kind.INSTANT;
import static hms.storage.query.Kind.MONEY;
import static hms.storage.query.Kind.OID;
import static hms.storage.query.Kind.PAIRS;
import static hms.storage.query.Kind.TAGS;
import static hms.storage.query.Kind.TEXT;
import static hms.storage.query.Kind.WHOLE;
import static hms.storage.query.Kind.WORDS;

import hms.domain.artisan.Artisan;
import hms.domain.artisan.KeyEvent;
import hms.domain.artisan.ShownArtisan;
import hms.domain.audit.AuditRoot;
import hms.domain.audit.SealedEntry;
import hms.domain.job.Job;
import hms.domain.job.JobOrigin;
import hms.domain.operation.Operation;
import hms.domain.order.KnownCustomer;
import hms.domain.order.Order;
import hms.domain.order.Shipment;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.domain.schedule.Schedule;
import hms.domain.webhook.Webhook;
import hms.storage.query.Fields;
import hms.storage.query.Pair;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be asked of each type, by its names in JSON. */
public final class StoredFields {
  public static final Fields<Artisan> ARTISAN = artisan().build();

  /** Of artisans that somebody looks for. */
  public static final Fields<Artisan> SEARCHED_ARTISAN =
      artisan().required("words", WORDS, a -> a.profile().displayName()).build();

  /** Of artisans that the public sees. */
  public static final Fields<ShownArtisan> SHOWN_ARTISAN =
      Fields.of(ShownArtisan.class)
          .required("name", TEXT, ShownArtisan::name)
          .required("words", WORDS, ShownArtisan::name)
          .build();

  public static final Fields<Product> PRODUCT = product().build();

  /** Of products that the public sees: those have a price. */
  public static final Fields<Product> CATALOGUE =
      Fields.of(Product.class)
          .required("artisan", OID, Product::artisan)
          .required("name", TEXT, p -> p.content().name())
          .required("price", MONEY, p -> Objects.requireNonNull(p.content().price()))
          .required("words", WORDS, StoredFields::words)
          .optional("metadata", PAIRS, StoredFields::pairs)
          .build();

  /** Of products that somebody looks for. */
  public static final Fields<Product> SEARCHED =
      product()
          .required("words", WORDS, StoredFields::words)
          .optional("metadata", PAIRS, StoredFields::pairs)
          .build();

  public static final Fields<ProductRevision> REVISION =
      Fields.of(ProductRevision.class)
          .required("product", OID, ProductRevision::product)
          .required("artisan", OID, ProductRevision::artisan)
          .required("number", WHOLE, ProductRevision::number)
          .required("kind", TEXT, ProductRevision::kind)
          .required("state", TEXT, ProductRevision::state)
          .optional("submitted", INSTANT, r -> r.review().submitted())
          .optional("reviewer", TEXT, r -> r.review().reviewer())
          .optional("reason", TEXT, r -> r.review().reason())
          .build();

  /** Of revisions that wait for a reviewer: those have been submitted. */
  public static final Fields<ProductRevision> QUEUE =
      Fields.of(ProductRevision.class)
          .required("artisan", OID, ProductRevision::artisan)
          .required("product", OID, ProductRevision::product)
          .optional("reviewer", TEXT, r -> r.review().reviewer())
          .required("submitted", INSTANT, r -> Objects.requireNonNull(r.review().submitted()))
          .build();

  public static final Fields<Order> ORDER =
      Fields.of(Order.class)
          .required("number", TEXT, Order::number)
          .required("channel", OID, Order::channel)
          .required("externalId", TEXT, Order::externalId)
          .required("customer", OID, Order::customer)
          .required("placedAt", INSTANT, Order::placedAt)
          .required("status", TEXT, Order::status)
          .required("total", MONEY, Order::total)
          .optional("attention", TAGS, o -> o.attention().isEmpty() ? null : o.attention())
          .build();

  public static final Fields<KnownCustomer> CUSTOMER =
      Fields.of(KnownCustomer.class)
          .required("channel", OID, KnownCustomer::channel)
          .required("externalId", TEXT, KnownCustomer::externalId)
          .build();

  public static final Fields<WorkOrder> WORK_ORDER =
      Fields.of(WorkOrder.class)
          .required("order", OID, WorkOrder::order)
          .required("artisan", OID, WorkOrder::artisan)
          .required("reference", TEXT, WorkOrder::reference)
          .required("request", TEXT, WorkOrder::request)
          .required("work", TEXT, WorkOrder::work)
          .required("answerBy", INSTANT, WorkOrder::answerBy)
          .optional("promisedShipDate", DAY, WorkOrder::promisedShipDate)
          .required("items", MONEY, WorkOrder::items)
          .optional("note", TEXT, WorkOrder::note)
          .build();

  public static final Fields<Shipment> SHIPMENT =
      Fields.of(Shipment.class)
          .required("workOrder", OID, Shipment::workOrder)
          .required("artisan", OID, Shipment::artisan)
          .required("carrier", TEXT, Shipment::carrier)
          .required("shippedAt", INSTANT, Shipment::shippedAt)
          .required("state", TEXT, Shipment::state)
          .required("trackingStatus", TEXT, Shipment::trackingStatus)
          .build();

  /** Of what the audit tells: in the order of time, then of writing. */
  public static final Fields<SealedEntry> AUDIT =
      Fields.rows(SealedEntry.class, "at", "n")
          .required("n", WHOLE, e -> e.entry().n())
          .required("at", INSTANT, e -> e.entry().at())
          .required("actor", TEXT, e -> e.entry().actor())
          .required("kind", TEXT, e -> e.entry().kind())
          .required("object", OID, e -> e.entry().object())
          .required("command", TEXT, e -> e.entry().command())
          .optional("requestId", OID, e -> e.entry().cause().request())
          .build();

  /** Of what became of keys: in the order of time, then of writing. */
  public static final Fields<KeyEvent> KEY_EVENT =
      Fields.rows(KeyEvent.class, "at", "n")
          .required("n", WHOLE, KeyEvent::n)
          .required("at", INSTANT, KeyEvent::at)
          .required("artisan", OID, KeyEvent::artisan)
          .required("key", OID, KeyEvent::key)
          .required("command", TEXT, KeyEvent::command)
          .build();

  /** Of the chain at the end of each day. */
  public static final Fields<AuditRoot> AUDIT_ROOT =
      Fields.rows(AuditRoot.class, "day").required("day", DAY, AuditRoot::day).build();

  public static final Fields<Operation> OPERATION =
      Fields.of(Operation.class)
          .required("principal", TEXT, o -> o.mandate().name())
          .required("kind", TEXT, Operation::kind)
          .required("state", TEXT, Operation::state)
          .build();

  public static final Fields<Webhook> WEBHOOK =
      Fields.of(Webhook.class)
          .required("channel", OID, Webhook::channel)
          .required("enabled", FLAG, Webhook::enabled)
          .optional("disabledBecause", TEXT, Webhook::disabledBecause)
          .build();

  /** Of jobs: in the order in which they were made. */
  public static final Fields<Job> JOB =
      Fields.rows(Job.class, "created", "oid")
          .required("oid", OID, Job::oid)
          .required("created", INSTANT, Job::created)
          .optional(
              "schedule", OID, job -> job.ties().origin().map(JobOrigin::schedule).orElse(null))
          .build();

  public static final Fields<Schedule> SCHEDULE =
      Fields.of(Schedule.class)
          .required("name", TEXT, Schedule::name)
          .required("type", TEXT, schedule -> schedule.job().type())
          .required("paused", FLAG, Schedule::paused)
          .build();

  private StoredFields() {}

  private static Fields.Builder<Artisan> artisan() {
    return Fields.of(Artisan.class)
        .required("handle", TEXT, Artisan::handle)
        .required("state", TEXT, Artisan::state)
        .optional("queueId", TEXT, Artisan::queueId)
        .required("givenName", TEXT, a -> a.profile().givenName())
        .required("familyName", TEXT, a -> a.profile().familyName())
        .optional("companyName", TEXT, a -> a.profile().companyName())
        .required("email", TEXT, a -> a.profile().email())
        .optional("phone", TEXT, a -> a.profile().phone())
        .optional("website", TEXT, a -> a.profile().website())
        .required("city", TEXT, a -> a.profile().businessAddress().city())
        .required("country", TEXT, a -> a.profile().businessAddress().country());
  }

  private static Fields.Builder<Product> product() {
    return Fields.of(Product.class)
        .required("artisan", OID, Product::artisan)
        .required("handle", TEXT, Product::handle)
        .required("state", TEXT, Product::state)
        .required("available", FLAG, Product::available)
        .required("storeAvailable", FLAG, Product::storeAvailable)
        .optional("approvedRevision", OID, Product::approvedRevision)
        .required("name", TEXT, p -> p.content().name())
        .optional("summary", TEXT, p -> p.content().summary())
        .optional("price", MONEY, p -> p.content().price())
        .optional("shippingWeight", WHOLE, p -> p.content().shippingWeight())
        .optional("height", WHOLE, p -> p.content().height())
        .optional("length", WHOLE, p -> p.content().length())
        .optional("width", WHOLE, p -> p.content().width())
        .optional("size", TEXT, p -> p.content().size());
  }

  private static @Nullable Set<String> pairs(Product product) {
    var pairs = new HashSet<String>();
    product
        .content()
        .metadata()
        .forEach((name, values) -> values.forEach(v -> pairs.add(new Pair(name, v).text())));
    return pairs.isEmpty() ? null : pairs;
  }

  private static String words(Product product) {
    var content = product.content();
    return content.summary() == null ? content.name() : content.name() + " " + content.summary();
  }
}
