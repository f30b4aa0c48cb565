package hms.gateway.http;

import hms.domain.Sha256;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser keeps of a session. Scripts cannot read it, other sites cannot make a browser send
 * it, and {@code __Host-} lets nobody but this very host set it. Source: RFC 6265bis, 4.1.3.
 *
 * @param name {@code __Host-hms}; {@code hms_dev} on plain HTTP, which is for one's own machine
 * @param secure it goes over TLS only
 */
public record SessionCookie(String name, boolean secure) {

  /**
   * @param publicUrl how browsers reach the office; plain HTTP only on loopback
   */
  public static SessionCookie of(String publicUrl) {
    boolean secure = "https".equals(URI.create(publicUrl).getScheme());
    return new SessionCookie(secure ? "__Host-hms" : "hms_dev", secure);
  }

  /** The header that gives it to a browser, which forgets it when it is closed. */
  public String set(String secret) {
    return "%s=%s; Path=/; HttpOnly; SameSite=Strict%s".formatted(name, secret, rest());
  }

  /** The header that takes it away. */
  public String clear() {
    return "%s=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0%s".formatted(name, rest());
  }

  /**
   * What pages send with each change, to prove that they are ours: only they were told it. It is
   * made from the secret, and does not give the secret away.
   */
  public static String csrfToken(String secret) {
    byte[] digest = Sha256.of(("hms-csrf:" + secret).getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  /** What the browser sent; of two by that name, none: somebody else may have planted one. */
  Optional<String> of(HttpServerRequest request) {
    String header = request.getHeader("cookie");
    if (header == null) return Optional.empty();
    var sent =
        ServerCookieDecoder.STRICT.decodeAll(header).stream()
            .filter(each -> each.name().equals(name))
            .toList();
    return sent.size() == 1 ? Optional.of(sent.getFirst().value()) : Optional.empty();
  }

  private String rest() {
    return secure ? "; Secure" : "";
  }
}
