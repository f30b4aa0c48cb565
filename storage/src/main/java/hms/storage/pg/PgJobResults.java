package hms.storage.pg;

import hms.domain.job.Chunk;
import hms.domain.job.ChunkFailure;
import hms.domain.job.ChunkResult;
import hms.domain.job.DeadChunk;
import hms.domain.job.EndReason;
import hms.domain.job.FailureClass;
import hms.domain.job.Interval;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What chunks came to, and how jobs end; each change in one statement, behind the fence. */
final class PgJobResults {
  /**
   * The row lock orders commits, take-overs and cancels. No row back: fenced. In {@code fast} mode
   * this one transaction does not wait for the disk; the end of the job does, and flushes all.
   */
  private static final String COMMIT =
      """
      with fence as materialized (
        select oid, set_config('synchronous_commit',
            case when $11 then 'off' else current_setting('synchronous_commit') end, true)
        from job where oid = $1 and epoch = $2 and state in ('RUNNING', 'PAUSED')
        for no key update),
      added as (
        insert into job_chunk_result
          (job, lo, hi, attempt, epoch, node, started, wall_micros, cpu_micros, payload)
        select f.oid, b.lo, b.hi, b.attempt, $2, b.node, b.started, b.wall, b.cpu, b.payload
        from fence f, unnest($3::bigint[], $4::bigint[], $5::integer[], $6::text[],
            $7::timestamptz[], $8::bigint[], $9::bigint[], $10::bytea[])
          as b(lo, hi, attempt, node, started, wall, cpu, payload)
        on conflict (job, lo) do nothing
        returning lo, hi, cpu_micros)
      update job
      set units_done = units_done + (select coalesce(sum(hi - lo), 0) from added),
          chunks_done = chunks_done + (select count(*) from added),
          cpu_micros = cpu_micros + (select coalesce(sum(added.cpu_micros), 0) from added)
      where oid = (select oid from fence)
      """;

  /** All commits under the old epoch are answered before the owner asks for this. */
  private static final String RAISE =
      """
      with fence as materialized (
        select oid from job where oid = $1 and epoch = $2 and state in ('RUNNING', 'PAUSED')
        for no key update),
      buried as (
        insert into job_dead_chunk (job, lo, hi, nodes, attempts, class, message)
        select f.oid, d.lo, d.hi, d.nodes, d.attempts, d.class, d.message
        from fence f, unnest($3::bigint[], $4::bigint[], $5::integer[], $6::integer[],
            $7::text[], $8::text[]) as d(lo, hi, nodes, attempts, class, message)
        where not exists (
            select from job_chunk_result r where r.job = f.oid and r.lo < d.hi and r.hi > d.lo)
        on conflict (job, lo) do nothing
        returning lo, hi)
      update job
      set epoch = epoch + 1,
          units_dead = units_dead + (select coalesce(sum(hi - lo), 0) from buried)
      where oid = (select oid from fence)
      returning epoch
      """;

  private static final String NOTE =
      """
      insert into job_failure (job, lo, hi, attempt, epoch, node, class, message, stack)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9
      where (select count(*) from job_failure where job = $1) < 1000
      """;

  private static final String FAILURES =
      """
      select f.lo, f.hi, f.attempt, f.epoch, f.node, f.class, f.message, f.stack
      from job_failure f join job j on j.oid = f.job
      where f.job = $1 and f.epoch > j.tries_from order by f.n
      """;

  private static final String TRIES_FROM = "select tries_from from job where oid = $1";

  private static final String DEAD =
      """
      select lo, hi, class, message, nodes, attempts from job_dead_chunk where job = $1 order by lo
      """;

  /** Gaps and islands: one row for each run of neighbours. */
  private static final String RUNS =
      """
      select min(lo) as lo, max(hi) as hi from (
        select lo, hi, count(*) filter (where gap) over (order by lo) as run from (
          select lo, hi, lo is distinct from lag(hi) over (order by lo) as gap
          from (%s) pieces) edges) runs
      group by run order by lo
      """;

