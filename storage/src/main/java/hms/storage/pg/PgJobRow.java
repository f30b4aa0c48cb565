package hms.storage.pg;

import hms.domain.job.Job;
import hms.domain.job.JobState;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code job} as a record. */
final class PgJobRow {
  static final String COLUMNS =
      "oid, type, parameters, state, owner, epoch, units_total, units_done, chunks_done,"
          + " cpu_micros, result, reason, verdict, submitted_by, created, started, ended";

  /** The same, where another table is there too. */
  static final String COLUMNS_OF_JOB =
      Arrays.stream(COLUMNS.split(", ", -1)).map(c -> "job." + c).collect(Collectors.joining(", "));

  private PgJobRow() {}

  static Job job(Row row) {
    return new Job(
        row.getUUID("oid"),
        row.getString("type"),
        row.getJsonObject("parameters").encode(),
        JobState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("owner")),
        row.getLong("epoch"),
        row.getLong("units_total"),
        row.getLong("units_done"),
        row.getLong("chunks_done"),
        row.getLong("cpu_micros"),
        Optional.ofNullable(row.getJsonObject("result")).map(result -> result.encode()),
        Optional.ofNullable(row.getString("reason")),
        Optional.ofNullable(row.getString("verdict")),
        row.getString("submitted_by"),
        row.getOffsetDateTime("created").toInstant(),
        instant(row.getOffsetDateTime("started")),
        instant(row.getOffsetDateTime("ended")));
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime at) {
    return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
  }
}
