package hms.storage.pg;

import hms.domain.job.ChunkResult;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Jobs in PostgreSQL. Source: docs/compute.md. */
public final class PgJobStore implements JobStore {
  private static final String INSERT =
      """
      insert into job (oid, type, parameters, state, submitted_by, created)
      values ($1, $2, $3, 'QUEUED', $4, $5)
      on conflict (oid) do nothing
      """;

  private static final String FIND = "select " + PgJobRow.COLUMNS + " from job where oid = $1";

  private static final String LIST =
      "select " + PgJobRow.COLUMNS + " from job order by oid desc limit $1";

  private static final String WAKE = "notify " + PgWakeUp.CHANNEL;

  private static final String RENEW =
      """
      with renewed as (
        insert into compute_node (node, name, slots, lease_until)
        values ($1, $2, $3, now() + $4 * interval '1 millisecond')
        on conflict (node) do update set lease_until = excluded.lease_until
        returning node)
      select node from compute_node where lease_until > now()
      union select node from renewed
      order by node
      """;

  /** Rows of nodes long gone go with the first one that leaves; their jobs have new owners. */
  private static final String LEAVE =
      "delete from compute_node where node = $1 or lease_until < now() - interval '1 day'";

  /** A live owner always has more than 2.4 s left: a suspect with less has missed a renewal. */
  private static final String LEASE_OVER =
      """
      select node from compute_node
      where lease_until < now() + case when node = any($1) then interval '2.2 s' else interval '0 s' end
      order by node
      """;

  /** Tests the owner in the row itself, so that the test is made again after a lock wait. */
  private static final String CLAIM =
      """
      with mine as (
        select oid from job
        where ended is null
          and (owner is null or owner = any($2) or (owner = $1 and oid <> all($3)))
        order by oid limit 64
        for no key update skip locked)
      update job
      set owner = $1, epoch = epoch + 1,
          state = case when state = 'QUEUED' then 'PLANNING' else state end
      from mine where job.oid = mine.oid
      """
          + "returning "
          + PgJobRow.COLUMNS_OF_JOB;

  private static final String PLAN =
      """
      update job set state = 'RUNNING', units_total = $3, started = now()
      where oid = $1 and epoch = $2 and state = 'PLANNING'
      """;

  /** The row lock orders commits and take-overs. No row back: fenced. */
  private static final String COMMIT =
      """
      with fence as materialized (
        select oid from job where oid = $1 and epoch = $2 and state = 'RUNNING'
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

  /** Gaps and islands: one row for each run of neighbours. */
  private static final String COMMITTED =
      """
      select min(lo) as lo, max(hi) as hi from (
        select lo, hi, count(*) filter (where gap) over (order by lo) as run from (
          select lo, hi, lo is distinct from lag(hi) over (order by lo) as gap
          from job_chunk_result where job = $1) edges) runs
      group by run order by lo
      """;

  private static final String PARTS =
      """
      select lo, hi, payload from job_chunk_result
      where job = $1 and lo >= $2 order by lo limit $3
      """;

  private static final String SUCCEED =
      """
      update job set state = 'SUCCEEDED', result = $3, verdict = 'CONFIRMED', ended = now()
      where oid = $1 and epoch = $2 and state = 'RUNNING' and units_done = units_total
      """;

  private static final String FAIL =
      """
      update job set state = 'FAILED', reason = $3, verdict = $4, ended = now()
      where oid = $1 and epoch = $2 and state in ('PLANNING', 'RUNNING')
      """;

  private final Pool pool;
  private final PgWakeUp wakeUp;

  /** The pool lends one connection for as long as {@link #onWake} listens. */
  public PgJobStore(Vertx vertx, Pool pool) {
    this.pool = pool;
    this.wakeUp = new PgWakeUp(vertx, pool);
  }

  @Override
  public Future<Void> insert(Job job) {
    var values =
        Tuple.of(
            job.oid(),
            job.type(),
            new JsonObject(job.parameters()),
            job.submittedBy(),
            job.created().atOffset(ZoneOffset.UTC));
    return run(INSERT, values).mapEmpty();
  }

  @Override
  public Future<Optional<Job>> find(UUID oid) {
    return rows(FIND, Tuple.of(oid), PgJobRow::job).map(jobs -> jobs.stream().findFirst());
  }

  @Override
  public Future<List<Job>> list(int limit) {
    return rows(LIST, Tuple.of(limit), PgJobRow::job);
  }

  @Override
  public Future<Void> wake() {
    return pool.query(WAKE).execute().mapEmpty();
  }

  @Override
  public Future<Void> onWake(Runnable woken) {
    return wakeUp.listen(woken);
  }

  @Override
  public Future<Set<String>> renew(ComputeNode node, Duration lease) {
    return rows(
            RENEW,
            Tuple.of(node.node(), node.name(), node.slots(), lease.toMillis()),
            row -> row.getString("node"))
        .map(Set::copyOf);
  }

  @Override
  public Future<Void> leave(String node) {
    return run(LEAVE, Tuple.of(node)).compose(gone -> wake());
  }

  @Override
  public Future<List<Job>> claim(String node, Set<String> suspects, Set<UUID> held) {
    return rows(LEASE_OVER, texts(suspects), row -> row.getString("node"))
        .compose(over -> claimFrom(node, over, held));
  }

  private Future<List<Job>> claimFrom(String node, List<String> over, Set<UUID> held) {
    Tuple values =
        Tuple.tuple()
            .addString(node)
            .addArrayOfString(over.toArray(String[]::new))
            .addArrayOfUUID(held.toArray(UUID[]::new));
    return rows(CLAIM, values, PgJobRow::job);
  }

  @Override
  public Future<Boolean> plan(UUID job, long epoch, long unitsTotal) {
    return changed(PLAN, Tuple.of(job, epoch, unitsTotal));
  }

  @Override
  public Future<Boolean> commit(List<ChunkResult> results) {
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
            .addValue(column(results, r -> Buffer.buffer(r.payload())).toArray(Buffer[]::new));
    return changed(COMMIT, values);
  }

  private static <T> List<T> column(List<ChunkResult> results, Function<ChunkResult, T> part) {
    return results.stream().map(part).toList();
  }

  @Override
  public Future<List<Interval>> committed(UUID job) {
    return rows(COMMITTED, Tuple.of(job), PgJobStore::interval);
  }

  @Override
  public Future<List<Part>> parts(UUID job, long fromLo, int limit) {
    return rows(
        PARTS,
        Tuple.of(job, fromLo, limit),
        row -> new Part(interval(row), row.getBuffer("payload").getBytes()));
  }

  private static Interval interval(Row row) {
    return new Interval(row.getLong("lo"), row.getLong("hi"));
  }

  @Override
  public Future<Boolean> finish(UUID job, long epoch, End end) {
    return switch (end) {
      case End.Succeeded(var result) ->
          changed(SUCCEED, Tuple.of(job, epoch, new JsonObject(result)));
      case End.Failed(var reason, var refuted) ->
          changed(FAIL, Tuple.of(job, epoch, reason, refuted ? "REFUTED" : null));
    };
  }

  private static Tuple texts(Set<String> values) {
    return Tuple.tuple().addArrayOfString(values.toArray(String[]::new));
  }

  private Future<Boolean> changed(String sql, Tuple values) {
    return run(sql, values).map(done -> done.rowCount() == 1);
  }

  private <T> Future<List<T>> rows(String sql, Tuple values, Function<Row, T> read) {
    return run(sql, values)
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(read)
                .collect(Collectors.toUnmodifiableList()));
  }

  private Future<RowSet<Row>> run(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values);
  }
}
