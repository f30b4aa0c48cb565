package hms.gateway.http;

import hms.domain.message.ContentDigest;
import hms.gateway.file.Repeat;
import hms.storage.pg.PgFileStore;
import hms.storage.pg.PgFileStore.StoredFile;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers a file, chunk by chunk, as fast as its reader takes it. It has a name for whoever keeps
 * it, and a digest by which they know that it is whole. Source: RFC 9530, RFC 6266.
 */
public final class FileAnswer {
  private final RoutingContext context;
  private final PgFileStore files;
  private final String name;

  FileAnswer(RoutingContext context, PgFileStore files, String name) {
    this.context = context;
    this.files = files;
    this.name = name;
  }

  /** 200 with all of it, or 304 to who has it. */
  public Future<Void> send(StoredFile file) {
    var response = context.response();
    String tag = "\"" + HexFormat.of().formatHex(file.sha256()) + "\"";
    response
        .putHeader("ETag", tag)
        .putHeader("Content-Digest", ContentDigest.header(file.sha256()));
    if (EntityTag.known(context.request(), tag)) return response.setStatusCode(304).end();
    response
        .putHeader("Content-Type", file.mediaType())
        .putHeader("Content-Disposition", "attachment; filename=\"%s\"".formatted(name))
        .putHeader("Content-Length", Long.toString(file.size()));
    var number = new AtomicInteger();
    return Repeat.whileTrue(() -> chunk(file, number.getAndIncrement()))
        .compose(sent -> response.end());
  }

  /** Each chunk is read when the one before it was taken; false behind the last. */
  private Future<Boolean> chunk(StoredFile file, int n) {
    return files
        .chunk(file.oid(), n)
        .compose(chunk ->
            chunk
                .map(bytes -> context.response().write(bytes).map(true))
                .orElseGet(() -> Future.succeededFuture(false)));
  }
}
