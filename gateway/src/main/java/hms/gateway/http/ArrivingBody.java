package hms.gateway.http;

import static hms.gateway.http.Problems.problem;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Function;

/**
 * The body of a call, still with its caller. Nothing of it is taken before somebody reads it, so
 * that whoever is refused by the headers alone costs nothing more. Whoever sends slowly on purpose,
 * to hold a place, is given up. For the event loop of its connection.
 */
final class ArrivingBody {
  private static final int BYTES_A_SECOND = 1024;
  private static final int LOOKS = 30;
  private static final int LOOKS_BEFORE_JUDGING = 5;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final long max;
  private final Duration patience;
  private final Promise<byte[]> whole = Promise.promise();
  private final Buffer come = Buffer.buffer();
  private final long began = System.nanoTime();
  private Future<Void> taking = Future.succeededFuture();
  private long size;
  private boolean invited;

  private ArrivingBody(RoutingContext context, long max, Duration patience) {
    this.vertx = context.vertx();
    this.request = context.request();
    this.response = context.response();
    this.max = max;
    this.patience = patience;
  }

  /**
   * Holds the body of this call back.
   *
   * @param max bytes
   * @param patience how long it may take all in all
   */
  static ArrivingBody of(RoutingContext context, long max, Duration patience) {
    var body = new ArrivingBody(context, max, patience);
    if (body.isAnnounced()) body.request.pause();
    return body;
  }

  /**
   * All of it. Fails by 413 if it is too large, and by 408 if it takes too long or comes at less
   * than 1 KiB/s.
   */
  Future<byte[]> read() {
    if (!isAnnounced()) return Future.succeededFuture(new byte[0]);
    if (isAwaitingInvitation()) response.writeContinue().onFailure(whole::tryFail);
    invited = true;
    request
        .handler(this::add)
        .endHandler(end -> whole.tryComplete(come.getBytes()))
        .exceptionHandler(whole::tryFail);
    request.resume();
    if (!whole.future().isComplete()) watch();
    return whole.future();
  }

  /**
   * All of it, part by part, to whom it concerns: the next part comes when the one before was
   * taken. Fails as {@link #read}, and with whatever the taker fails with.
   */
  Future<Void> pour(Function<Buffer, Future<Void>> taker) {
    if (!isAnnounced()) return Future.succeededFuture();
    if (isAwaitingInvitation()) response.writeContinue().onFailure(whole::tryFail);
    invited = true;
    request
        .handler(part -> pour(part, taker))
        .endHandler(end -> taking.onSuccess(all -> whole.tryComplete(new byte[0])))
        .exceptionHandler(whole::tryFail);
    request.resume();
    if (!whole.future().isComplete()) watch();
    return whole.future().mapEmpty();
  }

  private void pour(Buffer part, Function<Buffer, Future<Void>> taker) {
    size += part.length();
    if (whole.future().isComplete()) return;
    if (size > max) {
      whole.tryFail(refusal(413, "payload-too-large", "at most " + max + " bytes"));
      return;
    }
    request.pause();
    taking = taker.apply(part).onSuccess(taken -> request.resume()).onFailure(whole::tryFail);
  }

  /**
   * Nobody wants it any more. What is still sent is thrown away, since a connection that is closed
   * under who writes takes the answer with it; who goes on for too long is cut off.
   */
  void ignore() {
    if (!isAnnounced() || request.isEnded() || response.closed()) return;
    if (isAwaitingInvitation()) closeAfterAnswer();
    long timer = vertx.setTimer(patience.toMillis(), late -> cutOff());
    request
        .exceptionHandler(gone -> vertx.cancelTimer(timer))
        .endHandler(end -> vertx.cancelTimer(timer))
        .handler(part -> {});
    request.resume();
  }

  private void add(Buffer part) {
    size += part.length();
    if (size > max) {
      whole.tryFail(refusal(413, "payload-too-large", "at most " + max + " bytes"));
    } else {
      come.appendBuffer(part);
    }
  }

  private void watch() {
    long look = Math.max(1, patience.toMillis() / LOOKS);
    long timer =
        vertx.setPeriodic(
            look,
            each -> {
              if (isSlow()) giveUp();
            });
    whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private boolean isSlow() {
    long nanos = System.nanoTime() - began;
    boolean judged = nanos > patience.toNanos() / LOOKS * LOOKS_BEFORE_JUDGING;
    double enough = nanos / 1e9 * BYTES_A_SECOND;
    return nanos > patience.toNanos() || judged && size < enough;
  }

  private void giveUp() {
    closeAfterAnswer();
    String detail =
        "a body must come within %d ms, and at 1 KiB/s at least".formatted(patience.toMillis());
    whole.tryFail(refusal(408, "request-timeout", detail));
  }

  /** What is left of the body would be taken for the next request. */
  private void closeAfterAnswer() {
    if (isHttp1()) response.putHeader("Connection", "close");
  }

  private void cutOff() {
    request.connection().close().onFailure(gone -> {});
  }

  private boolean isAwaitingInvitation() {
    return !invited && "100-continue".equalsIgnoreCase(request.getHeader("expect"));
  }

  /** HTTP/2 need not say beforehand whether there is a body. */
  private boolean isAnnounced() {
    return !isHttp1() || isAnnounced(request);
  }

  /** Do the headers say that something comes behind them? */
  static boolean isAnnounced(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    return request.headers().contains("transfer-encoding") || length != null && !"0".equals(length);
  }

  private boolean isHttp1() {
    return request.version() != HttpVersion.HTTP_2;
  }

  private static EdgeRefusal refusal(int status, String code, String detail) {
    return new EdgeRefusal(problem(status, code, detail));
  }
}
