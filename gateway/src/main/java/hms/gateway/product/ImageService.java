package hms.gateway.product;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.product.ProductImage;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.storage.Step;
import hms.storage.pg.PgStores;

/** Stores pictures. A product names one afterwards; until then nobody sees it. */
public final class ImageService implements UseCases<ImageCommand, ProductImage> {
  public static final Service<ImageCommand, ProductImage> SERVICE =
      new Service<>("image", ProductImage.class);

  /** The same bytes again change nothing; other bytes under the same oid are refused. */
  @Override
  public Step<ProductImage> perform(PgStores tx, Actor actor, ImageCommand command) {
    return Step.from(tx.images().find(command.image().oid()))
        .then(known ->
            known.isPresent()
                ? Step.of(same(known.get(), command.image()))
                : tx.images().create(command.image(), command.sizes()));
  }

  private static Outcome<ProductImage> same(ProductImage known, ProductImage sent) {
    return known.artisan().equals(sent.artisan()) && known.sha256().equals(sent.sha256())
        ? Outcome.done(known)
        : Outcome.refused(new Refusal.Duplicate("oid", "the oid is taken; mint another"));
  }
}
