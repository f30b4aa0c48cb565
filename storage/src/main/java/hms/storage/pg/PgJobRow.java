package hms.storage.pg;

import hms.domain.audit.TraceParent;
import hms.domain.job.Job;
import hms.domain.job.JobOptions;
import hms.domain.job.JobOrigin;
import hms.domain.job.JobState;
import hms.domain.job.JobTies;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code job} as a record. */
final class PgJobRow {
  static final String COLUMNS =
      "oid, type, parameters, tenant, priority, options, dedupe_key, after, state, owner, epoch, units_total,"
          + " units_done, units_dead, chunks_done, cpu_micros, result, reason, verdict, lost_owners,"
          + " submitted_by, created, not_before, deadline, traceparent, started,"
          + " ended, schedule, slot, code";

  /** The same, where another table is there too. */
  static final String COLUMNS_OF_JOB =
      Arrays.stream(COLUMNS.split(", ", -1)).map(c -> "job." + c).collect(Collectors.joining(", "));

  private static final String MAX_SLOTS = "maxSlots";
  private static final String CHUNK_UNITS = "chunkUnits";
  private static final String MAX_DEAD = "maxDead";
  private static final String DURABILITY = "durability";
  private static final String FAST = "fast";
  private static final String STRICT = "strict";

  private PgJobRow() {}

  static Job job(Row row) {
    return new Job(
        row.getUUID("oid"),
        row.getString("type"),
        row.getJsonObject("parameters").encode(),
        row.getString("tenant"),
        options(row.getInteger("priority"), row.getJsonObject("options")),
        ties(row),
        JobState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("owner")),
        row.getLong("epoch"),
        row.getLong("units_total"),
        row.getLong("units_done"),
        row.getLong("units_dead"),
        row.getLong("chunks_done"),
        row.getLong("cpu_micros"),
        Optional.ofNullable(row.getJsonObject("result")).map(result -> result.encode()),
        Optional.ofNullable(row.getString("reason")),
        Optional.ofNullable(row.getString("verdict")),
        row.getInteger("lost_owners"),
        row.getString("submitted_by"),
        row.getOffsetDateTime("created").toInstant(),
        instant(row.getOffsetDateTime("not_before")),
        instant(row.getOffsetDateTime("deadline")),
        TraceParent.parse(row.getString("traceparent")),
        instant(row.getOffsetDateTime("started")),
        instant(row.getOffsetDateTime("ended")),
        Optional.ofNullable(row.getString("code")));
  }

  private static JobTies ties(Row row) {
    return new JobTies(
        Optional.ofNullable(row.getString("dedupe_key")),
        List.of(row.getArrayOfUUIDs("after")),
        Optional.ofNullable(row.getUUID("schedule"))
            .map(schedule -> new JobOrigin(schedule, instant(row.getOffsetDateTime("slot")))));
  }

  /** What is not said is as by default. */
  static JobOptions options(int priority, JsonObject said) {
    return new JobOptions(
        priority,
        said.getInteger(MAX_SLOTS, JobOptions.DEFAULT.maxSlots()),
        said.getLong(CHUNK_UNITS, JobOptions.DEFAULT.chunkUnits()),
        said.getDouble(MAX_DEAD, JobOptions.DEFAULT.maxDead()),
        said.getString(DURABILITY, STRICT).equals(FAST));
  }

  /** The same as the column {@code options}; the priority has its own. */
  static JsonObject json(JobOptions options) {
    return new JsonObject()
        .put(MAX_SLOTS, options.maxSlots())
        .put(CHUNK_UNITS, options.chunkUnits())
        .put(MAX_DEAD, options.maxDead())
        .put(DURABILITY, options.fast() ? FAST : STRICT);
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime at) {
    return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
  }
}
