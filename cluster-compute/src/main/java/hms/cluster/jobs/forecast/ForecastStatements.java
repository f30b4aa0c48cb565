package hms.cluster.jobs.forecast;

import hms.storage.JobStatement;
import java.util.UUID;

/** What a forecast is made from, what it must look like, and where it goes. */
final class ForecastStatements {
  /**
   * The last twenty years: what is older, or has a date that nobody meant, says nothing of today.
   * Whole buckets only, up to the one in which somebody asked; each series from the first order on,
   * by the numbers of the buckets in which something was ordered.
   */
  private static final String SERIES =
      """
      with asked as (
        select date_trunc($2, created at time zone 'UTC')::date as until,
            case when $2 = 'week' then 7 else 1 end as days
        from job where oid = $1),
      sold as (
        select l.product_oid as product,
            date_trunc($2, o.placed_at at time zone 'UTC')::date as starts,
            sum(l.q_ordered - l.q_cancelled) as pieces
        from order_lines l
          join work_orders w on w.oid = l.work_order_oid
          join orders o on o.oid = w.order_oid
        where o.placed_at at time zone 'UTC' < (select until from asked)
          and o.placed_at at time zone 'UTC' >= (select until from asked) - interval '20 years'
          and ($3 or l.product_oid = any($4))
        group by 1, 2),
      numbered as (
        select product, starts, pieces, min(starts) over (partition by product) as first from sold)
      insert into job_input (job, unit, bytes)
      select $1, row_number() over (order by product) - 1,
          convert_to(jsonb_build_object(
              'product', product, 'first', first, 'buckets', (until - first) / days,
              'sold', jsonb_agg(jsonb_build_array((starts - first) / days, pieces) order by starts)
          )::text, 'UTF8')
      from numbered cross join asked
      group by product, first, until, days
      """;

  /** Each product has a number for each bucket ahead, and no number is out of its range. */
  private static final String ROWS =
      """
      select 'rows', (select count(*) * $2 from job_input where job = $1)::text, count(*)::text
      from job_rows($1) r
      where (r ->> 2)::float8 >= 0
        and (r ->> 2)::float8 between (r ->> 3)::float8 and (r ->> 4)::float8
      """;

  private static final String PUBLISH =
      """
      insert into demand_forecast
        (product_oid, bucket, starts, forecast, low, high, method, mae, wape, mase, job)
      select p.oid, $2, (r ->> 1)::date, (r ->> 2)::float8, (r ->> 3)::float8, (r ->> 4)::float8,
          r ->> 5, (r ->> 6)::float8, (r ->> 7)::float8, (r ->> 8)::float8, $1
      from job_rows($1) r join products p on p.oid = (r ->> 0)::uuid
      on conflict (product_oid, bucket, starts) do update
      set forecast = excluded.forecast, low = excluded.low, high = excluded.high,
          method = excluded.method, mae = excluded.mae, wape = excluded.wape,
          mase = excluded.mase, job = excluded.job
      """;

  private ForecastStatements() {}

  static JobStatement series(ForecastParameters asked) {
    var products = asked.products();
    return JobStatement.of(
        SERIES, asked.bucket().word(), products.isEmpty(), products.toArray(UUID[]::new));
  }

  static JobStatement rows(ForecastParameters asked) {
    return JobStatement.of(ROWS, asked.horizon());
  }

  static JobStatement publish(ForecastParameters asked) {
    return JobStatement.of(PUBLISH, asked.bucket().word());
  }
}
