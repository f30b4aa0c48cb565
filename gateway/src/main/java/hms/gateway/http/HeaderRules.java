package hms.gateway.http;

import static hms.gateway.http.Problems.problem;

import hms.domain.message.ContentDigest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What can be judged of a call by its headers alone, before its body is read. */
final class HeaderRules {
  private static final String JSON = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private HeaderRules() {}

  /**
   * @param max bytes of the body
   * @param produced the types that the call can answer with; empty if it answers without a body
   * @throws EdgeRefusal 413, 415 or 406
   */
  static void judge(
      HttpServerRequest request,
      HttpServerResponse response,
      Route route,
      long max,
      Set<String> produced) {
    String length = request.getHeader("content-length");
    if (length != null && Long.parseLong(length) > max) {
      throw refusal(413, "payload-too-large", "at most " + max + " bytes");
    }
    if (ArrivingBody.isAnnounced(request)) judgeType(request, response, route);
    if (!Accepted.of(request.headers().getAll("accept")).anyOf(produced)) {
      throw refusal(406, "not-acceptable", "answered here: " + produced);
    }
  }

  /**
   * Does a digest that was sent fit the body? Source: RFC 9530.
   *
   * @throws EdgeRefusal 400 if not
   */
  static void checkDigest(HttpServerRequest request, byte[] body) {
    String digest = request.getHeader("content-digest");
    if (digest != null && !ContentDigest.matches(digest, body)) {
      throw notOfThisBody();
    }
  }

  static EdgeRefusal notOfThisBody() {
    return refusal(400, "invalid-header", "Content-Digest is not the sha-256 of this body");
  }

  /** Tells what is taken instead. Source: RFC 5789, 3.1; W3C Linked Data Platform, Accept-Post. */
  private static void judgeType(
      HttpServerRequest request, HttpServerResponse response, Route route) {
    String sent = Objects.requireNonNullElse(request.getHeader("content-type"), "");
    String encoding = Objects.requireNonNullElse(request.getHeader("content-encoding"), "identity");
    var taken = taken(route);
    String type = sent.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
    if (taken.contains(type) && isUtf8(sent) && encoding.equals("identity")) return;
    String all = String.join(", ", taken.stream().sorted().toList());
    if (route.method().equals(HttpMethod.POST)) response.putHeader("Accept-Post", all);
    if (route.method().equals(HttpMethod.PATCH)) response.putHeader("Accept-Patch", all);
    String found = encoding.equals("identity") ? sent : sent + ", " + encoding;
    throw refusal(
        415, "unsupported-media-type", "taken here: [%s]; found: %s".formatted(all, found));
  }

  private static Set<String> taken(Route route) {
    return switch (route.body()) {
      case null -> Set.of();
      case JSON, EMPTY ->
          route.method().equals(HttpMethod.PATCH) ? Set.of(JSON, MERGE_PATCH) : Set.of(JSON);
      case IMAGE -> Set.of("image/jpeg", "image/png");
      case FORM -> Set.of(Form.TYPE);
      case ROWS -> Set.of("application/x-ndjson", "text/csv");
      case LINES -> Set.of("text/plain", "application/x-ndjson", "text/csv");
    };
  }

  private static boolean isUtf8(String type) {
    return Stream.of(type.split(";", -1))
        .skip(1)
        .map(String::strip)
        .filter(each -> each.regionMatches(true, 0, "charset=", 0, 8))
        .allMatch(each -> each.substring(8).replace("\"", "").equalsIgnoreCase("utf-8"));
  }

  private static EdgeRefusal refusal(int status, String code, String detail) {
    return new EdgeRefusal(problem(status, code, detail));
  }
}
