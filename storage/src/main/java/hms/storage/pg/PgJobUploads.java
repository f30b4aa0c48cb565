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

  private static final String PROLONG =
      """
      update files f set expires = greatest(f.expires, later.expires)
      from job_upload u, files later
      where u.oid = $1 and f.oid = u.file_oid
        and later.oid = $2 and later.oid <> f.oid and later.sha256 = f.sha256
      """;
  private static final String KEPT_BESIDE =
      """
      select coalesce(sum(f.size), 0)::bigint as bytes
      from job_upload u join files f on f.oid = u.file_oid
      where u.principal = $2 and not exists (select from job_upload where oid = $1)
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

  /** How many bytes somebody keeps; 0 if one of this oid is kept, which takes no more room. */
  public Future<Long> keptBeside(UUID oid, String principal) {
    return session
        .first((Row row) -> row.getLong("bytes"), KEPT_BESIDE, oid, principal)
        .map(Optional::orElseThrow);
  }

  /**
   * Keeps a file as somebody's, unless there is one of this oid; answers the one that is kept. If
   * it has the same bytes, it is kept for as long as the new one would be.
   */
  public Future<JobUpload> keep(UUID oid, UUID file, String principal) {
    return session
        .run(KEEP, oid, file, principal)
        .compose(kept -> session.run(PROLONG, oid, file))
        .compose(kept -> session.first(PgJobUploads::read, FIND, oid))
        // The one that was kept has been swept meanwhile.
        .compose(found ->
            found.map(Future::succeededFuture).orElseGet(() -> keep(oid, file, principal)));
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
