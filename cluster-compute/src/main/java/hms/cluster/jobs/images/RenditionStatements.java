package hms.cluster.jobs.images;

import hms.storage.JobStatement;
import java.util.UUID;

/** Which pictures there are, what they are made from, and where what is made of them goes. */
final class RenditionStatements {
  private static final int ORIGINAL_MAX_BYTES = 16_000_000;

  /** A picture of a product each; the bits say which sizes were not made like this yet. */
  private static final String PICTURES =
      """
      with pictures as (
        select i.oid, i.media_type, coalesce((
            select sum(1 << (a.n::int - 1)) from unnest($4::text[], $5::text[]) with ordinality as a(size, spec, n)
            where $6 or not exists (
              select from image_bytes b
              where b.image_oid = i.oid and b.size = a.size and b.spec = a.spec)), 0) as wanted
        from product_images i
        where i.product_oid is not null and ($2 or i.product_oid = any($3)))
      insert into job_input (job, unit, bytes)
      select $1, row_number() over (order by oid) - 1,
          uuid_send(oid) || decode(lpad(to_hex(wanted), 2, '0'), 'hex')
          || case media_type when 'image/jpeg' then '\\x00'::bytea else '\\x01'::bytea end
      from pictures
      """;

  /** Originals are never changed, so they need not be copied to be frozen. */
  private static final String ORIGINALS =
      """
      select i.bytes || coalesce(b.bytes, '')
      from job_input i
        left join image_bytes b on b.image_oid = encode(substring(i.bytes for 16), 'hex')::uuid
          and b.size = 'original' and get_byte(i.bytes, 16) > 0 and octet_length(b.bytes) <= $4
      where i.job = $1 and i.unit >= $2 and i.unit < $3
      order by i.unit
      """;

  /** Each wanted size has a row, and the bytes of each row are there, with its digest. */
  private static final String WHOLE =
      """
      select 'renditions', (
          select count(*)::text from job_input cross join generate_series(0, 7) bit
          where job = $1 and (get_byte(bytes, 16) >> bit) & 1 = 1), count(*)::text
      from job_rows($1)
      union all
      select 'digests that differ', '0', count(*)::text from job_rows($1) r
      where encode(sha256(job_left($1, (r ->> 7)::int)), 'hex') is distinct from r ->> 5
        or octet_length(job_left($1, (r ->> 7)::int)) is distinct from (r ->> 4)::int
      """;

  private static final String PUBLISH =
      """
      insert into image_bytes (image_oid, size, width, height, bytes, spec)
      select i.oid, r ->> 1, (r ->> 2)::int, (r ->> 3)::int, job_left($1, (r ->> 7)::int), r ->> 6
      from job_rows($1) r join product_images i on i.oid = (r ->> 0)::uuid
      on conflict (image_oid, size) do update
      set width = excluded.width, height = excluded.height, bytes = excluded.bytes,
          spec = excluded.spec
      """;

  private RenditionStatements() {}

  static JobStatement pictures(RenditionParameters asked, int version) {
    var products = asked.products();
    return JobStatement.of(
        PICTURES,
        products.isEmpty(),
        products.toArray(UUID[]::new),
        asked.sizes().stream().map(RenditionSize::word).toArray(String[]::new),
        asked.sizes().stream().map(each -> each.spec(version)).toArray(String[]::new),
        asked.force());
  }

  static JobStatement originals() {
    return JobStatement.of(ORIGINALS, ORIGINAL_MAX_BYTES);
  }

  static JobStatement whole() {
    return JobStatement.of(WHOLE);
  }

  static JobStatement publish() {
    return JobStatement.of(PUBLISH);
  }
}