  private static final String COMMITTED =
      RUNS.formatted("select lo, hi from job_chunk_result where job = $1");

  private static final String SETTLED =
      RUNS.formatted(
          """
          select lo, hi from job_chunk_result where job = $1
          union all select lo, hi from job_dead_chunk where job = $1\
          """);

  /**
   * A part is in its row, or beside it if it is large. How large is known without reading it, so
   * what goes beyond the page is not read.
   */
  private static final String PARTS =
      """
      select p.lo, p.hi, coalesce(nullif(p.payload, ''), (
          select string_agg(b.bytes, '' order by b.piece) from job_blob b
          where b.job = $1 and b.part = -1 and b.lo = p.lo and b.hi = p.hi), '') as payload
      from (
        select lo, hi, payload, sum(size) over (order by lo) as bytes,
            row_number() over (order by lo) as place
        from (
          select r.lo, r.hi, r.payload, coalesce(nullif(octet_length(r.payload), 0), (
              select sum(octet_length(b.bytes)) from job_blob b
              where b.job = $1 and b.part = -1 and b.lo = r.lo and b.hi = r.hi), 0) as size
          from job_chunk_result r where r.job = $1 and r.lo >= $2 order by r.lo limit 1000) sized
        ) p
      where p.bytes <= $3 or p.place = 1 order by p.lo
      """;

  private static final String SUCCEED =
      """
      update job set state = 'SUCCEEDED', result = $3, verdict = $4, ended = now()
      where oid = $1 and epoch = $2 and state = 'RUNNING' and units_done = units_total
      """;

  private static final String SUCCEED_IN_PART =
      """
      with rejected as (
        select count(*) as units from job_rejected x where x.job = $1 and x.unit < (
            select r.hi from job_chunk_result r where r.job = x.job and r.lo <= x.unit
            order by r.lo desc limit 1))
      update job set state = 'PARTIAL', result = $3, ended = now(), units_rejected = rejected.units
      from rejected
      where oid = $1 and epoch = $2 and state = 'RUNNING' and units_dead + rejected.units > 0
        and units_done + units_dead = units_total
      """;

  private static final String FAIL =
      """
      update job set state = 'FAILED', reason = $3, verdict = $4, ended = now()
      where oid = $1 and epoch = $2 and state in ('QUEUED', 'PLANNING', 'RUNNING', 'PAUSED')
      """;

  private static final String STOP =
      """
      update job set state = 'CANCELLED', ended = now()
      where oid = $1 and epoch = $2 and state = 'CANCELLING'
      """;

  private final PgStatements statements;

  PgJobResults(SqlClient client) {
    this.statements = new PgStatements(client);
  }

  Future<Boolean> commit(List<ChunkResult> results, boolean fast) {
    var chunk = results.getFirst().chunk();
    Tuple values =
        Tuple.tuple()
            .addUUID(chunk.job())
            .addLong(chunk.epoch())
            .addArrayOfLong(column(results, r -> r.chunk().lo()).toArray(Long[]::new))
            .addArrayOfLong(column(results, r -> r.chunk().hi()).toArray(Long[]::new))
            .addArrayOfInteger(column(results, r -> r.chunk().attempt()).toArray(Integer[]::new))
            .addArrayOfString(column(results, ChunkResult::node).toArray(String[]::new))
            .addValue(
                column(results, r -> r.started().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new))
            .addArrayOfLong(column(results, ChunkResult::wallMicros).toArray(Long[]::new))
            .addArrayOfLong(column(results, ChunkResult::cpuMicros).toArray(Long[]::new))
            .addValue(column(results, r -> Buffer.buffer(r.payload())).toArray(Buffer[]::new))
            .addBoolean(fast);
    return statements.changed(COMMIT, values);
  }

