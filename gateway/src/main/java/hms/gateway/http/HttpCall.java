package hms.gateway.http;

import hms.domain.audit.Cause;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call that came in a request of its own. */
record HttpCall(RoutingContext request) implements Call {

  @Override
  public String method() {
    return request.request().method().name();
  }

  @Override
  public String path() {
    return request.request().path();
  }

  @Override
  public @Nullable String query() {
    return request.request().query();
  }

  @Override
  public MultiMap parameters() {
    return request.queryParams();
  }

  @Override
  public @Nullable String pathParameter(String name) {
    return request.pathParam(name);
  }

  @Override
  public void name(UUID oid) {
    var before = request.pathParams().put("oid", oid.toString());
  }

  @Override
  public @Nullable String header(String name) {
    return request.request().getHeader(name);
  }

  @Override
  public boolean isOnce() {
    return false;
  }

  @Override
  public Cause cause() {
    return CallCause.of(request);
  }

  @Override
  public MultiMap answerHeaders() {
    return request.response().headers();
  }

  @Override
  public Future<Void> answer(int status) {
    return request.response().setStatusCode(status).end();
  }

  @Override
  public Future<Void> answer(int status, String mediaType, Buffer body) {
    var response = request.response().setStatusCode(status);
    return response.putHeader("Content-Type", mediaType).end(body);
  }

  @Override
  public void keep(String mediaType, Buffer body) {
    PublicAnswers.keep(request, mediaType, body);
  }
}
