package hms.storage.pg;

import static java.util.Map.entry;

import hms.storage.pg.Invariants.Rule;
import java.util.Map;

/** What must hold of trade: see {@link Invariants}. Source: docs/domain.md. */
final class TradeInvariants {
  /** The relay sends to those artisans whose link says so. */
  private static final String LINKS =
      """
      select a.oid from artisans a join stream_leases l on l.recipient_oid = a.oid
      where l.link <> a.link order by a.oid
      """;

  /** Nobody was told what has no number yet. */
  private static final String PLACES =
      """
      select w.oid from webhooks w join streams s on s.recipient_oid = w.channel_oid
      where w.position >= s.next_out or s.kind <> 'channel' order by w.oid
      """;

  /** An order's sums are those of its lines. */
  private static final String ORDER_SUMS =
      """
      select o.oid from orders o
      join work_orders w on w.order_oid = o.oid join order_lines l on l.work_order_oid = w.oid
      where $1::uuid[] is null or o.oid = any($1)
      group by o.oid
      having (o.q_ordered, o.q_pending, o.q_accepted, o.q_shipped, o.q_delivered, o.q_returned,
          o.q_refunded, o.q_undecided, o.q_rejected, o.q_cancelled, o.q_lost)
        <> (sum(l.q_ordered), sum(l.q_pending), sum(l.q_accepted), sum(l.q_shipped),
          sum(l.q_delivered), sum(l.q_returned), sum(l.q_refunded), sum(l.q_undecided),
          sum(l.q_rejected), sum(l.q_cancelled), sum(l.q_lost))
      order by o.oid
      """;

  /** Replaying the moves of a line, from "all pending", gives its ledger. */
  private static final String REPLAY =
      """
      with steps (line_oid, bucket, n) as (
          select line_oid, to_bucket, units from unit_moves
          where $1::uuid[] is null or line_oid = any($1)
          union all select line_oid, from_bucket, -units from unit_moves
          where $1::uuid[] is null or line_oid = any($1)),
      replayed as (select line_oid, bucket, sum(n) as n from steps group by line_oid, bucket),
      gone as (select line_oid, n from replayed where bucket = 'elsewhere')
      select distinct l.oid from order_lines l
      cross join lateral (values ('pending', l.q_pending), ('accepted', l.q_accepted),
          ('shipped', l.q_shipped), ('delivered', l.q_delivered), ('returned', l.q_returned),
          ('refunded', l.q_refunded), ('undecided', l.q_undecided), ('rejected', l.q_rejected),
          ('cancelled', l.q_cancelled), ('lost', l.q_lost)) as b (bucket, units)
      left join replayed r on r.line_oid = l.oid and r.bucket = b.bucket
      left join gone g on g.line_oid = l.oid
      where ($1::uuid[] is null or l.oid = any($1)) and b.units <> coalesce(r.n, 0)
          + case when b.bucket = 'pending' then l.q_ordered + coalesce(g.n, 0) else 0 end
      order by l.oid
      """;

  /** The shares of the work orders are the order, those of the lines the work order. */
  private static final String SHARES =
      """
      select o.oid from orders o join work_orders w on w.order_oid = o.oid
      where $1::uuid[] is null or o.oid = any($1) group by o.oid
      having (o.items_minor, o.discount_minor, o.shipping_minor, o.tax_minor)
        <> (sum(w.items_minor), sum(w.discount_minor), sum(w.shipping_minor), sum(w.tax_minor))
      union
      select w.order_oid from work_orders w join order_lines l on l.work_order_oid = w.oid
      where $1::uuid[] is null or w.order_oid = any($1) group by w.oid
      having (w.items_minor, w.discount_minor, w.tax_minor)
        <> (sum(l.q_ordered * l.unit_price_minor), sum(l.discount_minor), sum(l.tax_minor))
      order by 1
      """;

