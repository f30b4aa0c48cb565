package hms.gateway.http;

import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a request says, in 32 bytes: two requests are the same if all of it is the same. */
final class Fingerprint {
  private Fingerprint() {}

  static byte[] of(RoutingContext context, byte[] body) {
    var request = context.request();
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String part :
          new String[] {
            request.method().name(),
            request.path(),
            request.query(),
            request.getHeader("content-type"),
            request.getHeader("if-match")
          }) {
        byte[] text = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
        digest.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(text);
      }
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
