package hms.storage.pg;

import hms.domain.job.Chunk;
import hms.domain.job.Interval;
import hms.storage.JobData;
import hms.storage.JobStatement;
import hms.storage.JobStore;
import hms.storage.StatementFailure;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What jobs read and publish, in PostgreSQL. Source: docs/compute.md. */
final class PgJobData implements JobData {
  private static final String PATIENTLY = "set local statement_timeout = '5min'";
  private static final String CHANGES_NOTHING = "set transaction read only";
  private static final String CLEAR = "delete from job_input where job = $1";

  /** Looked at last: whoever wants something of the job does not wait for the input. */
  private static final String FENCE =
      """
      select oid from job where oid = $1 and epoch = $2 and state = 'PLANNING' for no key update
      """;

  private static final String INPUT =
      """
      select bytes from job_input where job = $1 and unit >= $2 and unit < $3 order by unit
      """;

  /**
   * What a straggler of an earlier try leaves is not taken: its input may have been another. A new
   * try waits for this statement, as commits and cancels do, so it takes only a piece or so.
   */
  private static final String KEEP =
      """
      with fence as materialized (
        select oid from job
        where oid = $1 and state in ('RUNNING', 'PAUSED') and $2 > tries_from for share),
      kept as (
        insert into job_blob (job, lo, hi, part, piece, bytes)
        select f.oid, $3, $4, b.part, b.piece, b.bytes
        from fence f, unnest($5::integer[], $6::integer[], $7::bytea[]) as b(part, piece, bytes)
        on conflict do nothing),
      rejected as (
        insert into job_rejected (job, unit, reason)
        select f.oid, r.unit, r.reason from fence f, unnest($8::bigint[], $9::text[]) as r(unit, reason)
        on conflict do nothing)
      select count(*) from fence
      """;

  private static final String LEFT =
      """
      select coalesce(string_agg(l.bytes, '' order by l.lo, l.piece), '') as bytes
      from generate_series($4::bigint, $5::bigint - 1) p(part) left join (
        select b.part, b.lo, b.piece, b.bytes from job_blob b
          join job_chunk_result r on r.job = b.job and r.lo = b.lo and r.hi = b.hi
        where b.job = $1 and b.lo >= $2 and b.hi <= $3 and b.part >= $4 and b.part < $5) l
        on l.part = p.part
      group by p.part order by p.part
      """;

  private static final String REJECTED =
      """
      select x.unit, x.reason from job_rejected x
      where x.job = $1 and x.unit < (
          select r.hi from job_chunk_result r where r.job = x.job and r.lo <= x.unit
          order by r.lo desc limit 1)
      order by x.unit limit $2
      """;

  /**
   * Classes of errors that trying again does not mend: data, cardinality, constraints, names and
   * rights, limits, what a function raised. Source: PostgreSQL, Appendix A.
   */
  private static final Set<String> AT_FAULT = Set.of("21", "22", "23", "42", "54", "P0");

  /** It took longer than it may, and would again. */
  private static final String TOOK_TOO_LONG = "57014";

  private final Pool pool;
  private final Pool patient;
  private final PgChunkDigests digests;

  PgJobData(Pool pool, Pool patient) {
    this.pool = pool;
    this.patient = patient;
    this.digests = new PgChunkDigests(patient);
  }

  @Override
  public Future<Optional<Long>> freeze(UUID job, long epoch, JobStatement statement) {
    return patiently(connection ->
            run(connection, CLEAR, Tuple.of(job))
                .compose(clear -> run(connection, statement.sql(), values(job, statement)))
                .compose(rows ->
                    run(connection, FENCE, Tuple.of(job, epoch))
                        .compose(
                            held -> held == 1 ? Future.succeededFuture((long) rows) : fenced())))
        .map(Optional::of)
        .recover(fault ->
            fault instanceof Fenced
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(fault));
  }

