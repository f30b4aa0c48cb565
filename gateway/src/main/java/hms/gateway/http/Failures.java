package hms.gateway.http;

import static hms.gateway.http.Problems.problem;

import hms.storage.pg.Outage;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a call that went wrong is answered. Only a defect of ours is a 500. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static void answer(RoutingContext context) {
    answer(context, status -> false);
  }

  /**
   * @param instead is told the status of the problem; true if it has answered something better
   */
  static void answer(RoutingContext context, IntPredicate instead) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) return;
    if (response.headWritten()) {
      boolean gone = response.reset().isComplete();
      LOG.atDebug().addKeyValue("reset", gone).log("answer cut off");
      return;
    }
    var problem = told(context, unread(context).orElseGet(() -> of(context, context.failure())));
    if (instead.test(problem.status())) return;
    String id = context.get(RequestHeaders.REQUEST_ID, "");
    problem.retryAfter().ifPresent(seconds -> response.putHeader("Retry-After", "" + seconds));
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "application/problem+json")
        .end(problem.body().toString())
        .onFailure(gone -> LOG.atDebug().addKeyValue("request", id).log("caller has gone"));
  }

  /** Of the call, and of no other. */
  static Problems.Problem told(RoutingContext context, Problems.Problem problem) {
    problem.body().put("instance", "urn:uuid:" + context.get(RequestHeaders.REQUEST_ID, ""));
    Observation.trace(context).ifPresent(trace -> problem.body().put("traceId", trace.traceId()));
    return problem;
  }

  /** What did not come as far as a handler of ours. */
  private static Optional<Problems.Problem> unread(RoutingContext context) {
    return switch (context.statusCode()) {
      case 413 ->
          Optional.of(problem(413, "payload-too-large", "the body is larger than is taken here"));
      case 400 -> Optional.of(problem(400, "malformed-request", "the request could not be read"));
      default -> Optional.empty();
    };
  }

  /** Why a call was not done, or a part of it. */
  static Problems.Problem of(RoutingContext context, @Nullable Throwable failure) {
    if (failure instanceof EdgeRefusal refusal) return refusal.problem();
    if (failure != null && Outage.is(failure)) {
      LOG.atWarn()
          .addKeyValue("request", context.<String>get(RequestHeaders.REQUEST_ID))
          .addKeyValue("reason", failure.getMessage())
          .log("database away");
      return Problems.unavailable(
          "the database does not answer in time; send the same request again");
    }
    LOG.atError()
        .addKeyValue("request", context.<String>get(RequestHeaders.REQUEST_ID))
        .addKeyValue("path", context.request().path())
        .setCause(failure)
        .log("request failed");
    return problem(500, "internal", "a defect of ours; it was logged under this instance");
  }
}