  Future<Optional<Long>> raise(UUID job, long epoch, List<DeadChunk> dead) {
    Tuple values =
        Tuple.tuple()
            .addUUID(job)
            .addLong(epoch)
            .addArrayOfLong(column(dead, d -> d.interval().lo()).toArray(Long[]::new))
            .addArrayOfLong(column(dead, d -> d.interval().hi()).toArray(Long[]::new))
            .addArrayOfInteger(column(dead, DeadChunk::nodes).toArray(Integer[]::new))
            .addArrayOfInteger(column(dead, DeadChunk::attempts).toArray(Integer[]::new))
            .addArrayOfString(column(dead, d -> d.failure().name()).toArray(String[]::new))
            .addArrayOfString(column(dead, DeadChunk::message).toArray(String[]::new));
    return statements
        .rows(RAISE, values, row -> row.getLong("epoch"))
        .map(epochs -> epochs.stream().findFirst());
  }

  Future<Void> note(ChunkFailure failure) {
    Chunk chunk = failure.chunk();
    Tuple values =
        Tuple.of(chunk.job(), chunk.lo(), chunk.hi(), chunk.attempt(), chunk.epoch())
            .addString(failure.node())
            .addString(failure.failure().name())
            .addString(failure.message())
            .addString(failure.stack());
    return statements.run(NOTE, values).mapEmpty();
  }

  Future<JobStore.Rebuilt> rebuild(UUID job) {
    return statements
        .rows(SETTLED, Tuple.of(job), PgJobResults::interval)
        .compose(settled ->
            statements
                .rows(FAILURES, Tuple.of(job), row -> failure(job, row))
                .compose(failures ->
                    statements
                        .rows(TRIES_FROM, Tuple.of(job), row -> row.getLong(0))
                        .map(from ->
                            new JobStore.Rebuilt(
                                settled, failures, from.isEmpty() ? 0 : from.getFirst()))));
  }

  private static ChunkFailure failure(UUID job, Row row) {
    return new ChunkFailure(
        new Chunk(
            job,
            row.getLong("epoch"),
            row.getLong("lo"),
            row.getLong("hi"),
            row.getInteger("attempt")),
        row.getString("node"),
        FailureClass.valueOf(row.getString("class")),
        row.getString("message"),
        row.getString("stack"));
  }

  Future<List<DeadChunk>> dead(UUID job) {
    return statements.rows(
        DEAD,
        Tuple.of(job),
        row ->
            new DeadChunk(
                interval(row),
                FailureClass.valueOf(row.getString("class")),
                row.getString("message"),
                row.getInteger("nodes"),
                row.getInteger("attempts")));
  }

  Future<List<Interval>> committed(UUID job) {
    return statements.rows(COMMITTED, Tuple.of(job), PgJobResults::interval);
  }

  Future<List<JobStore.Part>> parts(UUID job, long fromLo, long bytes) {
    return statements.rows(
        PARTS,
        Tuple.of(job, fromLo, bytes),
        row -> new JobStore.Part(interval(row), row.getBuffer("payload").getBytes()));
  }

  private static Interval interval(Row row) {
    return new Interval(row.getLong("lo"), row.getLong("hi"));
  }

  Future<Boolean> finish(UUID job, long epoch, JobStore.End end) {
    return switch (end) {
      case JobStore.End.Succeeded(var result, var confirmed, var publication) ->
          statements.changed(
              SUCCEED,
              Tuple.of(job, epoch, new JsonObject(result), confirmed ? "CONFIRMED" : null));
      case JobStore.End.Partial(var result, var publication) ->
          statements.changed(SUCCEED_IN_PART, Tuple.of(job, epoch, new JsonObject(result)));
      case JobStore.End.Failed(var reason, var detail) ->
          statements.changed(
              FAIL,
              Tuple.of(
                  job,
                  epoch,
                  reason.because(detail),
                  reason == EndReason.REFUTED ? "REFUTED" : null));
      case JobStore.End.Cancelled cancelled -> statements.changed(STOP, Tuple.of(job, epoch));
    };
  }

  private static <S, T> List<T> column(List<S> records, Function<S, T> part) {
    return records.stream().map(part).toList();
  }
}
