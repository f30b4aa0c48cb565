package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Large files, written and read chunk by chunk: none is ever whole in memory (ADR 0040). */
public final class PgFileStore {
  /** Bytes of a chunk, as a rule; no chunk has more than four times as many. */
  public static final int CHUNK = 256 * 1024;

  private static final String BEGIN =
      "insert into files (oid, artisan_oid, expires, media_type) values ($1, $2, $3, $4)";
  private static final String APPEND =
      "insert into file_chunks (file_oid, artisan_oid, n, bytes) values ($1, $2, $3, $4)";
  private static final String FINISH = "update files set size = $2, sha256 = $3 where oid = $1";
  private static final String FIND =
      """
      select oid, artisan_oid, media_type, size, sha256 from files
      where oid = $1 and size is not null and expires > $2
      """;
  private static final String CHUNK_OF =
      "select bytes from file_chunks where file_oid = $1 and n = $2";
  private static final String REMOVE = "delete from files where oid = $1";

  private final PgSession session;

  PgFileStore(PgSession session) {
    this.session = session;
  }

  /**
   * A file that is whole.
   *
   * @param artisan whose it is; null for the office's and storefronts'
   * @param size in bytes
   */
  public record StoredFile(
      UUID oid, @Nullable UUID artisan, String mediaType, long size, byte[] sha256) {}

  /** Begins one; nobody reads it before it is whole. */
  public Future<Void> begin(UUID oid, @Nullable UUID artisan, String mediaType, Instant expires) {
    return session.run(BEGIN, oid, artisan, expires, mediaType).mapEmpty();
  }

  /** Writes the chunk of this number, from 0. */
  public Future<Void> append(UUID file, @Nullable UUID artisan, int n, Buffer bytes) {
    return session.run(APPEND, file, artisan, n, bytes).mapEmpty();
  }

  /** It is whole. */
  public Future<Void> finish(UUID file, long size, byte[] sha256) {
    return session.run(FINISH, file, size, sha256).mapEmpty();
  }

  /** One that is whole and is still kept. Errors: NotFound. */
  public Step<StoredFile> find(UUID file, Instant now) {
    return new Step<>(
        session
            .first(PgFileStore::read, FIND, file, now)
            .map(found ->
                found
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(new Refusal.NotFound("file")))));
  }

  /** Empty behind the last one. */
  public Future<Optional<Buffer>> chunk(UUID file, int n) {
    return session.first((Row row) -> row.getBuffer("bytes"), CHUNK_OF, file, n);
  }

  /** Those that jobs of their senders read. */
  public PgJobUploads jobUploads() {
    return new PgJobUploads(session);
  }

  public Future<Void> remove(UUID file) {
    return session.run(REMOVE, file).mapEmpty();
  }

  private static StoredFile read(Row row) {
    return new StoredFile(
        row.getUUID("oid"),
        row.getUUID("artisan_oid"),
        row.getString("media_type"),
        row.getLong("size"),
        PgSession.bytes(row, "sha256"));
  }
}
