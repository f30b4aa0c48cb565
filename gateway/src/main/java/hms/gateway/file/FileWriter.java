package hms.gateway.file;

import hms.storage.pg.PgFileStore;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file, chunk by chunk. Whoever writes waits for each answer: so no more of it is in
 * memory than a chunk and what was handed over last. For one event loop.
 */
public final class FileWriter {
  private final PgFileStore files;
  private final UUID file;
  private final @Nullable UUID artisan;
  private final MessageDigest digest = sha256();
  private Buffer waiting = Buffer.buffer();
  private int chunks;
  private long size;

  private FileWriter(PgFileStore files, UUID file, @Nullable UUID artisan) {
    this.files = files;
    this.file = file;
    this.artisan = artisan;
  }

  /** What was written. */
  public record Written(UUID file, long size, byte[] sha256) {}

  /**
   * Begins a file.
   *
   * @param artisan whose it is, if an artisan's
   * @param expires when it may be removed, whole or not
   */
  public static Future<FileWriter> begin(
      PgStores stores, UUID file, @Nullable UUID artisan, String mediaType, Instant expires) {
    var files = stores.files();
    return files
        .begin(file, artisan, mediaType, expires)
        .map(begun -> new FileWriter(files, file, artisan));
  }

  /** How many bytes it has. */
  public long size() {
    return size;
  }

  /** Done when there is room for more. */
  public Future<Void> write(Buffer bytes) {
    size += bytes.length();
    digest.update(bytes.getBytes());
    waiting.appendBuffer(bytes);
    return waiting.length() < PgFileStore.CHUNK ? Future.succeededFuture() : flush(false);
  }

  /** The file is whole from now on. */
  public Future<Written> end() {
    return flush(true)
        .compose(written -> {
          byte[] sum = digest.digest();
          return files.finish(file, size, sum).map(whole -> new Written(file, size, sum));
        });
  }

  /** It is not wanted any more. */
  public Future<Void> abandon() {
    return files.remove(file);
  }

  private Future<Void> flush(boolean all) {
    if (waiting.length() < (all ? 1 : PgFileStore.CHUNK)) return Future.succeededFuture();
    int length = Math.min(waiting.length(), PgFileStore.CHUNK);
    var chunk = waiting.getBuffer(0, length);
    waiting = waiting.getBuffer(length, waiting.length());
    return files.append(file, artisan, chunks++, chunk).compose(written -> flush(all));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
