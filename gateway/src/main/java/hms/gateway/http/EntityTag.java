package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Sha256;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of an ETag: {@code "v7"} names the version of an object, which is what a change goes by.
 * Of an answer that shows more than the object, such as what its reader may do now, it has a digest
 * too, {@code "v7-0123456789abcdef"}. Source: RFC 9110, docs/adr/0036.
 */
final class EntityTag {
  private static final Pattern SEEN = Pattern.compile("\"v([1-9]\\d{0,17})(-[0-9a-f]{16})?\"");
  private static final int DIGITS = 16;

  private EntityTag() {}

  static String of(long version) {
    return "\"v" + version + "\"";
  }

  /** Of an answer as a whole. */
  static String of(long version, JsonNode answer) {
    return "\"v%d-%s\"".formatted(version, digest(answer));
  }

  /** Of an answer about something that has no version. */
  static String of(JsonNode answer) {
    return "\"" + digest(answer) + "\"";
  }

  /** Of bytes. */
  static String of(byte[] bytes) {
    return "\"" + Sha256.hex(bytes).substring(0, DIGITS) + "\"";
  }

  /**
   * The version that an {@code If-Match} names.
   *
   * @throws EdgeRefusal 428 if it is absent, 400 if it names none, or all
   */
  static long version(@Nullable String ifMatch) {
    if (ifMatch == null) {
      String detail = "send If-Match with the ETag of what you saw";
      throw new EdgeRefusal(Problems.problem(428, "precondition-required", detail));
    }
    var tag = SEEN.matcher(ifMatch);
    if (!tag.matches()) {
      String detail = "If-Match must be one ETag such as \"v7\"";
      throw new EdgeRefusal(Problems.problem(400, "invalid-header", detail));
    }
    return Long.parseLong(tag.group(1));
  }

  /** Does the reader have it? */
  static boolean known(HttpServerRequest request, String tag) {
    var method = request.method();
    return (method == HttpMethod.GET || method == HttpMethod.HEAD)
        && known(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag);
  }

  /** The same of a call that may have come as a part of another one. */
  static boolean known(Call call, String tag) {
    return (call.method().equals("GET") || call.method().equals("HEAD"))
        && known(call.header("if-none-match"), tag);
  }

  /** Source: RFC 9110, 13.1.2, weak comparison. */
  private static boolean known(@Nullable String seen, String tag) {
    if (seen == null) return false;
    // What a cache sends, which is nearly all.
    if (seen.equals(tag)) return true;
    return Arrays.stream(seen.split(",", -1))
        .map(each -> each.strip().replaceFirst("^W/", ""))
        .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }

  private static String digest(JsonNode answer) {
    return Sha256.hex(answer.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }
}
