package hms.gateway.http;

import hms.domain.Sha256;
import hms.gateway.command.Request;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request says, in 32 bytes: two requests are the same if all of it is the same. */
final class Fingerprint {
  private Fingerprint() {}

  /** By what a repetition of the call is known. */
  static Request.Repeat repeat(Call call, byte[] body) {
    String key = Objects.requireNonNull(call.header("idempotency-key"));
    return new Request.Repeat(key, of(call, body));
  }

  private static byte[] of(Call call, byte[] body) {
    String type = call.header("content-type");
    // Each time it is sent, a form has another boundary.
    return type != null && type.startsWith(Form.TYPE)
        ? of(call, Form.TYPE, Form.read(type, body).fingerprint())
        : of(call, type, body);
  }

  private static byte[] of(Call call, @Nullable String type, byte[] body) {
    String head =
        Stream.of(call.method(), call.path(), call.query(), type, call.header("if-match"))
            .map(String::valueOf)
            .map(text -> text.length() + ":" + text)
            .collect(Collectors.joining());
    return Sha256.of(head.getBytes(StandardCharsets.UTF_8), body);
  }
}
