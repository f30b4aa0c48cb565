package hms.gateway.product;

import hms.domain.Handle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.Versioned;
import hms.domain.product.Pricing;
import hms.domain.product.Product;
import hms.domain.product.ProductContent;
import hms.domain.product.ProductRevision;
import hms.domain.product.Stock;
import hms.gateway.command.Mint;
import hms.gateway.command.Namesakes;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What an artisan does with its own products. */
final class Proposals {
  private static final Stock NONE = new Stock.OnHand(0, 0);

  private final ProductDeadlines deadlines;
  private final Supplier<Pricing> pricing;
  private final Mint mint;

  Proposals(ProductDeadlines deadlines, Supplier<Pricing> pricing, Mint mint) {
    this.deadlines = deadlines;
    this.pricing = pricing;
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

  /** Amends the open revision; without one, a draft changes at once, and the rest is proposed. */
  Step<ProductResult> edit(PgStores tx, UUID artisan, ProductCommand.Edit edit, Instant now) {
    return Ownership.product(tx, artisan, edit.product())
        .decide(product -> Versioned.seen(product, edit.seen(), "product"))
        .decide(Proposals::mayChange)
        .then(product ->
            Step.from(tx.revisions().openOf(product.oid()))
                .then(open -> {
                  if (open.isPresent()) return amend(tx, product, open.get(), edit, now);
                  return product.state() == Product.State.DRAFT
                      ? write(tx, product, edit, now)
                      : propose(tx, product, edit.edit(), now);
                })
                .map(result ->
                    result.merged(edit.base() != null && edit.base() < product.version())));
  }

  /** Opens a revision, submitted if nothing is missing; one that is open already is a duplicate. */
  Step<ProductResult> open(PgStores tx, UUID artisan, ProductCommand.Open open, Instant now) {
    return Ownership.product(tx, artisan, open.product())
        .decide(product -> Versioned.seen(product, open.seen(), "product"))
        .decide(Proposals::mayChange)
        .then(product -> propose(tx, product, open.edit(), now));
  }

  /** Changes what an open revision proposes. */
  Step<ProductResult> amend(PgStores tx, UUID artisan, ProductCommand.Amend amend, Instant now) {
    return tx.revisions()
        .find(amend.revision())
        .decide(found -> Ownership.own(artisan, found.artisan(), found, "revision"))
        .then(found ->
            tx.products()
                .lock(found.product())
                .then(product -> proposed(tx, product, found, amend, now)));
  }

  private Step<ProductResult> proposed(
      PgStores tx,
      Product product,
      ProductRevision found,
      ProductCommand.Amend amend,
      Instant now) {
    return edited(tx, product, found.proposed(), amend.edit())
        .then(content ->
            tx.revisions()
                .change(found.oid(), amend.seen(), "amend", r -> r.amend(content, null, now)))
        .map(next -> ProductResult.of(product, next));
  }

  /** Edits the content of the product that a picture belongs to. */
  Step<ProductResult> depict(
      PgStores tx, UUID artisan, ProductCommand.Depict picture, Instant now) {
    return Step.from(tx.images().find(picture.image()))
        .decide(found ->
            found
                .filter(image -> image.artisan().equals(artisan))
                .flatMap(image -> Optional.ofNullable(image.product()))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(new Refusal.NotFound("image"))))
        .then(product ->
            edit(
                tx,
                artisan,
                new ProductCommand.Edit(product, picture.seen(), null, picture.edit()),
                now));
  }

  Step<ProductResult> submit(PgStores tx, UUID artisan, ProductCommand.Submit submit, Instant now) {
    return mine(
            tx,
            artisan,
            submit.revision(),
            found ->
                tx.revisions().change(found.oid(), submit.seen(), "submit", r -> r.submit(now)))
        .then(result ->
            deadlines.judge(tx, Objects.requireNonNull(result.revision())).map(waiting -> result));
  }

  Step<ProductResult> withdraw(
      PgStores tx, UUID artisan, ProductCommand.Withdraw withdraw, Instant now) {
    return mine(
        tx,
        artisan,
        withdraw.revision(),
        found ->
            tx.revisions().change(found.oid(), withdraw.seen(), "withdraw", r -> r.withdraw(now)));
  }

  /** Locks the product first, as everybody does. */
  private Step<ProductResult> mine(
      PgStores tx,
      UUID artisan,
      UUID revision,
      Function<ProductRevision, Step<ProductRevision>> act) {
    return tx.revisions()
        .find(revision)
        .decide(found -> Ownership.own(artisan, found.artisan(), found, "revision"))
        .then(found ->
            tx.products()
                .lock(found.product())
                .then(product ->
                    act.apply(found)
                        .then(next -> deadlines.follow(tx, next))
                        .map(next -> ProductResult.of(product, next))));
  }

