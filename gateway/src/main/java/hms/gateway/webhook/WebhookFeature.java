package hms.gateway.webhook;

import hms.cluster.Bus;
import hms.domain.message.SecretWrapping;
import hms.gateway.command.Mint;
import hms.gateway.command.ServiceVerticle;
import hms.gateway.config.WebhookConfig;
import hms.gateway.http.Routes;
import hms.gateway.trace.Tracing;
import hms.storage.pg.PgStores;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Webhooks, put together: their door, their use cases, and who calls them. */
public final class WebhookFeature {
  private static final int NAME_THREADS = 8;

  private final Routes routes;
  private final ServiceVerticle<WebhookCommand, WebhookResult> service;
  private final WebhookSender sender;

  /**
   * What it is made of.
   *
   * @param relay the stores of who sends messages
   * @param node for the leases
   */
  public record Parts(
      Vertx vertx,
      Bus bus,
      PgStores stores,
      PgStores relay,
      SecretWrapping wrapping,
      Tracing tracing,
      MeterRegistry meters,
      Mint mint,
      String node) {}

  public WebhookFeature(Parts parts, WebhookConfig config) {
    var names =
        Names.ofTheMachine(parts.vertx().createSharedWorkerExecutor("hms-names", NAME_THREADS));
    var calls = new Caller.Settings(config.timeout(), config.loopback(), config.trustFile());
    var tools =
        new Teller.Tools(
            parts.stores(),
            parts.relay(),
            parts.wrapping(),
            parts.tracing(),
            parts.meters(),
            parts.mint());
    var settings = new WebhookSender.Settings(parts.node(), config.poll(), calls);
    this.sender = new WebhookSender(tools, names, settings);
    var useCases = new WebhookService(parts.wrapping(), config.loopback(), parts.mint());
    this.service =
        new ServiceVerticle<>(parts.bus(), parts.stores(), WebhookService.SERVICE, useCases);
    this.routes = new WebhookRoutes(parts.bus());
  }

  public Routes routes() {
    return routes;
  }

  /** Something was queued. From any thread. */
  public void wake() {
    sender.wake();
  }

  public Future<?> start(Vertx vertx) {
    return vertx.deployVerticle(service).compose(up -> vertx.deployVerticle(sender));
  }

  /** Ends with the calls that are under way. */
  public Future<Void> stop(Vertx vertx) {
    return vertx.undeploy(sender.deploymentID());
  }
}
