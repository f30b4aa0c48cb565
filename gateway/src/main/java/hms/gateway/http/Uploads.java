package hms.gateway.http;

import hms.domain.Actor;
import hms.domain.operation.Operation;
import hms.gateway.file.FileWriter;
import hms.gateway.file.FileWriter.Written;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * Bodies that go into files as they come: no more of one is in memory than a chunk, and its sender
 * waits while that is written. A few at a time, which do not count as calls at a time. For one
 * event loop.
 */
final class Uploads {
  private static final int AT_ONCE = 4;

  private final PgStores stores;
  private int running;

  Uploads(PgStores stores) {
    this.stores = stores;
  }

  /** One body. */
  record Upload(
      Uploads all,
      RoutingContext context,
      ArrivingBody body,
      Actor sender,
      Instant now,
      Function<byte[], Future<Void>> genuine) {

    /**
     * Takes it in. Fails by 413, 408, or by what is wrong with its digest; then nothing is kept.
     */
    Future<Written> receive() {
      return all.receive(this);
    }
  }

  private Future<Written> receive(Upload upload) {
    String type = upload.context().request().getHeader("content-type");
    if (type == null) return Future.failedFuture(new EdgeRefusal(untyped()));
    if (running >= AT_ONCE) return Future.failedFuture(new EdgeRefusal(busy()));
    running++;
    InFlight.leave(upload.context());
    var artisan = upload.sender() instanceof Actor.Maker(var own) ? own : null;
    // It outlives the day in which it may be put in by the day that putting in may take.
    Instant expires = upload.now().plus(Operation.KEPT).plus(Operation.KEPT);
    return FileWriter.begin(stores, UUID.randomUUID(), artisan, type, expires)
        .compose(file -> received(upload, file))
        .onComplete(ended -> running--);
  }

  private static Future<Written> received(Upload upload, FileWriter file) {
    return upload
        .body()
        .pour(file::write)
        .compose(come -> file.end())
        .compose(written -> upload.genuine().apply(written.sha256()).map(written))
        .recover(why -> file.abandon().transform(gone -> Future.failedFuture(why)));
  }

  /** Of a call without a body nobody has asked for its type. */
  private static Problems.Problem untyped() {
    return Problems.problem(
        415, "unsupported-media-type", "expected a file and its Content-Type, found neither");
  }

  private static Problems.Problem busy() {
    var busy = Problems.unavailable("too many files come in at a time, at most " + AT_ONCE);
    busy.body().put("code", "overloaded");
    return busy;
  }
}
