package hms.gateway.product;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.Versioned;
import hms.domain.product.Product;
import hms.domain.product.ProductContent;
import hms.domain.product.ProductRevision;
import hms.domain.product.Stock;
import hms.gateway.command.Mint;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;

/** What an artisan does with its own products. */
final class Proposals {
  private static final Stock NONE = new Stock.OnHand(0, 0);

  private final Mint mint;

  Proposals(Mint mint) {
    this.mint = mint;
  }

  /** What an artisan offers, checked, with an oid. */
  private record Offer(UUID oid, ProductContent content, boolean available, Stock stock) {}

  /** Makes a draft and its first revision, submitted if nothing is missing. */
  Step<ProductResult> create(
      PgStores tx, UUID artisan, ProductCommand.Create command, Instant now) {
    return Step.of(checked(command))
        .then(offer ->
            tx.products()
                .find(offer.oid())
                .orAbsent()
                .then(known ->
                    known.isPresent()
                        ? again(tx, artisan, offer, known.get())
                        : first(tx, artisan, offer, now)));
  }

  /** Amends the open revision; without one, opens a revision and submits it. */
  Step<ProductResult> edit(PgStores tx, UUID artisan, ProductCommand.Edit edit, Instant now) {
    return own(tx, artisan, edit.product())
        .decide(product -> Versioned.seen(product, edit.seen(), "product"))
        .then(product ->
            Step.from(tx.revisions().openOf(product.oid()))
                .then(open ->
                    open.isPresent()
                        ? amend(tx, product, open.get(), edit, now)
                        : propose(tx, product, edit, now)));
  }

  Step<ProductResult> submit(PgStores tx, UUID artisan, ProductCommand.Submit submit, Instant now) {
    return tx.revisions()
        .find(submit.revision())
        .decide(revision -> own(artisan, revision.artisan(), revision, "revision"))
        .then(revision -> tx.products().lock(revision.product()))
        .then(product ->
            tx.revisions()
                .change(submit.revision(), submit.seen(), "submit", r -> r.submit(now))
                .map(submitted -> new ProductResult(product, submitted)));
  }

  private Step<ProductResult> first(PgStores tx, UUID artisan, Offer offer, Instant now) {
    var product = Product.draft(offer.oid(), artisan, offer.content(), offer.available(), now);
    return tx.products()
        .create(product, offer.stock())
        .then(created -> attach(tx, created, created.content()))
        .then(created -> open(tx, created, created.content(), now));
  }

  /** The same product sent again is answered as before; another one under its oid is not taken. */
  private Step<ProductResult> again(PgStores tx, UUID artisan, Offer offer, Product known) {
    boolean same = known.artisan().equals(artisan) && known.content().equals(offer.content());
    return same
        ? Step.from(tx.revisions().openOf(known.oid()))
            .map(open -> new ProductResult(known, open.orElse(null)))
        : Step.refused(new Refusal.Duplicate("oid", "the oid is taken; mint another"));
  }

  private Step<ProductResult> amend(
      PgStores tx, Product product, ProductRevision open, ProductCommand.Edit edit, Instant now) {
    return Step.of(edit.edit().apply(open.proposed()))
        .then(content -> attach(tx, product, content).map(attached -> content))
        .then(
            content -> tx.revisions().change(open.oid(), null, "amend", r -> r.amend(content, now)))
        .map(amended -> new ProductResult(product, amended));
  }

  private Step<ProductResult> propose(
      PgStores tx, Product product, ProductCommand.Edit edit, Instant now) {
    return Step.of(edit.edit().apply(product.content()))
        .then(content -> attach(tx, product, content).map(attached -> content))
        .then(content -> open(tx, product, content, now));
  }

  private Step<ProductResult> open(
      PgStores tx, Product product, ProductContent content, Instant now) {
    return Step.from(tx.revisions().nextNumber())
        .map(number -> ProductRevision.open(mint.id(), number, product, content, now))
        .then(revision -> tx.revisions().create(revision, "open"))
        .then(revision ->
            content.missing().isEmpty()
                ? tx.revisions().change(revision.oid(), null, "submit", r -> r.submit(now))
                : Step.done(revision))
        .map(revision -> new ProductResult(product, revision));
  }

  /** Binds the pictures that the content names; their bytes must have come before. */
  private static Step<Product> attach(PgStores tx, Product product, ProductContent content) {
    var positions = IntStream.range(0, content.images().size()).boxed().toList();
    return Step.each(positions, at -> attach(tx, product, content, at)).map(all -> product);
  }

  private static Step<Integer> attach(
      PgStores tx, Product product, ProductContent content, int at) {
    var ref = content.images().get(at);
    return Step.from(tx.images().attach(product.oid(), product.artisan(), ref))
        .decide(attached ->
            attached
                ? Outcome.done(at)
                : Outcome.refused(
                    Refusal.Invalid.of(
                        "/content/images/" + at,
                        "missing",
                        "first send these bytes: PUT /images/" + ref.image() + "/content")));
  }

  private static Step<Product> own(PgStores tx, UUID artisan, UUID product) {
    return tx.products()
        .lock(product)
        .decide(found -> own(artisan, found.artisan(), found, "product"));
  }

  /** What is somebody else's is answered like what does not exist. */
  private static <T> Outcome<T> own(UUID artisan, UUID owner, T found, String kind) {
    return owner.equals(artisan)
        ? Outcome.done(found)
        : Outcome.refused(new Refusal.NotFound(kind));
  }

  private Outcome<Offer> checked(ProductCommand.Create create) {
    var rules = new Rules();
    rules.present("/content", create.content());
    rules.present("/stock", create.stock());
    if (rules.broken()) return rules.refused();
    var content = rules.part("/content", create.content().checked(), create.content());
    var stock = rules.part("/stock", create.stock().stock(), NONE);
    return rules.broken()
        ? rules.refused()
        : Outcome.done(
            new Offer(
                create.oid() == null ? mint.id() : create.oid(),
                content,
                create.available(),
                stock));
  }
}
