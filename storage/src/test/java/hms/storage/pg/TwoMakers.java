package hms.storage.pg;

import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Works;
import hms.domain.order.UnitLedger;
import hms.domain.product.Product;
import hms.domain.product.Stock;
import java.util.UUID;

/** Two artisans with a row in every table that has owners, and what strangers are not shown. */
final class TwoMakers {
  /** All that hangs on an artisan: {@code :me}, its work order, its line, its order. */
  private static final String ROWS =
      """
      insert into enrolments (code_hash, artisan_oid, created, expires)
        values (sha256(':me'), ':me', now(), now());
      insert into broker_accounts (recipient_oid, name, hash) values (':me', ':me', sha256(''));
      insert into idempotency_keys (principal, key, fingerprint)
        values ('artisan:' || ':me', 'key', sha256(''));
      insert into audit_entries (actor, kind, object, object_version, command, change)
        values ('artisan:' || ':me', 'product', gen_random_uuid(), 1, 'edit', '{}');
      insert into outbox (message_id, recipient_oid, sequence, type, payload, created, expires)
        values (gen_random_uuid(), ':me', 1, 'hms.product.updated.v1', '', now(), now());
      insert into outbox (message_id, recipient_oid, sequence, type, payload, created, expires)
        select gen_random_uuid(), channel_oid, 1, 'hms.order.changed.v1', '', now(), now()
        from orders where oid = ':order';
      insert into channel_notices (channel_oid, type, object_oid, data, created, expires)
        select channel_oid, 'hms.order.changed.v1', oid, '{}', now(), now() from orders
        where oid = ':order';
      insert into channel_notices (channel_oid, type, object_oid, data, created, expires)
        select channel_oid, 'hms.shipment.changed.v1', ':parcel', '{}', now(), now() from orders
        where oid = ':order';
      insert into channel_notices (type, object_oid, data, created, expires)
        select 'hms.listing.changed.v1', oid, '{}', now(), now() from products
        where artisan_oid = ':me';
      insert into inbox (sender_oid, message_id, sequence, type, data_hash, signature)
        values (':me', gen_random_uuid(), 1, 'hms.product.create.v1', sha256(''), '');
      insert into parked_messages (sender_oid, sequence, attributes, body) values (':me', 3, '{}', '');
      insert into unit_moves (line_oid, artisan_oid, from_bucket, to_bucket, units, command, actor, at)
        values (':line', ':me', 'pending', 'accepted', 1, 'accept', 'artisan', now());
      insert into shipments (oid, work_order_oid, artisan_oid, created, modified, carrier, shipped_at)
        values (':parcel', ':work', ':me', now(), now(), 'by_hand', now());
      insert into shipment_lines (shipment_oid, line_oid, artisan_oid, units)
        values (':parcel', ':line', ':me', 1);
      insert into cancel_requests (oid, version, created, modified, work_order_oid, artisan_oid,
          asked_by, reason, answer_by, state)
        values (':request', 1, now(), now(), ':work', ':me', 'customer', 'late', now(), 'requested');
      insert into cancel_request_lines (request_oid, line_oid, artisan_oid, position, units, agreed)
        values (':request', ':line', ':me', 0, 1, 0);
      insert into fact_reports (oid, version, created, modified, work_order_oid, artisan_oid,
          shipment_oid, notice, occurred_at, details, state)
        values (gen_random_uuid(), 1, now(), now(), ':work', ':me', gen_random_uuid(), '{}', now(), '',
          'open');
      insert into operations (oid, version, created, modified, kind, principal, artisan_oid, mandate,
          parameters, state, done)
        values (':me', 1, now(), now(), 'import.check', 'artisan:' || ':me', ':me', '{}', '{}',
          'waiting', 0);
      insert into imports (oid, artisan_oid, created, resource, format)
        values (':me', ':me', now(), 'products', 'csv');
      insert into import_rows (import_oid, n, artisan_oid, outcome) values (':me', 1, ':me', 'same');
      insert into operations (oid, version, created, modified, kind, principal, artisan_oid, mandate,
          parameters, state, done)
        values (gen_random_uuid(), 1, now(), now(), 'export', 'artisan:' || ':me', ':me', '{}', '{}',
          'waiting', 0);
      insert into files (oid, artisan_oid, expires, media_type) values (':me', ':me', now(), 'text/csv');
      insert into file_chunks (file_oid, artisan_oid, n, bytes) values (':me', ':me', 0, '\\x00');
      insert into deadlines (oid, artisan_oid, kind, object_oid, due)
        values (gen_random_uuid(), ':me', 'work-order.answer', ':work', now());
      insert into deadlines (oid, kind, object_oid, due)
        values (gen_random_uuid(), 'order.close', ':order', now());
      insert into session_links (hash, artisan_oid, key_oid, created, expires)
        select sha256('link:me'), ':me', oid, now(), now() + interval '2 minutes' from artisan_keys
        where artisan_oid = ':me' limit 1;
      insert into artisan_sessions (oid, artisan_oid, key_oid, hash, created, seen, expires)
        select gen_random_uuid(), ':me', oid, sha256('session:me'), now(), now(),
          now() + interval '1 hour' from artisan_keys where artisan_oid = ':me' limit 1;
      insert into image_bytes (image_oid, size, width, height, bytes)
        select image_oid, 'thumbnail', 1, 1, '' from image_bytes where size = 'original'
        on conflict do nothing;
      """;

  /** One query is one transaction. */
  private static final String PAST_THE_GUARD = "select set_config('app.restoring', 'on', true);";

  private final OfficeDatabase office;
  private final Given given;
  private UUID mine = new UUID(0, 0);
  private UUID theirs = new UUID(0, 0);
  private UUID theirProduct = new UUID(0, 0);

  TwoMakers(OfficeDatabase office) {
    this.office = office;
    this.given = new Given(office);
  }

  UUID mine() {
    return mine;
  }

  UUID theirs() {
    return theirs;
  }

  /** Which my order came from. */
  UUID myChannel() {
    return channel(mine);
  }

  UUID theirChannel() {
    return channel(theirs);
  }

  private UUID channel(UUID maker) {
    String sql =
        """
        select o.channel_oid from orders o join work_orders w on w.order_oid = o.oid
        where w.artisan_oid = $1
        """;
    return office.asOwner(sql, maker).getFirst().getUUID(0);
  }

  UUID theirProduct() {
    return theirProduct;
  }

  void populate() {
    mine = aMakerAtWork().artisan();
    var product = aMakerAtWork();
    theirs = product.artisan();
    theirProduct = product.oid();
    office.carryOut(tx -> tx.artisans().create(Makers.anApplicant(), "sign_up"));
  }

  private Product aMakerAtWork() {
    var listed = given.aListedProduct();
    UUID me = listed.artisan();
    var draft = given.aDraft(me, new Stock.OnHand(5, 0));
    given.aPicture(Goods.aPicture(), me);
    given.activateAKey(me);
    var order = given.anOrder(UnitLedger.pending(2));
    var line = Works.aLine(draft.oid(), 2);
    var work = Works.aWorkOrder(order.oid(), me, line);
    office.carryOut(tx -> tx.workOrders().create(work));
    String rows =
        (PAST_THE_GUARD + ROWS)
            .replace(":me", me.toString())
            .replace(":order", order.oid().toString())
            .replace(":work", work.oid().toString())
            .replace(":line", line.oid().toString())
            .replace(":parcel", UUID.randomUUID().toString())
            .replace(":request", UUID.randomUUID().toString());
    office.ownerPool().query(rows).execute().await();
    return listed;
  }
}
