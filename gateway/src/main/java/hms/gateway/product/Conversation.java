package hms.gateway.product;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.artisan.Artisan;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;

/** What artisan and reviewer say to each other about a revision that is still open. */
final class Conversation {
  private final ProductNotices notices;

  Conversation(ProductNotices notices) {
    this.notices = notices;
  }

  /** The product is locked first, as for each act on its revision. */
  Step<ProductResult> comment(
      PgStores tx, Actor actor, ProductCommand.Comment command, Instant now) {
    return Step.of(Wishes.one(command.said(), actor.name(), now))
        .then(said ->
            tx.revisions()
                .find(command.revision())
                .then(found -> tx.products().lock(found.product()))
                .then(product -> speaking(tx, actor, product))
                .then(product ->
                    tx.revisions()
                        .change(command.revision(), null, "comment", r -> r.comment(said, now))
                        .map(next -> told(tx, actor, product, next))));
  }

  /** Its artisan, or a reviewer who is not the artisan. */
  private static Step<Product> speaking(PgStores tx, Actor actor, Product product) {
    return tx.artisans()
        .find(product.artisan())
        .decide(maker -> mayComment(actor, maker).map(yes -> product));
  }

  /** The maker, if this actor may say something about its revisions. */
  static Outcome<Artisan> mayComment(Actor actor, Artisan maker) {
    return switch (actor) {
      case Actor.Maker(var own) -> Ownership.own(own, maker.oid(), maker, "revision");
      case Actor.Office person ->
          Permission.REVISIONS_REVIEW.needed(person).then(yes -> Reviews.notOwn(person, maker));
      case Actor.Storefront shop -> unknown();
      case Actor.Anyone nobody -> unknown();
      case Actor.House house -> unknown();
    };
  }

  private static Outcome<Artisan> unknown() {
    return Outcome.refused(new Refusal.Denied("the artisan's and reviewers' to say", List.of()));
  }

  /** The artisan hears what the office says; the office looks into its queue. */
  private ProductResult told(PgStores tx, Actor actor, Product product, ProductRevision next) {
    if (actor instanceof Actor.Office) {
      notices.productUpdated(tx, product, next, "revision.commented");
    }
    return ProductResult.of(product, next);
  }
}
