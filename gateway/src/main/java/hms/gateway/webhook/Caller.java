package hms.gateway.webhook;

import hms.domain.webhook.PublicAddress;
import hms.domain.webhook.WebhookTarget;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Calls addresses that strangers name, and nothing that they should not reach. The name is looked
 * up once for each call; if any of its addresses is not public, none is called; the connection goes
 * to the very address that was looked at, so that a name that leads elsewhere a moment later leads
 * nobody there; the certificate is held against the name. No redirect is followed. For one event
 * loop.
 */
final class Caller {
  private static final int CONNECT_MILLIS = 5_000;

  /** Long enough for messages one behind the other, shorter than receivers wait for another one. */
  private static final int KEEP_ALIVE_SECONDS = 3;

  private static final int HEADERS_MAX = 8 << 10;
  private static final int LINE_MAX = 4 << 10;

  private final HttpClient client;
  private final Names names;
  private final Settings settings;

  /**
   * @param timeout of a call in all, from looking up the name to the end of the answer
   * @param loopback addresses of this machine may be called too
   * @param trusted certificates of those who sign for receivers; empty: those that the JDK trusts
   */
  record Settings(Duration timeout, boolean loopback, Optional<Path> trusted) {}

  Caller(Vertx vertx, Names names, Settings settings) {
    this.names = names;
    this.settings = settings;
    this.client = vertx.createHttpClient(options(settings));
  }

  private static HttpClientOptions options(Settings settings) {
    var options =
        new HttpClientOptions()
            .setSsl(true)
            .setVerifyHost(true)
            .setConnectTimeout(CONNECT_MILLIS)
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxHeaderSize(HEADERS_MAX)
            .setMaxInitialLineLength(LINE_MAX)
            .setTracingPolicy(TracingPolicy.IGNORE);
    return settings
        .trusted()
        .map(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())))
        .orElse(options);
  }

  /**
   * Sends a body by POST.
   *
   * @return never fails: what came of it, whatever that is
   */
  Future<Reply> call(WebhookTarget target, Map<String, String> headers, byte[] body) {
    var call = new Call();
    return names
        .addresses(target.host())
        .map(this::checked)
        .compose(address -> client.request(options(target, address, headers)))
        .compose(request -> call.send(request, body))
        .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(failure -> call.brokenOff(failure));
  }

  private InetAddress checked(List<InetAddress> all) {
    if (all.isEmpty() || !all.stream().allMatch(this::mayBeCalled)) throw new NotPublic();
    return all.getFirst();
  }

  private boolean mayBeCalled(InetAddress address) {
    return PublicAddress.is(address) || settings.loopback() && address.isLoopbackAddress();
  }

  private static RequestOptions options(
      WebhookTarget target, InetAddress address, Map<String, String> headers) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
        .setHost(target.host())
        .setPort(target.port())
        .setURI(target.path())
        .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(headers))
        .setFollowRedirects(false);
  }

  /** The name leads to what nobody outside should reach. */
  static final class NotPublic extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotPublic() {
      super("the name leads to an address that is not public", null, false, false);
    }
  }
}
