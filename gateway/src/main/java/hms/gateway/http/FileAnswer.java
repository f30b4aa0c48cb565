package hms.gateway.http;

import hms.domain.message.ContentDigest;
import hms.gateway.file.Repeat;
import hms.storage.pg.PgFileStore;
import hms.storage.pg.PgFileStore.StoredFile;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

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

  /** 200 with all of it, packed for who takes that, or 304 to who has it. */
  public Future<Void> send(StoredFile file) {
    var request = context.request();
    boolean packs = Packing.isTaken(request.headers().getAll("accept-encoding"));
    String sum = HexFormat.of().formatHex(file.sha256());
    String tag = packs ? "\"%s-%s\"".formatted(sum, Packing.CODING) : "\"%s\"".formatted(sum);
    var response = context.response().putHeader("Vary", "Accept-Encoding");
    // Other libraries pack the same bytes into others.
    response.putHeader("ETag", packs ? "W/" + tag : tag);
    if (EntityTag.known(request, tag)) {
      return response.setStatusCode(304).end();
    }
    head(file.mediaType());
    return packs ? packed(file) : plain(file);
  }

  /**
   * 200 with what comes part by part, however much it is, until there is no more; packed for who
   * takes that.
   *
   * @param next reads the next part when the one before it was taken
   */
  public Future<Void> send(String mediaType, Supplier<Future<Optional<Buffer>>> next) {
    boolean packs = Packing.isTaken(context.request().headers().getAll("accept-encoding"));
    context.response().putHeader("Vary", "Accept-Encoding");
    head(mediaType);
    if (packs) return packed(next);
    var response = context.response().setChunked(true);
    return sent(next, Future::succeededFuture).compose(sent -> response.end());
  }

  /** The one of these types that the caller likes best; the first one if all are the same to it. */
  public String preferred(List<String> types) {
    return Accepted.of(context.request().headers().getAll("accept")).best(types);
  }

  private void head(String mediaType) {
    context
        .response()
        .putHeader("Content-Type", mediaType)
        .putHeader("Content-Disposition", "attachment; filename=\"%s\"".formatted(name));
  }

  private Future<Void> plain(StoredFile file) {
    context
        .response()
        .putHeader("Content-Digest", ContentDigest.header(file.sha256()))
        .putHeader("Content-Length", Long.toString(file.size()));
    return sent(chunks(file), Future::succeededFuture).compose(sent -> context.response().end());
  }

  /** That of the file, for whoever unpacks it. Source: draft-ietf-httpbis-unencoded-digest. */
  private Future<Void> packed(StoredFile file) {
    context.response().putHeader("Unencoded-Digest", ContentDigest.header(file.sha256()));
    return packed(chunks(file));
  }

  /**
   * What the bytes on the wire are like is known behind them: their digest is a trailer. Source:
   * RFC 9530, 6.
   */
  private Future<Void> packed(Supplier<Future<Optional<Buffer>>> next) {
    var packing = new Packing();
    var response = context.response();
    response
        .setChunked(true)
        .putHeader("Content-Encoding", Packing.CODING)
        .putHeader("Trailer", "Content-Digest");
    return sent(next, part -> aside(() -> packing.add(part)))
        .compose(sent -> aside(packing::end))
        .compose(response::write)
        .compose(sent -> {
          String digest = ContentDigest.header(packing.sha256());
          return response.putTrailer("Content-Digest", digest).end();
        });
  }

  private Supplier<Future<Optional<Buffer>>> chunks(StoredFile file) {
    var number = new AtomicInteger();
    return () -> files.chunk(file.oid(), number.getAndIncrement());
  }

  /** Packing takes milliseconds a chunk, and so may other work: not on the event loop. */
  public Future<Buffer> aside(Callable<Buffer> work) {
    return context.vertx().executeBlocking(work);
  }

  private Future<Void> sent(
      Supplier<Future<Optional<Buffer>>> next, Function<Buffer, Future<Buffer>> coding) {
    return Repeat.whileTrue(() -> next.get().compose(part -> sent(part, coding)));
  }

  /** False behind the last. */
  private Future<Boolean> sent(Optional<Buffer> part, Function<Buffer, Future<Buffer>> coding) {
    if (part.isEmpty()) return Future.succeededFuture(false);
    return coding
        .apply(part.get())
        .compose(bytes ->
            bytes.length() == 0 ? Future.succeededFuture() : context.response().write(bytes))
        .map(true);
  }
}
