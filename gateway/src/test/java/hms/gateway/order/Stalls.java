package hms.gateway.order;

import static hms.domain.fixture.Makers.NOW;

import hms.domain.Actor;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.product.Product;
import hms.domain.product.ProductImage.Size;
import hms.domain.product.ProductRevision;
import hms.domain.product.Stock;
import hms.storage.Step;
import hms.storage.pg.PgImageStore;
import hms.storage.pg.PgStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Makers, and what is for sale at their stalls. */
final class Stalls {
  private final PgStores stores;

  Stalls(PgStores stores) {
    this.stores = stores;
  }

  Actor.Maker aMaker() {
    var artisan = Makers.anArtisan();
    var queue = Objects.requireNonNull(artisan.queueId());
    var key = Makers.aPendingKey(artisan.oid());
    return carryOut(tx ->
        tx.artisans()
            .create(artisan, "create")
            .then(made -> Step.from(tx.messages().open(made.oid(), queue)))
            .then(open -> tx.keys().issue(key, "nonce", NOW.plus(Duration.ofDays(1))))
            .then(issued -> tx.keys().change(key.oid(), "prove", k -> k.prove(NOW)))
            .map(open -> new Actor.Maker(artisan.oid())));
  }

  /** Its only key is stolen. */
  void loses(Actor.Maker maker) {
    var key = stores.keys().activeOf(maker.artisan()).await().orElseThrow();
    var unused =
        carryOut(
            tx -> tx.keys().change(key.oid(), "revoke", k -> k.revoke("stolen", Instant.now())));
  }

  /** A product for sale at its price. */
  UUID sells(Actor.Maker maker, Stock stock) {
    var picture = Goods.aPicture();
    var draft =
        Product.draft(
            Samples.ids(), maker.artisan(), Goods.aHandle(), Goods.aBowl(picture), true, NOW);
    var revision = numbered(Goods.aRevision(draft, draft.content()));
    var pixels = new PgImageStore.Rendition(8, 6, "pixels".getBytes(StandardCharsets.UTF_8));
    var opened =
        stores.transact(
            maker,
            tx ->
                tx.images()
                    .create(Goods.uploaded(picture, maker.artisan()), Map.of(Size.ORIGINAL, pixels))
                    .then(on -> tx.products().create(draft, stock))
                    .then(made -> tx.revisions().create(revision, "open"))
                    .then(r -> tx.revisions().change(r.oid(), null, "submit", x -> x.submit(NOW))));
    opened.await().orThrow();
    return carryOut(tx ->
        tx.revisions()
            .change(revision.oid(), null, "approve", x -> x.approve("office:rosa", NOW))
            .then(r -> Step.from(tx.images().attach(draft.oid(), maker.artisan(), picture)))
            .then(r ->
                tx.products().change(draft.oid(), 1L, "approve", p -> p.approved(revision, NOW)))
            .then(p -> tx.artisans().find(maker.artisan()))
            .then(artisan ->
                tx.products()
                    .change(draft.oid(), 2L, "list", found -> found.list(artisan, true, NOW)))
            .map(Product::oid));
  }

  private ProductRevision numbered(ProductRevision r) {
    return new ProductRevision(
        r.oid(),
        r.version(),
        r.created(),
        r.modified(),
        r.product(),
        r.artisan(),
        stores.revisions().nextNumber().await(),
        r.kind(),
        r.baseVersion(),
        r.base(),
        r.proposed(),
        r.state(),
        r.review());
  }

  private <T> T carryOut(Function<PgStores, Step<T>> work) {
    return stores.transact(new Actor.House("test"), work).await().orThrow();
  }
}
