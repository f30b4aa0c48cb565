package hms.storage.pg;

import hms.domain.audit.TraceParent;
import hms.domain.job.Job;
import hms.domain.job.JobOrigin;
import hms.domain.job.JobState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How jobs come in: each once, and not too many. */
final class PgJobAdmission {
  /** A bound is counted no further than it reaches; beside others, some more may come in. */
  static final String INSERT =
      """
      insert into job (oid, type, parameters, tenant, priority, options, state, submitted_by, created,
          not_before, deadline, dedupe_key, after, traceparent, schedule, slot)
      select $1, $2, $3, $4, $5, $6, 'QUEUED', $7, $8, $9, $10, $11, $12, $14, $15, $16
      where ($13::integer = 0 or $13 > (
          select count(*) from (select from job where ended is null limit $13) waiting))
        and ($17::integer = 0 or $17 > (
          select count(*) from (
            select from job where ended is null and tenant = $4 limit $17) its))
      on conflict do nothing
      """;

  static final int NO_LIMIT = 0;

  private static final String FIND =
      "select "
          + PgJobRow.COLUMNS
          + """
           from job where oid = $1 or (tenant = $2 and dedupe_key = $3)
          order by oid = $1 desc limit 1
          """;

  private static final String STATES =
      "select oid, state from job where oid = any($1) order by oid";

  private final PgStatements statements;

  PgJobAdmission(Pool pool) {
    this.statements = new PgStatements(pool);
  }

  Future<Void> insert(Job job) {
    return statements.run(INSERT, values(job, NO_LIMIT, NO_LIMIT)).mapEmpty();
  }

  Future<Optional<Job>> admit(Job job, int openMax, int tenantMax) {
    Tuple its = Tuple.of(job.oid(), job.tenant(), job.ties().dedupeKey().orElse(null));
    return statements
        .run(INSERT, values(job, openMax, tenantMax))
        .compose(in -> statements.rows(FIND, its, PgJobRow::job))
        .map(jobs -> jobs.stream().findFirst());
  }

  Future<Map<UUID, JobState>> states(List<UUID> jobs) {
    return statements
        .rows(
            STATES,
            Tuple.tuple().addArrayOfUUID(jobs.toArray(UUID[]::new)),
            row -> Map.entry(row.getUUID("oid"), JobState.valueOf(row.getString("state"))))
        .map(rows ->
            rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Of {@link #INSERT}. */
  static Tuple values(Job job, int openMax, int tenantMax) {
    var origin = job.ties().origin();
    return Tuple.of(
            job.oid(),
            job.type(),
            new JsonObject(job.parameters()),
            job.tenant(),
            job.options().priority())
        .addValue(PgJobRow.json(job.options()))
        .addString(job.submittedBy())
        .addOffsetDateTime(utc(job.created()))
        .addOffsetDateTime(job.notBefore().map(PgJobAdmission::utc).orElse(null))
        .addOffsetDateTime(job.deadline().map(PgJobAdmission::utc).orElse(null))
        .addString(job.ties().dedupeKey().orElse(null))
        .addArrayOfUUID(job.ties().after().toArray(UUID[]::new))
        .addInteger(openMax)
        .addString(job.trace().map(TraceParent::text).orElse(null))
        .addUUID(origin.map(JobOrigin::schedule).orElse(null))
        .addOffsetDateTime(origin.flatMap(JobOrigin::slot).map(PgJobAdmission::utc).orElse(null))
        .addInteger(tenantMax);
  }

  private static @Nullable OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