  @Override
  public Future<List<byte[]>> input(UUID job, Interval units) {
    return new PgStatements(pool)
        .rows(
            INPUT, Tuple.of(job, units.lo(), units.hi()), row -> row.getBuffer("bytes").getBytes());
  }

  @Override
  public Future<List<byte[]>> read(UUID job, Interval units, JobStatement query) {
    Tuple values = Tuple.of(job, units.lo(), units.hi());
    query.values().forEach(values::addValue);
    return new PgStatements(pool).rows(query.sql(), values, row -> row.getBuffer(0).getBytes());
  }

  @Override
  public Future<List<Judged>> judge(UUID job, JobStatement oracle) {
    return patiently(connection ->
        run(connection, CHANGES_NOTHING, Tuple.tuple())
            .compose(quiet ->
                new PgStatements(connection)
                    .rows(
                        oracle.sql(),
                        values(job, oracle),
                        row -> new Judged(row.getString(0), row.getString(1), row.getString(2)))));
  }

  @Override
  public Future<Boolean> keep(Chunk chunk, Left left) {
    return keep(chunk, LeftPieces.of(left).iterator());
  }

  /** The first one that is refused is the last one: nobody waits for the others either. */
  private Future<Boolean> keep(Chunk chunk, Iterator<LeftPieces> left) {
    if (!left.hasNext()) return Future.succeededFuture(true);
    Tuple values = Tuple.of(chunk.job(), chunk.epoch(), chunk.lo(), chunk.hi());
    left.next().addTo(values);
    return new PgStatements(pool)
        .rows(KEEP, values, row -> row.getLong(0))
        .compose(kept -> kept.getFirst() == 1 ? keep(chunk, left) : Future.succeededFuture(false));
  }

  @Override
  public Future<List<byte[]>> left(UUID job, Interval by, Interval parts) {
    return new PgStatements(pool)
        .rows(
            LEFT,
            Tuple.of(job, by.lo(), by.hi(), parts.lo(), parts.hi()),
            row -> row.getBuffer("bytes").getBytes());
  }

  @Override
  public Future<Optional<Committed>> committed(UUID job, Interval units) {
    return digests.committed(job, units);
  }

  @Override
  public Future<List<Rejected>> rejected(UUID job, int limit) {
    return new PgStatements(pool)
        .rows(
            REJECTED,
            Tuple.of(job, limit),
            row -> new Rejected(row.getLong("unit"), row.getString("reason")));
  }

  /** Ends the job and publishes its result, both or neither. */
  Future<Boolean> publish(UUID job, long epoch, JobStore.End end, JobStatement publication) {
    return patiently(connection ->
        new PgJobResults(connection)
            .finish(job, epoch, end)
            .compose(ended ->
                ended
                    ? run(connection, publication.sql(), values(job, publication)).map(true)
                    : Future.succeededFuture(false)));
  }

  private <T> Future<T> patiently(Function<SqlConnection, Future<T>> work) {
    return patient
        .withTransaction(connection ->
            run(connection, PATIENTLY, Tuple.tuple()).compose(set -> work.apply(connection)))
        .recover(fault -> Future.failedFuture(atFault(fault)));
  }

  private static Throwable atFault(Throwable fault) {
    return fault instanceof PgException refused && isFinal(refused.getSqlState())
        ? new StatementFailure(refused.getErrorMessage(), refused)
        : fault;
  }

  private static boolean isFinal(String state) {
    return state.equals(TOOK_TOO_LONG) || AT_FAULT.contains(state.substring(0, 2));
  }

  private static Tuple values(UUID job, JobStatement statement) {
    Tuple values = Tuple.of(job);
    statement.values().forEach(values::addValue);
    return values;
  }

  private static Future<Integer> run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).map(done -> done.rowCount());
  }

  private static <T> Future<T> fenced() {
    return Future.failedFuture(new Fenced());
  }

  /** Rolls back; somebody else owns the job. */
  private static final class Fenced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fenced() {
      super("fenced", null, false, false);
    }
  }
}
