package hms.gateway.product;

import com.fasterxml.jackson.databind.JsonNode;
import hms.cluster.Bus;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Sha256;
import hms.domain.product.Product;
import hms.domain.product.ProductContent;
import hms.domain.product.ProductImage;
import hms.domain.product.ProductImage.Size;
import hms.gateway.command.Answer;
import hms.gateway.command.Mint;
import hms.gateway.http.Exchange;
import hms.gateway.http.Form;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Takes pictures in. They are developed on a pool of their own, never on an event loop. */
public final class ImageRoutes implements Routes {
  private static final String FILE = "file";
  private static final String PRIVATE = "private, no-store";

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
    return List.of(
        Route.putImage("/images/:oid/content", Permission.PRODUCTS_EDIT, this::put),
        Route.form("/products/:oid/images", Permission.PRODUCTS_EDIT, this::upload),
        Route.get("/products/:oid/images", Permission.PRODUCTS_READ, this::ofProduct),
        Route.get("/images/:oid", Permission.PRODUCTS_READ, this::find),
        Route.patch("/images/:oid", Permission.PRODUCTS_EDIT, this::patch),
        Route.delete("/images/:oid", Permission.PRODUCTS_EDIT, this::remove),
        Route.get("/images/:oid/content", Permission.PRODUCTS_READ, this::get, "size"));
  }

  private Future<Void> put(Exchange exchange) {
    return stored(exchange, exchange.oid(), exchange.body())
        .compose(answer -> exchange.answer(answer, 200, DomainJson::tree));
  }

  /** Picture and place at once: a browser sends no second request if the first one fails. */
  private Future<Void> upload(Exchange exchange) {
    var form = exchange.orRefuse(Form.of(exchange).having(FILE, PlaceEdits.TEXTS));
    var said = exchange.orRefuse(PlaceEdits.Said.of(form));
    byte[] sent = Objects.requireNonNull(form.files().get(FILE));
    UUID oid = exchange.request(FILE).ownId(Sha256.hex(sent));
    return product(exchange)
        .compose(product -> stored(exchange, oid, sent))
        .map(answer -> exchange.orRefuse(answer.outcome()))
        .compose(image -> placed(exchange, image, said));
  }

  private static Future<Product> product(Exchange exchange) {
    return exchange
        .stores()
        .products()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.artisan(), found, "product"))
        .future()
        .map(exchange::orRefuse);
  }

  private Future<Void> placed(Exchange exchange, ProductImage image, PlaceEdits.Said said) {
    var place = said.about(image);
    var command =
        new ProductCommand.Edit(
            exchange.oid(), null, null, content -> PlaceEdits.added(content, place));
    return ProductService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer -> changed(exchange, answer, 201, result -> DomainJson.tree(image)));
  }

  /** Whatever is shown of a change, its ETag is the product's. */
  private static Future<Void> changed(
      Exchange exchange,
      Answer<ProductResult> answer,
      int status,
      Function<ProductResult, JsonNode> view) {
    return exchange.answer(
        answer,
        status,
        result -> {
          exchange.tag(result.product());
          return view.apply(result);
        });
  }

  private Future<Answer<ProductImage>> stored(Exchange exchange, UUID oid, byte[] sent) {
    UUID artisan =
        switch (exchange.actor()) {
          case Actor.Maker(var own) -> own;
          case Actor other ->
              exchange.orRefuse(
                  Outcome.refused(new Refusal.Denied("only artisans send pictures", List.of())));
        };
    return lab.executeBlocking(() -> PhotoLab.develop(sent), false)
        .map(exchange::orRefuse)
        .compose(photo ->
            ImageService.SERVICE.ask(bus, exchange.unkeyed(command(oid, artisan, photo, sent))));
  }

  /** For its artisan and the office, before the public may see it. */
  private Future<Void> get(Exchange exchange) {
    UUID oid = exchange.oid();
    var size = Objects.requireNonNullElse(exchange.asked().word("size", Size.class), Size.ORIGINAL);
    return exchange
        .stores()
        .images()
        .find(oid)
        .map(found -> exchange.orRefuse(visible(exchange, found)))
        .compose(image -> exchange.stores().images().bytes(oid, size))
        .map(Optional::orElseThrow)
        .compose(picture -> exchange.bytes(picture.mediaType(), PRIVATE, picture.bytes()));
  }

  /** All pictures that the product has or had, whether the public sees them or not. */
  private Future<Void> ofProduct(Exchange exchange) {
    return product(exchange)
        .compose(product -> exchange.stores().images().ofProduct(product.oid()))
        .compose(all -> exchange.list(all.stream().map(DomainJson::tree).toList()));
  }

  private Future<Void> find(Exchange exchange) {
    return exchange
        .stores()
        .images()
        .find(exchange.oid())
        .map(found -> exchange.orRefuse(visible(exchange, found)))
        .compose(image -> described(exchange, image));
  }

  /** A picture's place is its product's: so is the version that a change has to name. */
  private static Future<Void> described(Exchange exchange, ProductImage image) {
    UUID product = image.product();
    if (product == null) return exchange.unversioned(DomainJson.tree(image));
    return exchange
        .stores()
        .products()
        .find(product)
        .future()
        .map(exchange::orRefuse)
        .compose(found -> exchange.object(found, DomainJson.tree(image)));
  }

  private Future<Void> patch(Exchange exchange) {
    UUID oid = exchange.oid();
    var patch = exchange.orRefuse(exchange.body(PlaceEdits.Patch.class));
    var said = exchange.orRefuse(exchange.tree());
    return depict(exchange, content -> PlaceEdits.patched(content, oid, patch, said));
  }

  private Future<Void> remove(Exchange exchange) {
    UUID oid = exchange.oid();
    return depict(exchange, content -> PlaceEdits.removed(content, oid));
  }

  private Future<Void> depict(
      Exchange exchange, Function<ProductContent, Outcome<ProductContent>> edit) {
    var command = new ProductCommand.Depict(exchange.oid(), exchange.ifMatch(), edit);
    return ProductService.SERVICE
        .ask(bus, exchange.unkeyed(command))
        .compose(answer -> changed(exchange, answer, 200, ProductViews::result));
  }

  private static Outcome<ProductImage> visible(Exchange exchange, Optional<ProductImage> found) {
    return found
        .map(image -> OwnRows.visible(exchange.actor(), image.artisan(), image, "image"))
        .orElseGet(() -> Outcome.refused(new Refusal.NotFound("image")));
  }

  private ImageCommand command(UUID oid, UUID artisan, PhotoLab.Developed photo, byte[] sent) {
    var image =
        new ProductImage(
            oid, mint.now(), artisan, null, photo.mediaType(), Sha256.hex(sent), false);
    return new ImageCommand(image, photo.sizes());
  }
}
