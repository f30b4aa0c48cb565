package hms.storage.pg;

import hms.domain.job.Chunk;
import hms.domain.job.Interval;
import hms.storage.ChunkDigest;
import hms.storage.JobData.Committed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What chunks have come to, digested where it lies: up to 64 MiB stay in the database. */
final class PgChunkDigests {
  private static final String COMMITTED =
      """
      select r.lo, r.hi, r.epoch, r.attempt, encode(sha256(r.payload), 'hex') as part,
        (select coalesce(json_object_agg(b.part, b.sha), '{}')
          from (
            select part, encode(sha256(string_agg(bytes, '' order by piece)), 'hex') as sha
            from job_blob where job = $1 and lo = $2 and hi = $3 group by part) b) as left_to,
        (select coalesce(json_object_agg(x.unit, x.reason), '{}') from job_rejected x
          where x.job = $1 and x.unit >= $2 and x.unit < $3) as rejected
      from job_chunk_result r join job j on j.oid = r.job
      where r.job = $1 and r.lo = $2 and r.hi = $3 and j.swept is null
      """;

  private final PgStatements statements;

  PgChunkDigests(Pool pool) {
    this.statements = new PgStatements(pool);
  }

  Future<Optional<Committed>> committed(UUID job, Interval units) {
    return statements
        .rows(COMMITTED, Tuple.of(job, units.lo(), units.hi()), row -> committed(job, row))
        .map(found -> found.stream().findFirst());
  }

  private static Committed committed(UUID job, Row row) {
    var chunk =
        new Chunk(
            job,
            row.getLong("epoch"),
            row.getLong("lo"),
            row.getLong("hi"),
            row.getInteger("attempt"));
    var digest =
        new ChunkDigest(
            row.getString("part"),
            texts(row.getJsonObject("left_to"), Integer::valueOf),
            texts(row.getJsonObject("rejected"), Long::valueOf));
    return new Committed(chunk, digest);
  }

  private static <K> Map<K, String> texts(JsonObject object, Function<String, K> key) {
    return object.stream()
        .collect(
            Collectors.toMap(each -> key.apply(each.getKey()), each -> (String) each.getValue()));
  }
}
