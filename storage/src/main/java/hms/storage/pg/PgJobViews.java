package hms.storage.pg;

import hms.domain.Actor;
import hms.domain.job.Job;
import hms.domain.job.JobExplanation;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people ask of the compute cluster: who is there, and who has done what. */
public final class PgJobViews {
  private static final String SWEPT = "select from job where oid = $1 and swept is not null";

  private static final String NODES =
      """
      select node, name, slots from compute_node where lease_until > now() order by name, node
      """;
  private static final String SHARES =
      """
      select r.node, count(*) as chunks, sum(r.hi - r.lo)::bigint as units,
          sum(r.cpu_micros)::bigint as cpu_micros
      from job_chunk_result r where r.job = $1 group by r.node order by r.node
      """;

  private static final String STANDINGS =
      """
      select oid, state, units_total, units_done from job order by created desc, oid desc limit $1
      """;

  private static final String JOBS = "select " + PgJobRow.COLUMNS + " from job ";
  private static final PgColumns SQL = PgColumns.builder().at("schedule", "schedule").build();
  static final PgPages<Job> PAGES = new PgPages<>(StoredFields.JOB, JOBS, SQL);

  private static final String CHUNKS =
      """
      select lo, hi, attempt, epoch, node, started, wall_micros, cpu_micros from job_chunk_result
      where job = $1 and lo >= $2 order by lo limit $3
      """;

  /** The same of the same job and seed, whoever asks. */
  private static final String SAMPLE =
      """
      select lo, hi, attempt, epoch, node, started, wall_micros, cpu_micros from job_chunk_result
      where job = $1 order by hashint8extended(lo, $2), lo limit $3
      """;

  private static final String EVENTS =
      "select n, at, kind, detail from job_event where job = $1 order by n desc limit $2";

  private static final String FAILURES =
      """
      select n, at, lo, hi, attempt, epoch, node, class, message, stack from job_failure
      where job = $1 order by n desc limit $2
      """;

  private static final String SURROUNDINGS =
      """
      select
        (select count(*)::int from compute_node where lease_until > now()) as nodes,
        (select count(*)::int from compute_node n
            where lease_until > now() and coalesce(j.code, j.type) = any(n.types || n.codes)) as able,
        (select coalesce(sum(slots), 0)::int from compute_node where lease_until > now()) as slots,
        (select coalesce(sum(busy), 0)::int from compute_node where lease_until > now())
          as busy_slots,
        (select count(*)::int from job other where other.ended is null and other.state = 'RUNNING' and other.tenant = j.tenant
            and other.priority > j.priority) as ahead,
        (select count(*)::int from job other where other.ended is null and other.state = 'RUNNING' and other.tenant = j.tenant
            and other.priority = j.priority and other.oid <> j.oid) as beside,
        array(select distinct other.tenant from job other
            where other.ended is null and other.state = 'RUNNING' and other.tenant <> j.tenant
            order by other.tenant) as tenants,
        (select count(*)::int from job_failure f where f.job = j.oid and f.epoch > j.tries_from)
          as failures,
        (select f.class || ' ' || f.message from job_failure f
            where f.job = j.oid and f.epoch > j.tries_from order by f.n desc limit 1) as last_failure,
        array(select e.oid from job e where e.oid = any(j.after) and e.ended is null order by e.oid)
          as waits_for,
        (select split_part(e.detail, ' by ', 2) from job_event e
            where e.job = j.oid and e.kind = 'wish' and e.detail like 'pause by %'
            order by e.n desc limit 1) as paused_by
      from job j where j.oid = $1
      """;

  private final PgSession session;
  private final PgSession patient;

  public PgJobViews(Pool pool) {
    this(pool, pool);
  }

  /**
   * @param patient for what reads all chunks of a job, so that no lease waits behind it
   */
  PgJobViews(Pool pool, Pool patient) {
    this.session = new PgSession(pool, new Actor.House("query"));
    this.patient = new PgSession(patient, new Actor.House("query"));
  }

  /** A node that computes; {@code node} is new at each start, {@code name} is for people. */
  public record Node(String node, String name, int slots) {}

  /** How much of a job's committed result came from one node. */
  public record Share(String node, long chunks, long units, long cpuMicros) {}

