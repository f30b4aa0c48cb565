package hms.gateway.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One call under way. Its answer is read no further than anybody will look, and when its time is
 * over nothing of it goes on.
 */
final class Call {
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private Optional<HttpClientRequest> request = Optional.empty();
  private OptionalInt status = OptionalInt.empty();
  private boolean over;

  /** Sends it, unless its time is over meanwhile. */
  Future<Reply> send(HttpClientRequest made, byte[] body) {
    request = Optional.of(made);
    if (over) {
      stop();
      return Future.failedFuture("too late");
    }
    // Whoever breaks it off knows; without a listener it would be logged as a defect.
    return made.exceptionHandler(broken -> {}).send(Buffer.buffer(body)).compose(this::answered);
  }

  private Future<Reply> answered(HttpClientResponse response) {
    status = OptionalInt.of(response.statusCode());
    Promise<Reply> whole = Promise.promise();
    var reading =
        response
            .handler(part -> {
              read.write(part.getBytes(), 0, Math.min(part.length(), left()));
              if (left() == 0 && whole.tryComplete(reply())) stop();
            })
            .exceptionHandler(broken -> whole.tryComplete(reply()))
            .endHandler(end -> whole.tryComplete(reply()));
    var unpaused = reading.resume();
    return whole.future();
  }

  /** What is to be said of one that did not end by itself. A status that came counts. */
  Reply brokenOff(Throwable failure) {
    over = true;
    stop();
    return status.isPresent() ? reply() : Reply.none(failure);
  }

  private int left() {
    return Reply.READ_MAX - read.size();
  }

  private Reply reply() {
    return Reply.of(status.orElseThrow(), read.toString(StandardCharsets.UTF_8));
  }

  private void stop() {
    request.ifPresent(open -> open.reset().onFailure(gone -> {})); // it may have ended just now
  }
}
