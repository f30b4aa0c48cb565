package hms.gateway.http;

import hms.domain.Sha256;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request says, in 32 bytes: two requests are the same if all of it is the same. */
final class Fingerprint {
  private Fingerprint() {}

  static byte[] of(RoutingContext context, byte[] body) {
    String type = context.request().getHeader("content-type");
    // Each time it is sent, a form has another boundary.
    return type != null && type.startsWith(Form.TYPE)
        ? of(context, Form.TYPE, Form.read(type, body).fingerprint())
        : of(context, type, body);
  }

  private static byte[] of(RoutingContext context, @Nullable String type, byte[] body) {
    var request = context.request();
    String head =
        Stream.of(
                request.method().name(),
                request.path(),
                request.query(),
                type,
                request.getHeader("if-match"))
            .map(String::valueOf)
            .map(text -> text.length() + ":" + text)
            .collect(Collectors.joining());
    return Sha256.of(head.getBytes(StandardCharsets.UTF_8), body);
  }
}
