package hms.storage.pg;

import hms.domain.audit.TraceParent;
import hms.storage.DomainJson;
import hms.storage.OutgoingNotice;
import hms.storage.OutgoingNotice.About;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What storefronts are told, from the change until it has a number in their streams. Numbers are
 * given later, by one at a time: a number is given under the lock of its stream, and no artisan's
 * act should wait there for those of all others. Source: docs/adr/0024.
 */
public final class PgNotices {
  private static final String OF_ORDER =
      """
      insert into channel_notices (channel_oid, type, object_oid, data, created, expires, traceparent)
      select channel_oid, $2, $3, (jsonb_build_object('oid', $3::uuid, 'externalId', external_id) || %s
          || ($4::text)::jsonb)::text, $5, $6, $7
      from orders where oid = $1
      """;
  private static final String OF_WHOLE_ORDER =
      OF_ORDER.formatted(
          """
          jsonb_build_object('number', number, 'status', status, 'units', jsonb_build_object(
              'pending', q_pending, 'accepted', q_accepted, 'shipped', q_shipped,
              'delivered', q_delivered, 'returned', q_returned, 'refunded', q_refunded,
              'undecided', q_undecided, 'rejected', q_rejected, 'cancelled', q_cancelled,
              'lost', q_lost))
          """);
  private static final String OF_PART = OF_ORDER.formatted("'{}'::jsonb");

  /** What the catalogue shows of a product {@code p} in lists. */
  private static final String CARD =
      """
      jsonb_build_object('oid', p.oid, 'artisan', p.artisan_oid, 'name', p.content->'name',
          'summary', p.content->'summary', 'price', p.content->'price',
          'image', (
              select jsonb_build_object('altText', i->'altText', 'caption', i->'caption',
                  'detail', '/api/v1/catalogue/images/' || (i->>'image') || '/detail',
                  'thumbnail', '/api/v1/catalogue/images/' || (i->>'image') || '/thumbnail')
              from jsonb_array_elements(p.content->'images') i where (i->>'primary')::boolean))
      """;

  /** One statement, however many products there are; of what can be seen, all that is shown. */
  private static final String OF_PRODUCTS =
      """
      insert into channel_notices (type, object_oid, data, created, expires, traceparent)
      select $2, p.oid, (jsonb_build_object('oid', p.oid, 'version', p.version,
          'visible', (%1$s), 'orderable', (%1$s) and (a.away_from is null
              or ($4::timestamptz at time zone 'UTC')::date not between a.away_from and a.away_to)
              and (s.kind = 'made_to_order' or s.on_hand > s.reserved))
          || case when %1$s then jsonb_build_object('product', %2$s) else '{}' end
          || ($3::text)::jsonb)::text, $4, $5, $6
      from products p join artisans a on a.oid = p.artisan_oid join stock s on s.product_oid = p.oid
      """
          .formatted(PgVisibility.VISIBLE, CARD);

  /** What an artisan out of force makes was invisible before and is so now. */
  private static final String OF_PRODUCT = OF_PRODUCTS + "where p.oid = $1 and a.state = 'active'";

  private static final String OF_ARTISAN =
      OF_PRODUCTS
          + "where p.artisan_oid = $1 and p.state = 'listed' and p.available order by p.oid";

  private static final String ALONE = "select pg_try_advisory_xact_lock(hashtextextended($1, 2))";
  private static final String WAITING = "select exists (select from channel_notices) as any";
  private static final String TAKE =
      """
      with taken as (
          delete from channel_notices where n in (
              select n from channel_notices order by n limit $1)
          returning n, channel_oid, type, object_oid, data, created, expires, traceparent)
      select channel_oid, type, object_oid, data, created, expires, traceparent
      from taken order by n
      """;
  private static final String CHANNELS =
      "select recipient_oid from streams where kind = 'channel' order by recipient_oid";

  private final PgSession session;
  private final List<OutgoingNotice> waiting = new ArrayList<>();

  PgNotices(PgSession session) {
    this.session = session;
  }

  /**
   * A notice without number.
   *
   * @param channel null: every channel
   * @param data a JSON object
   * @param trace of the change
   */
  public record Notice(
      @Nullable UUID channel,
      String type,
      UUID object,
      String data,
      Instant created,
      Instant expires,
      Optional<TraceParent> trace) {}

  /** Queues a notice; it is written when the transaction ends well. */
  public void send(OutgoingNotice notice) {
    waiting.add(notice);
  }

  /** Does any notice wait for its number? */
  public Future<Boolean> waiting() {
    return session.first(row -> row.getBoolean("any"), WAITING).map(found -> found.orElse(false));
  }

  /** True if nobody else numbers notices until this transaction ends. */
  public Future<Boolean> alone() {
    return session.first(row -> row.getBoolean(0), ALONE, "notices").map(got -> got.orElse(false));
  }

  /** Takes out those that have waited longest, in order; for who is {@link #alone}. */
  public Future<List<Notice>> take(int max) {
    return session.list(PgNotices::read, TAKE, max);
  }

  /** Everybody who hears what is told to all. */
  public Future<List<UUID>> channels() {
    return session.list(row -> row.getUUID("recipient_oid"), CHANNELS);
  }

  int mark() {
    return waiting.size();
  }

  /** Forgets what was queued since {@link #mark}: that part of the work was undone. */
  void forgetSince(int mark) {
    waiting.subList(mark, waiting.size()).clear();
  }

  /** Writes what is queued. */
  Step<Integer> flush() {
    var all = List.copyOf(waiting);
    waiting.clear();
    return Step.together(all, notice -> Step.from(write(notice)))
        .map(rows -> rows.stream().mapToInt(Integer::intValue).sum());
  }

  private Future<Integer> write(OutgoingNotice n) {
    String data = DomainJson.text(n.data());
    var written =
        switch (n.about()) {
          case About.WholeOrder(var order) -> write(OF_WHOLE_ORDER, order, n, n.object(), data);
          case About.PartOfOrder(var order) -> write(OF_PART, order, n, n.object(), data);
          case About.Product(var product) -> write(OF_PRODUCT, product, n, data);
          case About.AllOf(var artisan) -> write(OF_ARTISAN, artisan, n, data);
        };
    return written.map(rows -> rows.rowCount());
  }

  /** About an order, and the object that it is told of. */
  private Future<RowSet<Row>> write(
      String sql, UUID about, OutgoingNotice n, UUID object, String data) {
    return session.run(
        sql, about, n.type(), object, data, n.created(), n.expires(), session.trace());
  }

  private Future<RowSet<Row>> write(String sql, UUID about, OutgoingNotice n, String data) {
    return session.run(sql, about, n.type(), data, n.created(), n.expires(), session.trace());
  }

  private static Notice read(Row row) {
    return new Notice(
        row.getUUID("channel_oid"),
        row.getString("type"),
        row.getUUID("object_oid"),
        row.getString("data"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "expires"),
        TraceParent.parse(row.getString("traceparent")));
  }
}
