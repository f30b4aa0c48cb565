package hms.gateway.product;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.artisan.Artisan;
import hms.domain.product.Product;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.List;
import java.util.UUID;

/** Whose product it is. What is somebody else's is answered like what does not exist. */
final class Ownership {
  private Ownership() {}

  /** The maker who asks. Only an active one makes promises, and nobody makes them for it. */
  static Step<Artisan> maker(PgStores tx, Actor actor) {
    return actor instanceof Actor.Maker(var artisan)
        ? tx.artisans().find(artisan).decide(Ownership::active)
        : Step.refused(new Refusal.Denied("only the artisan itself may do this", List.of()));
  }

  /** The product, locked, if it is the artisan's. */
  static Step<Product> product(PgStores tx, UUID artisan, UUID product) {
    return tx.products()
        .lock(product)
        .decide(found -> own(artisan, found.artisan(), found, "product"));
  }

  static <T> Outcome<T> own(UUID artisan, UUID owner, T found, String kind) {
    return owner.equals(artisan)
        ? Outcome.done(found)
        : Outcome.refused(new Refusal.NotFound(kind));
  }

  /** Itself, if it may change its products now. */
  static Outcome<Artisan> active(Artisan artisan) {
    return artisan.active()
        ? Outcome.done(artisan)
        : Outcome.refused(
            new Refusal.Denied(
                "an artisan that is %s changes no products"
                    .formatted(Lifecycle.word(artisan.state())),
                List.of()));
  }
}
