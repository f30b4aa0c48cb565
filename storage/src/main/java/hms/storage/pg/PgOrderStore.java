package hms.storage.pg;

import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.order.Customer;
import hms.domain.order.Order;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Orders and the customers who placed them. */
public final class PgOrderStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, number, channel_oid, external_id, customer_oid,
          placed_at, ship_to_name, ship_to::text as ship_to, note, currency, items_minor,
          discount_minor, shipping_minor, tax_minor, total_minor, q_pending, q_accepted, q_shipped,
          q_delivered, q_returned, q_refunded, q_undecided, q_rejected, q_cancelled, q_lost,
          attention, held_reason, closed, status, request_hash
      from orders
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String PLACED = COLUMNS + "where channel_oid = $1 and external_id = $2";
  private static final String CLAIM = "select pg_advisory_xact_lock(hashtextextended($1, 1))";
  private static final String INSERT =
      """
      insert into orders (oid, version, created, modified, number, channel_oid, external_id,
          customer_oid, placed_at, ship_to_name, ship_to, note, currency, items_minor,
          discount_minor, shipping_minor, tax_minor, total_minor, q_ordered, q_pending, q_accepted,
          q_shipped, q_delivered, q_returned, q_refunded, q_undecided, q_rejected, q_cancelled,
          q_lost, request_hash, attention, held_reason, closed)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ($11::text)::jsonb, $12, $13, $14, $15, $16,
          $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)
      """;
  private static final String CHANGE =
      """
      update orders set version = $2, modified = $3, ship_to_name = $4,
          ship_to = ($5::text)::jsonb, attention = $6, held_reason = $7, closed = $8,
          note = $9
      where oid = $1
      """;
  private static final String NEXT_NUMBER =
      """
      select to_char(now() at time zone 'UTC', 'YYYY') || '-'
          || lpad(n, greatest(5, length(n)), '0') as number
      from (select nextval('order_numbers')::text as n) as next
      """;
  private static final String PUT_CUSTOMER =
      """
      insert into customers (oid, channel_oid, external_id, data) values ($1, $2, $3, ($4::text)::jsonb)
      on conflict (channel_oid, external_id) do update set data = excluded.data,
          version = customers.version + (customers.data <> excluded.data)::int,
          modified = case when customers.data <> excluded.data
              then greatest(now(), customers.modified) else customers.modified end
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
          .at("attention", "attention")
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

  /**
   * The order that the storefront knows by this id. Whoever asks first comes first: twins wait here
   * until it is placed; one who waits too long is told so.
   */
  public Step<Optional<Placed>> placed(UUID channel, String externalId) {
    return PgErrors.lockTimeoutAsRefusal(session.run(CLAIM, channel + "/" + externalId))
        .then(mine ->
            Step.from(
                session.first(
                    row -> new Placed(read(row), PgSession.bytes(row, "request_hash")),
                    PLACED,
                    channel,
                    externalId)));
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
    return Step.together(
        session.runUnique(INSERT, values(order, requestHash)),
        Step.from(session.audit(null, order, "order", "receive")),
        (rows, audited) -> order);
  }

  /** Locks, checks the version, decides, writes and audits; the units move elsewhere. */
  public Step<Order> change(
      UUID oid, @Nullable Long expected, String command, Function<Order, Outcome<Order>> decision) {
    return new Step<>(session.first(PgOrderStore::read, LOCK, oid).map(PgOrderStore::orNotFound))
        .decide(found -> Versioned.seen(found, expected, "order"))
        .then(found -> Step.of(decision.apply(found)).then(next -> save(found, next, command)));
  }

  /** By the fields of {@code StoredFields.ORDER}. */
  public Step<Found<Order>> get(Query query) {
    return PAGES.get(session, query, PgOrderStore::read);
  }

  private Step<Order> save(Order found, Order next, String command) {
    return Step.from(
        session
            .run(
                CHANGE,
                next.oid(),
                next.version(),
                next.modified(),
                next.shipToName(),
                DomainJson.text(next.shipTo()),
                PgTallyStore.words(next.attention()),
                next.heldReason(),
                next.closed(),
                next.note())
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
    @Nullable Object[] whole = Arrays.copyOf(all, all.length + 4);
    whole[all.length] = requestHash;
    whole[all.length + 1] = PgTallyStore.words(o.attention());
    whole[all.length + 2] = o.heldReason();
    whole[all.length + 3] = o.closed();
    return whole;
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
        PgUnits.read(row),
        PgTallyStore.attention(row),
        row.getString("held_reason"),
        row.getOffsetDateTime("closed") == null ? null : PgSession.instant(row, "closed"));
  }
}
