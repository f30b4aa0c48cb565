package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Customers of storefronts; what they told is kept with {@link PgOrderStore#putCustomer}. */
public final class PgCustomerStore {
  private static final String LOCK = "select erased from customers where oid = $1 for update";
  private static final String ORDERS =
      "select oid from orders where customer_oid = $1 order by created, oid";

  /** The storefront's own id names a person too; should they buy again, they are somebody new. */
  private static final String ERASE =
      """
      update customers set data = '{}', external_id = 'erased-' || oid, erased = $2 where oid = $1
      """;

  private final PgSession session;

  PgCustomerStore(PgSession session) {
    this.session = session;
  }

  /** When the customer was erased, empty if it was not; locks it. Errors: NotFound. */
  public Step<Optional<Instant>> lock(UUID oid) {
    return new Step<>(
        session
            .first(row -> Optional.ofNullable(PgSession.optionalInstant(row, "erased")), LOCK, oid)
            .map(found ->
                found
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(new Refusal.NotFound("customer")))));
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
}
