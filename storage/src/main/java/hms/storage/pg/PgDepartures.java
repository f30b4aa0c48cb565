package hms.storage.pg;

import hms.domain.artisan.Artisan;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * What is left of artisans that were purged: first the lease of their stream, once their queue is
 * gone; then, if they never had an order, their products and at last their row. What was imported
 * as deleted never had a stream, and stays: it is the record of the import.
 */
public final class PgDepartures {
  private static final String QUEUES =
      """
      select l.recipient_oid, l.queue_id
      from stream_leases l join artisans a on a.oid = l.recipient_oid
      where a.purged is not null order by a.purged, a.oid limit $1
      """;
  private static final String DROP_LEASE = "delete from stream_leases where recipient_oid = $1";

  /** Nobody takes them out any more, and nothing could sign them. */
  private static final String DROP_UNSENT =
      "delete from outbox where recipient_oid = $1 and sent is null";

  private static final String WITHOUT_ORDER =
      """
      from artisans a join streams s on s.recipient_oid = a.oid
      where a.purged is not null
        and not exists (select from stream_leases l where l.recipient_oid = a.oid)
        and not exists (select from work_orders w where w.artisan_oid = a.oid)
      """;
  private static final String PRODUCTS =
      "select p.oid from products p where p.artisan_oid in (select a.oid\n"
          + WITHOUT_ORDER
          + ") order by p.artisan_oid, p.oid limit $1";
  private static final String ARTISANS =
      "select a.oid\n"
          + WITHOUT_ORDER
          + """
            and not exists (select from products p where p.artisan_oid = a.oid)
          order by a.purged, a.oid limit $1
          """;
  private static final List<String> REMOVE =
      List.of(
          "delete from product_images where artisan_oid = $1",
          "delete from deadlines where artisan_oid = $1",
          "delete from idempotency_keys where principal = 'artisan:' || $1::uuid",
          "delete from enrolments where artisan_oid = $1",
          "delete from artisan_keys where artisan_oid = $1",
          "delete from parked_messages where sender_oid = $1",
          "delete from inbox where sender_oid = $1",
          "delete from outbox where recipient_oid = $1",
          "delete from streams where recipient_oid = $1",
          "delete from artisans where oid = $1");

  private final PgSession session;

  PgDepartures(PgSession session) {
    this.session = session;
  }

  /**
   * A queue that nobody reads any more.
   *
   * @param queueId as in {@code hms.artisan.<queueId>}
   */
  public record Abandoned(UUID artisan, String queueId) {}

  /** The queues of those who were purged, the longest gone first. */
  public Future<List<Abandoned>> queues(int limit) {
    return session.list(
        row -> new Abandoned(row.getUUID("recipient_oid"), row.getString("queue_id")),
        QUEUES,
        limit);
  }

  /** Nothing is sent to it any more: the last thing to go when its queue is gone. */
  public Future<Void> dropLease(UUID artisan) {
    return session
        .run(DROP_UNSENT, artisan)
        .compose(rows -> session.run(DROP_LEASE, artisan))
        .mapEmpty();
  }

  /** Products of purged artisans that never had an order and have no queue any more. */
  public Future<List<UUID>> products(int limit) {
    return session.list(row -> row.getUUID("oid"), PRODUCTS, limit);
  }

  /** Purged artisans of which nothing is left but themselves. */
  public Future<List<UUID>> artisans(int limit) {
    return session.list(row -> row.getUUID("oid"), ARTISANS, limit);
  }

  /**
   * Removes a purged artisan for good, with keys, messages and pictures; the audit stays. The
   * foreign keys refuse one that has products or orders, which fails.
   */
  public Step<Artisan> remove(Artisan purged) {
    return Step.each(REMOVE, sql -> Step.from(session.run(sql, purged.oid())))
        .then(gone ->
            Step.from(
                session.audit(
                    "artisan",
                    purged.oid(),
                    purged.version() + 1,
                    "remove",
                    DomainJson.object(),
                    purged.oid())))
        .map(written -> purged);
  }
}
