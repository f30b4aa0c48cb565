package hms.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that goes on for as long as both sides like, as server-sent events. For the event loop
 * of its connection.
 */
public final class EventAnswer {
  private static final int BEHIND_MAX = 1 << 20;

  private final RoutingContext context;
  private final HttpServerResponse response;

  EventAnswer(RoutingContext context) {
    this.context = context;
    this.response = context.response();
  }

  /** The id of the last event that the reader has; empty if it begins. */
  public Optional<String> lastSeen() {
    return Optional.ofNullable(context.request().getHeader("last-event-id"))
        .filter(id -> !id.isBlank());
  }

  /**
   * Sends the head. From now on this is not counted among the calls at a time.
   *
   * @param ended called when nobody reads any more
   */
  public void begin(Runnable ended) {
    InFlight.leave(context);
    context.addEndHandler(end -> ended.run());
    response
        .setStatusCode(200)
        .setChunked(true)
        .setWriteQueueMaxSize(BEHIND_MAX)
        .putHeader("Content-Type", "text/event-stream");
  }

  /** One event. Each datum is one line of text. */
  public void send(@Nullable String id, String name, String data) {
    write((id == null ? "" : "id: " + id + "\n") + "event: " + name + "\ndata: " + data + "\n\n");
  }

  /** How long a reader should wait before it comes again; also what a comment is for. */
  public void retry(int millis) {
    write("retry: " + millis + "\n\n");
  }

  /** Something that means nothing, so that nobody on the way takes the connection for dead. */
  public void comment() {
    write(":\n\n");
  }

  /** Is the reader more than a MiB behind? */
  public boolean isBehind() {
    return response.writeQueueFull();
  }

  /** Calls once when the reader has caught up by half. */
  public void whenCaughtUp(Runnable then) {
    response.drainHandler(drained -> {
      response.drainHandler(null);
      then.run();
    });
  }

  public void end() {
    if (!response.ended() && !response.closed()) ignored(response.end());
  }

  private void write(String text) {
    if (!response.ended() && !response.closed()) ignored(response.write(text));
  }

  /** Who has gone is told of by the handlers. */
  private static void ignored(Future<Void> written) {
    written.onFailure(gone -> {});
  }
}