  /** Nobody is paid back more than was paid; all pieces together give exactly that. */
  private static final String REFUNDS =
      """
      select oid from order_lines
      where ($1::uuid[] is null or oid = any($1)) and (
        refund_due_minor not between 0 and q_ordered * unit_price_minor - discount_minor + tax_minor
        or (q_rejected + q_cancelled + q_lost + q_refunded = q_ordered
            and refund_due_minor <> q_ordered * unit_price_minor - discount_minor + tax_minor))
      order by oid
      """;

  /** Promised are the pieces that somebody still has to make or send, and no others. */
  private static final String RESERVED =
      """
      select s.product_oid from stock s
      left join order_lines l on l.product_oid = s.product_oid
      where s.kind = 'on_hand' and ($1::uuid[] is null or s.product_oid = any($1))
      group by s.product_oid having s.reserved <> coalesce(sum(l.q_pending + l.q_accepted), 0)
      order by s.product_oid
      """;

  /** The work has ended if and only if nothing is open; only what is unanswered is pending. */
  private static final String STATES =
      """
      select w.oid from work_orders w join order_lines l on l.work_order_oid = w.oid
      where $1::uuid[] is null or w.oid = any($1) group by w.oid
      having (w.work_state in ('fulfilled', 'closed_short', 'cancelled'))
          <> (sum(l.q_pending + l.q_accepted) = 0)
        or (w.request_state in ('sent', 'received')) <> (sum(l.q_pending) > 0)
        or (w.work_state = 'cancelled') <> (sum(l.q_pending + l.q_accepted + l.q_shipped
          + l.q_delivered + l.q_returned + l.q_refunded + l.q_lost) = 0)
      order by w.oid
      """;

  /** An open cancel request asks for pieces that are there. */
  private static final String REQUESTS =
      """
      select c.oid from cancel_requests c join cancel_request_lines r on r.request_oid = c.oid
      join order_lines l on l.oid = r.line_oid
      where c.state = 'requested' and r.units > l.q_accepted
        and ($1::uuid[] is null or c.oid = any($1))
      order by c.oid
      """;

  private static final String VERSIONED =
      """
      select oid, version from orders union all
          select oid, version from work_orders union all select oid, version from shipments
          union all select oid, version from cancel_requests
          union all select oid, version from fact_reports
      """;

  /** One entry for each version of each order and work order, and the last is the row's. */
  private static final String AUDIT =
      """
      select v.oid from (%s) v
      left join audit_entries a on a.object = v.oid
      where $1::uuid[] is null or v.oid = any($1)
      group by v.oid, v.version
      having count(a.n) <> v.version or max(a.object_version) <> v.version
      order by v.oid
      """
          .formatted(VERSIONED);

  /**
   * Messages to a recipient are numbered 1, 2, 3 ...; the oldest go when they were sent long ago.
   */
  private static final String SEQUENCES =
      """
      select s.recipient_oid from streams s left join outbox o on o.recipient_oid = s.recipient_oid
      where $1::uuid[] is null or s.recipient_oid = any($1)
      group by s.recipient_oid
      having count(o.sequence) > 0 and (max(o.sequence) <> s.next_out - 1
          or count(o.sequence) <> max(o.sequence) - min(o.sequence) + 1)
      order by s.recipient_oid
      """;

  /**
   * What storefronts wait to hear is heard before it is worth nothing, and of one object in the
   * order in which it changed.
   */
  private static final String NOTICES =
      """
      select object_oid from (
          select object_oid, expires, (data::jsonb->>'version')::bigint as version,
              max((data::jsonb->>'version')::bigint) over (
                partition by object_oid, channel_oid order by n
                rows between unbounded preceding and 1 preceding) as before
          from channel_notices) as waiting
      where expires < now() or version < before
      group by object_oid order by object_oid
      """;

  /** What is for sale was approved by a rule of the office, or by a person not its artisan. */
  private static final String APPROVED =
      """
      select p.oid from products p join artisans a on a.oid = p.artisan_oid
      left join product_revisions r on r.oid = p.approved_revision_oid and r.product_oid = p.oid
      where ($1::uuid[] is null or p.oid = any($1))
        and p.state = 'listed' and p.available and a.state = 'active'
        and (r.state = 'approved' and (r.rule_oid is not null
          or r.reviewer like 'office:%' and lower(r.reviewer) <> 'office:' || lower(a.email)))
          is not true
      order by p.oid
      """;

