package hms.storage.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Files that people have sent for jobs of theirs to read. */
public final class PgJobUploads {
  private static final String KEEP =
      """
      insert into job_upload (oid, file_oid, principal) values ($1, $2, $3)
      on conflict (oid) do nothing
      """;
  private static final String FIND =
      """
      select u.oid, u.file_oid, f.size, f.sha256, f.expires
      from job_upload u join files f on f.oid = u.file_oid where u.oid = $1
      """;

  private final PgSession session;

  PgJobUploads(PgSession session) {
    this.session = session;
  }

  /**
   * One file, whole.
   *
   * @param oid by which jobs name it
   * @param bytes how many it has
   * @param sha256 in hexadecimal digits
   * @param expires from then on it may be gone, unless a job that reads it has not ended
   */
  public record JobUpload(UUID oid, UUID file, long bytes, String sha256, Instant expires) {}

  /** Keeps a file as somebody's, unless there is one of this oid; answers the one that is kept. */
  public Future<JobUpload> keep(UUID oid, UUID file, String principal) {
    return session
        .run(KEEP, oid, file, principal)
        .compose(kept -> session.first(PgJobUploads::read, FIND, oid))
        .map(Optional::orElseThrow);
  }

  private static JobUpload read(Row row) {
    return new JobUpload(
        row.getUUID("oid"),
        row.getUUID("file_oid"),
        row.getLong("size"),
        HexFormat.of().formatHex(PgSession.bytes(row, "sha256")),
        PgSession.instant(row, "expires"));
  }
}
