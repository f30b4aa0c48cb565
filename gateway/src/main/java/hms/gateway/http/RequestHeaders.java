package hms.gateway.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The request id, and the headers that every answer carries. */
final class RequestHeaders {
  static final String REQUEST_ID = "hms.request-id";
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final CharSequence ID = HttpHeaders.createOptimized("x-request-id");

  /** In the form in which they cost least: each answer has them. */
  private static final List<Map.Entry<CharSequence, CharSequence>> ALWAYS =
      List.of(
          header("x-content-type-options", "nosniff"),
          header("referrer-policy", "no-referrer"),
          header("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
          header("cross-origin-resource-policy", "same-origin"),
          header("cache-control", "no-store"));

  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private RequestHeaders() {}

  static void add(RoutingContext context) {
    String id = id(context.request());
    context.put(REQUEST_ID, id);
    add(context.response(), id);
    context.next();
  }

  /** The caller's own id if it is a UUID, else a new one. */
  static String id(HttpServerRequest request) {
    String sent = request.getHeader(ID);
    return sent != null && UUID_FORM.matcher(sent).matches() ? sent : IDS.generate().toString();
  }

  static void addId(HttpServerResponse response, String id) {
    response.putHeader(ID, id);
  }

  static void add(HttpServerResponse response, String id) {
    var known = response.putHeader(ID, id);
    for (var header : ALWAYS) {
      var unused = known.putHeader(header.getKey(), header.getValue());
    }
  }

  private static Map.Entry<CharSequence, CharSequence> header(String name, String value) {
    return Map.entry(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
  }

  /** Who is to come by TLS never comes without it. Source: RFC 6797. */
  static Consumer<HttpServerResponse> stayEncrypted(String publicUrl) {
    if (!publicUrl.startsWith("https:")) return response -> {};
    return response -> response.putHeader("Strict-Transport-Security", "max-age=63072000");
  }
}
