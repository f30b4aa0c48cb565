package hms.storage.pg;

import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Refusal;
import hms.domain.order.Customer;
import hms.domain.order.Order;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders and the customers who placed them. */
public final class PgOrderStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, number, channel_oid, external_id, customer_oid,
          placed_at, ship_to_name, ship_to::text as ship_to, note, currency, items_minor,
          discount_minor, shipping_minor, tax_minor, total_minor, q_pending, q_accepted, q_shipped,
          q_delivered, q_returned, q_rejected, q_cancelled, q_lost, status, request_hash
      from orders
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String PLACED = COLUMNS + "where channel_oid = $1 and external_id = $2";
  private static final String INSERT =
      """
      insert into orders (oid, version, created, modified, number, channel_oid, external_id,
          customer_oid, placed_at, ship_to_name, ship_to, note, currency, items_minor,
          discount_minor, shipping_minor, tax_minor, total_minor, q_ordered, q_pending, q_accepted,
          q_shipped, q_delivered, q_returned, q_rejected, q_cancelled, q_lost, request_hash)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ($11::text)::jsonb, $12, $13, $14, $15, $16,
          $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)
      """;
  private static final String MOVE_UNITS =
      """
      update orders set version = $2, modified = $3, q_ordered = $4, q_pending = $5,
          q_accepted = $6, q_shipped = $7, q_delivered = $8, q_returned = $9, q_rejected = $10,
          q_cancelled = $11, q_lost = $12
      where oid = $1
      """;
  private static final String SUM_UNITS =
      """
      select sum(q_pending)::int as q_pending, sum(q_accepted)::int as q_accepted,
          sum(q_shipped)::int as q_shipped, sum(q_delivered)::int as q_delivered,
          sum(q_returned)::int as q_returned, sum(q_rejected)::int as q_rejected,
          sum(q_cancelled)::int as q_cancelled, sum(q_lost)::int as q_lost
      from order_lines l join work_orders w on w.oid = l.work_order_oid where w.order_oid = $1
      """;
  private static final String NEXT_NUMBER =
      """
      select to_char(now() at time zone 'UTC', 'YYYY') || '-'
          || lpad(nextval('order_numbers')::text, 5, '0') as number
      """;
  private static final String PUT_CUSTOMER =
      """
      insert into customers (oid, channel_oid, external_id, data) values ($1, $2, $3, ($4::text)::jsonb)
      on conflict (channel_oid, external_id) do update set data = excluded.data
      returning oid
      """;

  private static final PgColumns SQL =
      PgColumns.builder()
          .at("number", "number")
          .at("channel", "channel_oid")
          .at("externalId", "external_id")
          .at("customer", "customer_oid")
          .at("placedAt", "placed_at")
          .at("status", "status")
          .money("total", "total_minor", "currency")
          .build();
  static final PgPages<Order> PAGES = new PgPages<>(StoredFields.ORDER, COLUMNS, SQL);

  private final PgSession session;

  PgOrderStore(PgSession session) {
    this.session = session;
  }

  /** An order that was placed before, and the digest of the request that placed it. */
  public record Placed(Order order, byte[] requestHash) {}

  public Step<Order> find(UUID oid) {
    return new Step<>(session.first(PgOrderStore::read, FIND, oid).map(PgOrderStore::orNotFound));
  }

  public Future<Optional<Placed>> placed(UUID channel, String externalId) {
    return session.first(
        row -> new Placed(read(row), PgSession.bytes(row, "request_hash")),
        PLACED,
        channel,
        externalId);
  }

  public Future<String> nextNumber() {
    return session.run(NEXT_NUMBER).map(rows -> rows.iterator().next().getString("number"));
  }

  /** Adds the storefront's customer, or takes over its new data; answers its oid. */
  public Future<UUID> putCustomer(UUID oid, UUID channel, Customer customer) {
    return session
        .run(PUT_CUSTOMER, oid, channel, customer.externalId(), DomainJson.text(customer))
        .map(rows -> rows.iterator().next().getUUID("oid"));
  }

  public Step<Order> create(Order order, byte[] requestHash) {
    return session
        .runUnique(INSERT, values(order, requestHash))
        .then(rows -> Step.from(session.audit(null, order, "order", "receive")))
        .map(audited -> order);
  }

  /** Sums up where the units of all its work orders stand; nothing else of an order changes. */
  public Step<Order> recount(UUID oid, String command, Instant now) {
    return new Step<>(session.first(PgOrderStore::read, LOCK, oid).map(PgOrderStore::orNotFound))
        .then(found ->
            Step.from(session.run(SUM_UNITS, oid))
                .map(sums -> found.with(PgUnits.read(sums.iterator().next()), now))
                .then(next -> save(found, next, command)));
  }

  /** By the fields of {@code StoredFields.ORDER}. */
  public Step<Found<Order>> get(Query query) {
    return PAGES.get(session, query, PgOrderStore::read);
  }

  private Step<Order> save(Order found, Order next, String command) {
    var values = PgUnits.values(next.units(), next.oid(), next.version(), next.modified());
    return Step.from(
        session
            .run(MOVE_UNITS, values)
            .compose(rows -> session.audit(found, next, "order", command))
            .map(audited -> next));
  }

  private static Outcome<Order> orNotFound(Optional<Order> found) {
    return found.map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NotFound("order")));
  }

  private static @Nullable Object[] values(Order o, byte[] requestHash) {
    @Nullable Object[] all =
        PgUnits.values(
            o.units(),
            o.oid(),
            o.version(),
            o.created(),
            o.modified(),
            o.number(),
            o.channel(),
            o.externalId(),
            o.customer(),
            o.placedAt(),
            o.shipToName(),
            DomainJson.text(o.shipTo()),
            o.note(),
            o.total().currency(),
            o.items().amount(),
            o.discount().amount(),
            o.shipping().amount(),
            o.tax().amount(),
            o.total().amount());
    var withHash = Arrays.copyOf(all, all.length + 1);
    withHash[all.length] = requestHash;
    return withHash;
  }

  private static Order read(Row row) {
    String currency = row.getString("currency");
    return new Order(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getString("number"),
        row.getUUID("channel_oid"),
        row.getString("external_id"),
        row.getUUID("customer_oid"),
        PgSession.instant(row, "placed_at"),
        row.getString("ship_to_name"),
        DomainJson.own(row.getString("ship_to"), PostalAddress.class),
        row.getString("note"),
        new Money(row.getLong("items_minor"), currency),
        new Money(row.getLong("discount_minor"), currency),
        new Money(row.getLong("shipping_minor"), currency),
        new Money(row.getLong("tax_minor"), currency),
        new Money(row.getLong("total_minor"), currency),
        PgUnits.read(row));
  }
}
