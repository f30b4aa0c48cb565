package hms.gateway.product;

import hms.cluster.Bus;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Sha256;
import hms.domain.product.ProductImage;
import hms.gateway.command.Mint;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.UUID;

/** Takes pictures in. They are developed on a pool of their own, never on an event loop. */
public final class ImageRoutes implements Routes {
  private final Bus bus;
  private final WorkerExecutor lab;
  private final Mint mint;

  public ImageRoutes(Bus bus, WorkerExecutor lab, Mint mint) {
    this.bus = bus;
    this.lab = lab;
    this.mint = mint;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.putImage("/images/:oid/content", Permission.PRODUCTS_EDIT, this::put));
  }

  private Future<Void> put(Exchange exchange) {
    UUID oid = exchange.oid();
    UUID artisan =
        switch (exchange.actor()) {
          case Actor.Maker(var own) -> own;
          case Actor other ->
              exchange.orRefuse(
                  Outcome.refused(new Refusal.Denied("only artisans send pictures", List.of())));
        };
    return lab.executeBlocking(() -> PhotoLab.develop(exchange.body()), false)
        .map(exchange::orRefuse)
        .compose(photo ->
            ImageService.SERVICE.ask(
                bus, exchange.unkeyed(command(oid, artisan, photo, exchange.body()))))
        .compose(answer -> exchange.answer(answer, 200, DomainJson::tree));
  }

  private ImageCommand command(UUID oid, UUID artisan, PhotoLab.Developed photo, byte[] sent) {
    var image =
        new ProductImage(
            oid, mint.now(), artisan, null, photo.mediaType(), Sha256.hex(sent), false);
    return new ImageCommand(image, photo.sizes());
  }
}
