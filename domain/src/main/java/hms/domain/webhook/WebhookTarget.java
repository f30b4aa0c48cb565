package hms.domain.webhook;

import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom to call: a name, never an address. Where the name leads to is looked at before each call
 * ({@link PublicAddress}); all that some resolver could read as an address is refused before.
 *
 * @param url as it was given
 * @param host in lower case
 * @param port 1 to 65535
 * @param path with the query, at least a slash
 */
public record WebhookTarget(String url, String host, int port, String path) {
  private static final int URL_MAX = 2048;
  private static final int HTTPS = 443;
  private static final int PORT_MAX = 65_535;
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  /**
   * Two labels or more. The last begins with a letter, as those of all names do: 127.1, 0x7f.0x1
   * and 0177.0.0.01 are addresses to some. Source: WHATWG URL, ends in a number.
   */
  private static final Pattern NAME =
      Pattern.compile("(" + LABEL + "\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  /** Visible ASCII: no blank, no line end, nothing that looks like something else. */
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

  /**
   * Reads an address. Errors: Invalid at {@code /url}, {@code address}.
   *
   * @param loopback {@code localhost} is allowed: for tests and development
   */
  public static Outcome<WebhookTarget> of(String url, boolean loopback) {
    if (url.length() > URL_MAX || !PRINTABLE.matcher(url).matches()) {
      return refused("expected at most %d visible ASCII characters".formatted(URL_MAX));
    }
    try {
      return of(url, new URI(url), loopback);
    } catch (URISyntaxException none) {
      return refused("expected an address such as https://shop.example/hooks/hms");
    }
  }

  private static Outcome<WebhookTarget> of(String url, URI uri, boolean loopback) {
    if (!"https".equalsIgnoreCase(uri.getScheme())) return refused("expected https");
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return refused("expected neither a user nor a fragment");
    }
    String host = host(uri.getHost());
    if (!NAME.matcher(host).matches() && !(loopback && host.equals("localhost"))) {
      return refused("expected the full name of a host, no address");
    }
    int port = uri.getPort() == -1 ? HTTPS : uri.getPort();
    if (port < 1 || port > PORT_MAX) return refused("expected a port from 1 to " + PORT_MAX);
    return Outcome.done(new WebhookTarget(url, host, port, path(uri)));
  }

  private static String host(@Nullable String host) {
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  private static String path(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static Outcome<WebhookTarget> refused(String detail) {
    return Outcome.refused(Invalid.of("/url", "address", detail));
  }
}
