package hms.cluster.jobs.copurchase;

import hms.storage.JobStatement;

/** Which orders count, what their pairs must add up to, and where recommendations go. */
final class CoPurchaseStatements {
  /** An order with more products is no taste but a stock. */
  private static final int PRODUCTS_MAX = 100;

  private static final int ORDERS_A_UNIT = 200;

  /**
   * Each unit is some orders: how many pairs they have, then for each of them how many products,
   * and the oid of each with the number of orders that it is in. Lines of which every piece was
   * cancelled do not count.
   */
  private static final String ORDERS =
      """
      with lines as (
        select distinct w.order_oid as placed, l.product_oid as product
        from order_lines l
          join work_orders w on w.oid = l.work_order_oid
          join orders o on o.oid = w.order_oid
        where l.q_ordered > l.q_cancelled
          and o.placed_at >= (select created from job where oid = $1) - make_interval(days => $2)),
      counted as (
        select placed, product, count(*) over (partition by placed) as products from lines),
      kept as (
        select placed, product, products, count(*) over (partition by product) as orders
        from counted where products <= $3),
      written as (
        select placed, products * (products - 1) as pairs, int4send(products::int)
            || string_agg(uuid_send(product) || int4send(orders::int), '' order by product) as bytes
        from kept group by placed, products),
      numbered as (
        select *, (row_number() over (order by placed) - 1) / $4 as unit from written)
      insert into job_input (job, unit, bytes)
      select $1, unit, int8send(sum(pairs)::bigint) || string_agg(bytes, '' order by placed)
      from numbered group by unit
      """;

  /**
   * Who is in an order with m products has m - 1 others: what SQL counted when the orders were
   * frozen, against what came through to the parts, of which each has told how many pairs it was
   * given.
   */
  private static final String PAIRS =
      """
      with number as (select 'x' || encode(substring(bytes from 1 for 8), 'hex') as hex, source from (
          select bytes, 'expected' as source from job_input where job = $1
          union all
          select b.bytes, 'found' from job_blob b
            join job_chunk_result r on r.job = b.job and r.lo = b.lo and r.hi = b.hi
          where b.job = $1 and b.lo >= (select count(*) from job_input where job = $1)
            and b.part >= 0) each)
      select 'pairs',
        coalesce(sum(hex::bit(64)::bigint) filter (where source = 'expected'), 0)::text,
        coalesce(sum(hex::bit(64)::bigint) filter (where source = 'found'), 0)::text
      from number
      """;

  private static final String PUBLISH = "select publish_recommendations($1)";

  private CoPurchaseStatements() {}

  static JobStatement orders(CoPurchaseParameters asked) {
    return JobStatement.of(ORDERS, asked.days(), PRODUCTS_MAX, ORDERS_A_UNIT);
  }

  static JobStatement pairs() {
    return JobStatement.of(PAIRS);
  }

  static JobStatement publish() {
    return JobStatement.of(PUBLISH);
  }
}
