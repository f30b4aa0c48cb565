package hms.gateway.http;

import static hms.gateway.http.Problems.problem;

import hms.storage.pg.Outage;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.IntPredicate;
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
    var problem = of(context);
    if (instead.test(problem.status())) return;
    String id = context.get(RequestHeaders.REQUEST_ID, "");
    problem.body().put("instance", "urn:uuid:" + id);
    Observation.trace(context).ifPresent(trace -> problem.body().put("traceId", trace.traceId()));
    problem.retryAfter().ifPresent(seconds -> response.putHeader("Retry-After", "" + seconds));
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "application/problem+json")
        .end(problem.body().toString())
        .onFailure(gone -> LOG.atDebug().addKeyValue("request", id).log("caller has gone"));
  }

  private static Problems.Problem of(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof EdgeRefusal refusal) return refusal.problem();
    if (failure != null && Outage.is(failure)) {
      LOG.atWarn()
          .addKeyValue("request", context.<String>get(RequestHeaders.REQUEST_ID))
          .addKeyValue("reason", failure.getMessage())
          .log("database away");
      return Problems.unavailable(
          "the database does not answer in time; send the same request again");
    }
    if (context.statusCode() == 413) {
      return problem(413, "payload-too-large", "the body is larger than is taken here");
    }
    if (context.statusCode() == 400) {
      return problem(400, "malformed-request", "the request could not be read");
    }
    LOG.atError()
        .addKeyValue("request", context.<String>get(RequestHeaders.REQUEST_ID))
        .addKeyValue("path", context.request().path())
        .setCause(failure)
        .log("request failed");
    return problem(500, "internal", "a defect of ours; it was logged under this instance");
  }
}
