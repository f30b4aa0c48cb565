package hms.gateway.http;

import static hms.gateway.http.Problems.problem;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is not even HTTP, or has too long a line or headers: before any router sees it. */
final class InvalidRequests {
  private InvalidRequests() {}

  static void answer(HttpServerRequest request, Observation observation) {
    var problem =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException e ->
              problem(414, "uri-too-long", "the request line is too long");
          case TooLongHttpHeaderException e ->
              problem(431, "headers-too-large", "the headers are too large");
          case null, default ->
              problem(400, "malformed-request", "the request is not well-formed HTTP");
        };
    String id = RequestHeaders.id(request);
    RequestHeaders.add(request.response(), id);
    observation.malformed(id, problem.status());
    problem.body().put("instance", "urn:uuid:" + id);
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Connection", "close")
        .end(problem.body().toString())
        .eventually(() -> request.connection().close())
        .onFailure(gone -> {});
  }
}