  /** A committed chunk; {@code hi} is the first unit behind it. */
  public record Chunk(
      long lo,
      long hi,
      int attempt,
      long epoch,
      String node,
      Instant started,
      long wallMicros,
      long cpuMicros) {}

  /** Something that happened to a job. */
  public record Event(long n, Instant at, String kind, String detail) {}

  /** An attempt that came to nothing; {@code hi} is the first unit behind it. */
  public record Failure(
      long n,
      Instant at,
      long lo,
      long hi,
      int attempt,
      long epoch,
      String node,
      String failure,
      String message,
      String stack) {}

  /** What a report of a job is drawn from. */
  public PgJobReport report() {
    return new PgJobReport(patient);
  }

  /** How far a job is. */
  public record Standing(UUID oid, String state, long unitsTotal, long unitsDone) {}

  /** Of the newest jobs, the newest first. */
  public Future<List<Standing>> standings(int limit) {
    return session.list(
        row ->
            new Standing(
                row.getUUID("oid"),
                row.getString("state"),
                row.getLong("units_total"),
                row.getLong("units_done")),
        STANDINGS,
        limit);
  }

  /** By the fields of {@code StoredFields.JOB}. */
  public Step<Found<Job>> get(Query query) {
    return PAGES.get(session, query, PgJobRow::job);
  }

  /** The nodes whose lease is live. */
  public Future<List<Node>> nodes() {
    return session.list(
        row -> new Node(row.getString("node"), row.getString("name"), row.getInteger("slots")),
        NODES);
  }

  /** True once its results have served their time: there may be some of them, or none. */
  public Future<Boolean> swept(UUID job) {
    return session.run(SWEPT, job).map(found -> found.size() > 0);
  }

  public Future<List<Share>> shares(UUID job) {
    return session.list(
        row ->
            new Share(
                row.getString("node"),
                row.getLong("chunks"),
                row.getLong("units"),
                row.getLong("cpu_micros")),
        SHARES,
        job);
  }

  /** Those that begin at {@code from} or later, ascending. */
  public Future<List<Chunk>> chunks(UUID job, long from, int limit) {
    return session.list(PgJobViews::chunk, CHUNKS, job, from, limit);
  }

  /** So many that {@code seed} draws, or all if there are fewer. */
  public Future<List<Chunk>> sample(UUID job, long seed, int limit) {
    return patient.list(PgJobViews::chunk, SAMPLE, job, seed, limit);
  }

  private static Chunk chunk(Row row) {
    return new Chunk(
        row.getLong("lo"),
        row.getLong("hi"),
        row.getInteger("attempt"),
        row.getLong("epoch"),
        row.getString("node"),
        PgSession.instant(row, "started"),
        row.getLong("wall_micros"),
        row.getLong("cpu_micros"));
  }

  /** The latest first. */
  public Future<List<Event>> events(UUID job, int limit) {
    return session.list(
        row ->
            new Event(
                row.getLong("n"),
                PgSession.instant(row, "at"),
                row.getString("kind"),
                row.getString("detail")),
        EVENTS,
        job,
        limit);
  }

  /** The latest first. */
  public Future<List<Failure>> failures(UUID job, int limit) {
    return session.list(
        row ->
            new Failure(
                row.getLong("n"),
                PgSession.instant(row, "at"),
                row.getLong("lo"),
                row.getLong("hi"),
                row.getInteger("attempt"),
                row.getLong("epoch"),
                row.getString("node"),
                row.getString("class"),
                row.getString("message"),
                row.getString("stack")),
        FAILURES,
        job,
        limit);
  }

  /** What an explanation of a job needs to know; of a job that is there. */
  public Future<JobExplanation.Surroundings> surroundings(UUID job) {
    return session
        .first(
            row ->
                new JobExplanation.Surroundings(
                    row.getInteger("nodes"),
                    row.getInteger("able"),
                    row.getInteger("slots"),
                    row.getInteger("busy_slots"),
                    row.getInteger("ahead"),
                    row.getInteger("beside"),
                    List.of(row.getArrayOfStrings("tenants")),
                    row.getInteger("failures"),
                    Optional.ofNullable(row.getString("last_failure")),
                    List.of(row.getArrayOfUUIDs("waits_for")),
                    Optional.ofNullable(row.getString("paused_by"))),
            SURROUNDINGS,
            job)
        .map(Optional::orElseThrow);
  }
}