  /** Who was purged can neither sign nor log in any more. */
  private static final String PURGED =
      """
      select a.oid from artisans a
      where a.purged is not null and (
          exists (select from artisan_keys k
            where k.artisan_oid = a.oid and k.state in ('pending', 'active', 'retiring'))
          or exists (select from broker_accounts b where b.recipient_oid = a.oid)
          or exists (select from enrolments e where e.artisan_oid = a.oid and e.used is null))
      order by a.oid
      """;

  /** A file that is whole has all of its chunks, and they are its owner's. */
  private static final String FILES =
      """
      select f.oid from files f left join file_chunks c on c.file_oid = f.oid
      where f.size is not null and ($1::uuid[] is null or f.oid = any($1)) group by f.oid
      having f.size <> coalesce(sum(octet_length(c.bytes)), 0)
        or count(c.n) <> coalesce(max(c.n) + 1, 0)
        or count(*) filter (where c.n is not null
          and c.artisan_oid is distinct from f.artisan_oid) > 0
      order by f.oid
      """;

  /** No more is done than there is; what it made is kept for a while. */
  private static final String OPERATIONS =
      "select oid from operations where done > total or expires < ended order by oid";

  /** Rows are in if and only if that was begun, by who had them checked; all, when it is over. */
  private static final String IMPORTS =
      """
      select i.oid from imports i join operations o on o.oid = i.oid
      left join operations c on c.oid = i.commit_oid
      where o.kind <> 'import.check' or o.artisan_oid is distinct from i.artisan_oid
        or (c.kind, c.principal, o.state) <> ('import.commit', o.principal, 'succeeded')
        or exists (select from import_rows r where r.import_oid = i.oid and (
          r.artisan_oid is distinct from i.artisan_oid
          or r.outcome in ('created', 'changed', 'unchanged', 'refused') and c.oid is null
          or r.outcome in ('create', 'change', 'same', 'invalid') and c.state = 'succeeded'))
      order by i.oid
      """;

  static final Map<String, Rule> RULES =
      Map.ofEntries(
          entry(
              "audit-has-every-version",
              Rule.drawn("audit_entries", AUDIT, "select oid from (" + VERSIONED + ") versioned")),
          entry("cancel-request-asks-for-what-is-there", Rule.drawn("cancel_requests", REQUESTS)),
          entry("file-is-its-chunks", Rule.drawn("files", FILES)),
          entry("import-follows-its-operations", Rule.whole("imports", IMPORTS)),
          entry("line-is-its-moves", Rule.drawn("order_lines", REPLAY)),
          entry(
              "messages-are-numbered",
              Rule.drawn("outbox", SEQUENCES, "select recipient_oid from streams")),
          entry("notices-wait-in-order", Rule.whole("channel_notices", NOTICES)),
          entry("operation-is-within-its-total", Rule.whole("operations", OPERATIONS)),
          entry("order-is-its-lines", Rule.drawn("orders", ORDER_SUMS)),
          entry("purged-is-locked-out", Rule.whole("artisans", PURGED)),
          entry("refund-is-within-net", Rule.drawn("order_lines", REFUNDS)),
          entry("relay-follows-links", Rule.whole("stream_leases", LINKS)),
          entry(
              "reserved-is-open",
              Rule.drawn(
                  "stock", RESERVED, "select product_oid from stock where kind = 'on_hand'")),
          entry(
              "shares-are-the-whole", Rule.drawn("work_orders", SHARES, "select oid from orders")),
          entry("states-follow-units", Rule.drawn("work_orders", STATES)),
          entry("visible-is-approved", Rule.drawn("products", APPROVED)),
          entry("webhook-is-within-its-stream", Rule.whole("webhooks", PLACES)));

  private TradeInvariants() {}
}
