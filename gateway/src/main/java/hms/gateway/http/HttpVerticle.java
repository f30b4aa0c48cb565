package hms.gateway.http;

import hms.domain.Role;
import hms.gateway.trust.KeyRing;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP server of a gateway node. */
public final class HttpVerticle extends VerticleBase {
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Longer than a request may take. */
  private static final int SHUTDOWN_SECONDS = 12;

  private static final int HEADERS_MAX = 16 * 1024;
  private static final int LINE_MAX = 8 * 1024;

  private final Settings settings;
  private final PgStores stores;
  private final KeyRing keys;
  private final SealedCursors cursors;
  private final Clock clock;
  private final List<Routes> features;
  private final Observation observation;
  private final BodyRules rules;
  private @Nullable HttpServer server;
  private volatile boolean draining;

  /**
   * Where and how to listen.
   *
   * @param publicUrl what callers sign as the target of a request, without a slash at the end
   * @param proxies addresses that are believed when they say from where a call comes
   * @param quotas how many requests a caller may send
   * @param twoFactors roles whose people need a second factor to sign in
   */
  public record Settings(
      String host,
      int port,
      String publicUrl,
      Set<String> proxies,
      Api.Limits limits,
      Quota.Plan quotas,
      Set<Role> twoFactors) {
    public Settings {
      proxies = Set.copyOf(proxies);
      twoFactors = Set.copyOf(twoFactors);
    }
  }

  public HttpVerticle(
      Settings settings,
      PgStores stores,
      KeyRing keys,
      SealedCursors cursors,
      Clock clock,
      List<Routes> features,
      Observation observation,
      BodyRules rules) {
    this.settings = settings;
    this.stores = stores;
    this.keys = keys;
    this.cursors = cursors;
    this.clock = clock;
    this.features = features;
    this.observation = observation;
    this.rules = rules;
  }

  @Override
  public Future<?> start() {
    var addresses = new CallerAddress(settings.proxies());
    var proofs =
        new Authentication.Settings(
            settings.publicUrl(), SessionCookie.of(settings.publicUrl()), settings.twoFactors());
    var authentication = new Authentication(stores, keys, proofs, addresses, clock);
    var admission = new Admission(OwnOrigins.of(settings.publicUrl(), settings.port()));
    var rates = new RateLimit(settings.quotas(), addresses, clock);
    var options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            // If it might be HTTP/2, we would hear of a connection when its first headers have
            // come.
            .setHttp2ClearTextEnabled(false)
            .setMaxHeaderSize(HEADERS_MAX)
            // Nothing here speaks WebSocket; its handlers would look at every message.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setMaxInitialLineLength(LINE_MAX);
    server = vertx.createHttpServer(options);
    var handler =
        new Api(
                settings.limits(),
                authentication,
                admission,
                rates,
                observation,
                rules,
                stores,
                cursors,
                clock)
            .handler(vertx, features);
    var encrypted = RequestHeaders.stayEncrypted(settings.publicUrl());
    var connections = new Connections(vertx, settings.limits().times().headers(), IDLE);
    server.connectionHandler(connections::opened);
    server.requestHandler(request -> {
      connections.asked(request);
      if (draining) request.response().putHeader("Connection", "close");
      encrypted.accept(request.response());
      handler.handle(request);
    });
    server.invalidRequestHandler(request -> InvalidRequests.answer(request, observation));
    return server
        .listen()
        .recover(taken ->
            Future.failedFuture(
                "cannot listen on %s:%d: %s"
                    .formatted(settings.host(), settings.port(), taken.getMessage())));
  }

  /** From any thread: from now on each connection ends with its next answer. */
  public void drain() {
    draining = true;
  }

  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }
}