  /** Nothing of what is off for good is proposed. */
  static Outcome<Product> mayChange(Product product) {
    return product.state() == Product.State.RETIRED
        ? Outcome.refused(
            new Refusal.WrongState(
                "retired", "open", List.of("restore"), "retired", "restore the product first"))
        : Outcome.done(product);
  }

  /** What nobody has approved and nobody reviews is its artisan's to change at once. */
  private Step<ProductResult> write(
      PgStores tx, Product product, ProductCommand.Edit edit, Instant now) {
    return edited(tx, product, product.content(), edit.edit())
        .then(
            content -> tx.products().change(product.oid(), null, "edit", p -> p.edit(content, now)))
        .map(ProductResult::of);
  }

  private Step<ProductResult> first(PgStores tx, UUID artisan, Offer offer, Instant now) {
    return Step.from(tx.products().queueFor(artisan))
        .then(alone -> Step.from(tx.products().countOf(artisan)))
        .decide(Proposals::roomForOne)
        .then(count ->
            Namesakes.free(
                Handle.of(offer.content().name(), "product"),
                handle -> tx.products().handleTaken(artisan, handle)))
        .map(handle ->
            Product.draft(offer.oid(), artisan, handle, offer.content(), offer.available(), now))
        .then(product -> tx.products().create(product, offer.stock()))
        .then(created -> attach(tx, created, created.content()))
        .then(created -> open(tx, created, created.content(), now));
  }

  private static Outcome<Long> roomForOne(long count) {
    return count < Product.PER_ARTISAN_MAX
        ? Outcome.done(count)
        : Outcome.refused(
            new Refusal.Denied(
                "an artisan has at most %d products that are not retired"
                    .formatted(Product.PER_ARTISAN_MAX),
                List.of()));
  }

  /** The same product sent again is answered as before; another one under its oid is not taken. */
  private Step<ProductResult> again(PgStores tx, UUID artisan, Offer offer, Product known) {
    boolean same = known.artisan().equals(artisan) && known.content().equals(offer.content());
    return same
        ? Step.from(tx.revisions().openOf(known.oid()))
            .map(open -> ProductResult.of(known, open.orElse(null)))
        : Step.refused(new Refusal.Duplicate("oid", "the oid is taken; mint another"));
  }

  private Step<ProductResult> amend(
      PgStores tx, Product product, ProductRevision open, ProductCommand.Edit edit, Instant now) {
    Long base = edit.base() == null ? edit.seen() : edit.base();
    Product known = base != null && base == product.version() ? product : null;
    return edited(tx, product, open.proposed(), edit.edit())
        .then(content ->
            tx.revisions().change(open.oid(), null, "amend", r -> r.amend(content, known, now)))
        .map(amended -> ProductResult.of(product, amended));
  }

  private Step<ProductResult> propose(
      PgStores tx,
      Product product,
      Function<ProductContent, Outcome<ProductContent>> edit,
      Instant now) {
    return edited(tx, product, product.content(), edit)
        .then(content -> open(tx, product, content, now));
  }

  /** What somebody makes of a content: one that can be sold, of pictures that are there. */
  private Step<ProductContent> edited(
      PgStores tx,
      Product product,
      ProductContent from,
      Function<ProductContent, Outcome<ProductContent>> edit) {
    return Step.of(edit.apply(from).then(pricing.get()::allows))
        .then(content -> attach(tx, product, content).map(attached -> content));
  }

  private Step<ProductResult> open(
      PgStores tx, Product product, ProductContent content, Instant now) {
    return Step.from(tx.revisions().nextNumber())
        .map(number -> ProductRevision.open(mint.id(), number, product, content, now))
        .then(revision -> tx.revisions().create(revision, "open"))
        .then(revision ->
            content.missing().isEmpty()
                ? tx.revisions()
                    .change(revision.oid(), null, "submit", r -> r.submit(now))
                    .then(submitted -> deadlines.judge(tx, submitted))
                : Step.done(revision))
        .map(revision -> ProductResult.of(product, revision));
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

  private Outcome<Offer> checked(ProductCommand.Create create) {
    var rules = new Rules();
    rules.present("/content", create.content());
    rules.present("/stock", create.stock());
    if (rules.broken()) return rules.refused();
    var content =
        rules.part(
            "/content", create.content().checked().then(pricing.get()::allows), create.content());
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
