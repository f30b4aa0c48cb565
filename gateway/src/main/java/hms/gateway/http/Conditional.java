package hms.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;

/** Asking only for what has changed. Source: RFC 9110, 13.1.2, weak comparison. */
final class Conditional {
  private Conditional() {}

  /** Does the reader have what the ETag of the answer names? */
  static boolean met(RoutingContext context) {
    String seen = context.request().getHeader("if-none-match");
    if (seen == null || !context.request().method().equals(HttpMethod.GET)) return false;
    String tag = context.response().headers().get("ETag");
    return Arrays.stream(seen.split(",", -1))
        .map(each -> each.strip().replaceFirst("^W/", ""))
        .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }

  static Future<Void> unchanged(RoutingContext context) {
    var response = context.response();
    var gone = response.headers().remove("Content-Type");
    return response.setStatusCode(304).end();
  }
}
