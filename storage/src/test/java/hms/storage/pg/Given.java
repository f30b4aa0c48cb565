package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;

import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanKey;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.OrderBuilder;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Works;
import hms.domain.order.Order;
import hms.domain.order.UnitLedger;
import hms.domain.product.ImageRef;
import hms.domain.product.Product;
import hms.domain.product.ProductImage.Size;
import hms.domain.product.ProductRevision;
import hms.domain.product.Stock;
import hms.storage.OutgoingMessage;
import hms.storage.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What must be stored before a test can begin. */
record Given(OfficeDatabase office) {
  static final byte[] HASH = new byte[32];

  Artisan anArtisan() {
    var artisan = Makers.anArtisan();
    var queue = Objects.requireNonNull(artisan.queueId());
    return office.done(tx ->
        tx.artisans()
            .create(artisan, "create")
            .then(made -> Step.from(tx.messages().open(made.oid(), queue)).map(on -> made)));
  }

  ArtisanKey anActiveKey(UUID artisan) {
    var key = Makers.aPendingKey(artisan);
    return office.done(tx ->
        tx.keys()
            .issue(key, "nonce", NOW.plus(Duration.ofDays(1)))
            .then(issued -> tx.keys().change(key.oid(), "prove", k -> k.prove(NOW))));
  }

  void activateAKey(UUID artisan) {
    var unused = anActiveKey(artisan);
  }

  Product aDraft() {
    return aDraft(anArtisan().oid(), new Stock.OnHand(5, 0));
  }

  Product aDraft(UUID artisan, Stock stock) {
    return office.done(tx -> tx.products().create(Goods.aDraft(artisan), stock));
  }

  ProductRevision aRevision(Product product) {
    var revision = numbered(Goods.aRevision(product, product.content()));
    return office.doneBy(product.artisan(), tx -> tx.revisions().create(revision, "open"));
  }

  /** Listed, with its picture live. */
  Product aListedProduct() {
    return aListedProduct(anArtisan());
  }

  Product aListedProduct(Artisan maker) {
    var picture = Goods.aPicture();
    var artisan = maker.oid();
    aPicture(picture, artisan);
    var draft =
        Product.draft(Samples.ids(), artisan, Goods.aHandle(), Goods.aBowl(picture), true, NOW);
    office.carryOut(tx -> tx.products().create(draft, new Stock.OnHand(5, 0)));
    var revision = aRevision(draft);
    return office.done(tx ->
        Step.from(tx.images().attach(draft.oid(), artisan, picture))
            .then(on -> Step.from(tx.images().setLive(draft.oid(), draft.content().images())))
            .then(on ->
                tx.products().change(draft.oid(), 1L, "approve", p -> p.approved(revision, NOW)))
            .then(p ->
                tx.products().change(p.oid(), 2L, "list", found -> found.list(maker, true, NOW))));
  }

  void aPicture(ImageRef picture, UUID artisan) {
    var bytes = "pixels".getBytes(StandardCharsets.UTF_8);
    var sizes = Map.of(Size.ORIGINAL, new PgImageStore.Rendition(800, 600, bytes));
    office.carryOut(tx -> tx.images().create(Goods.uploaded(picture, artisan), sizes));
  }

  UUID aChannel() {
    return office.stores().access().putChannel(Samples.ids(), "web-" + Samples.ids()).await();
  }

  Order anOrder(UnitLedger units) {
    var channel = aChannel();
    return office.done(tx ->
        Step.from(tx.orders().putCustomer(Samples.ids(), channel, OrderBuilder.aCustomer()))
            .then(customer -> tx.orders().create(Works.anOrder(channel, customer, units), HASH)));
  }

  static OutgoingMessage aMessage(UUID recipient) {
    return new OutgoingMessage(
        Samples.ids(),
        recipient,
        "hms.product.updated.v1",
        "product/" + Samples.ids(),
        Samples.ids(),
        "{}".getBytes(StandardCharsets.UTF_8),
        NOW,
        NOW.plus(Duration.ofDays(30)));
  }

  private long number() {
    return office.stores().revisions().nextNumber().await();
  }

  /** With a number of its own. */
  ProductRevision numbered(ProductRevision r) {
    return new ProductRevision(
        r.oid(),
        r.version(),
        r.created(),
        r.modified(),
        r.product(),
        r.artisan(),
        number(),
        r.kind(),
        r.baseVersion(),
        r.base(),
        r.proposed(),
        r.state(),
        r.review());
  }
}
