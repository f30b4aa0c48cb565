package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.order.Customer;
import hms.domain.order.KnownCustomer;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Customers of storefronts; what they told is kept with {@link PgOrderStore#putCustomer}. */
public final class PgCustomerStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, channel_oid, external_id, data::text as data, erased
      from customers
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final PgColumns SQL =
      PgColumns.builder().at("channel", "channel_oid").at("externalId", "external_id").build();
  static final PgPages<KnownCustomer> PAGES = new PgPages<>(StoredFields.CUSTOMER, COLUMNS, SQL);

  private static final String LOCK = "select erased from customers where oid = $1 for update";
  private static final String ORDERS =
      "select oid from orders where customer_oid = $1 order by created, oid";

  /** The storefront's own id names a person too; should they buy again, they are somebody new. */
  private static final String ERASE =
      """
      update customers set data = '{}', external_id = 'erased-' || oid, erased = $2,
          version = version + 1, modified = greatest(modified, $2)
      where oid = $1
      """;

  private final PgSession session;

  PgCustomerStore(PgSession session) {
    this.session = session;
  }

  public Step<KnownCustomer> find(UUID oid) {
    return new Step<>(
        session.first(PgCustomerStore::read, FIND, oid).map(PgCustomerStore::orNotFound));
  }

  public Step<Found<KnownCustomer>> get(Query query) {
    return PAGES.get(session, query, PgCustomerStore::read);
  }

  /** When the customer was erased, empty if it was not; locks it. Errors: NotFound. */
  public Step<Optional<Instant>> lock(UUID oid) {
    return new Step<>(
        session
            .first(row -> Optional.ofNullable(PgSession.optionalInstant(row, "erased")), LOCK, oid)
            .map(PgCustomerStore::orNotFound));
  }

  public Future<List<UUID>> orders(UUID customer) {
    return session.list((Row row) -> row.getUUID("oid"), ORDERS, customer);
  }

  /** Blanks what is kept of the customer itself. */
  public Future<Void> erase(UUID oid, Instant now) {
    return session
        .run(ERASE, oid, now)
        .compose(rows -> session.audit("customer", oid, 1, "erase", DomainJson.object(), null));
  }

  private static <T> Outcome<T> orNotFound(Optional<T> found) {
    return found
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Refusal.NotFound("customer")));
  }

  private static KnownCustomer read(Row row) {
    var erased = PgSession.optionalInstant(row, "erased");
    return new KnownCustomer(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("channel_oid"),
        row.getString("external_id"),
        erased == null ? DomainJson.own(row.getString("data"), Customer.class) : null,
        erased);
  }
}
