package hms.gateway.product;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.Versioned;
import hms.domain.artisan.Artisan;
import hms.domain.product.ContentChange;
import hms.domain.product.Pricing;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.gateway.http.OwnRows;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a product stands: in the catalogue or out of it, barred, retired, taken back. Its artisan
 * is told of what the office does.
 */
final class Shelf {
  private static final int REASON_MAX = 200;

  private final ProductNotices notices;
  private final ListingNotices listings;
  private final ProductDeadlines deadlines;
  private final Supplier<Pricing> pricing;

  Shelf(
      ProductNotices notices,
      ListingNotices listings,
      ProductDeadlines deadlines,
      Supplier<Pricing> pricing) {
    this.notices = notices;
    this.listings = listings;
    this.deadlines = deadlines;
    this.pricing = pricing;
  }

  Step<ProductResult> shelve(PgStores tx, ProductCommand.Shelve command, Instant now) {
    return Step.of(reason(command))
        .then(reason ->
            seen(tx, command.product(), command.seen())
                .then(product ->
                    shelved(tx, product, command, reason, now)
                        .map(next -> listed(tx, product, next, event(command.step())))))
        .map(product -> told(tx, product, event(command.step())));
  }

  private Step<Product> shelved(
      PgStores tx,
      Product product,
      ProductCommand.Shelve command,
      Optional<String> reason,
      Instant now) {
    return command.step() == Product.Command.LIST
        ? list(tx, product, now)
        : tx.products()
            .change(
                product.oid(),
                null,
                Lifecycle.word(command.step()),
                found -> step(found, command.step(), reason.orElse(null), now));
  }

  /** Shows a product; its maker must be there to hear of orders. */
  Step<Product> list(PgStores tx, Product product, Instant now) {
    return tx.artisans()
        .find(product.artisan())
        .then(maker ->
            Step.from(tx.keys().activeOf(maker.oid()))
                .then(key ->
                    tx.products()
                        .change(
                            product.oid(),
                            null,
                            "list",
                            p -> p.list(maker, key.isPresent(), now))));
  }

  Step<ProductResult> alter(PgStores tx, ProductCommand.Alter command, Instant now) {
    return seen(tx, command.product(), command.seen())
        .then(before ->
            Step.of(command.changes().apply(before.content()))
                .then(changes ->
                    tx.products()
                        .change(before.oid(), null, "alter", p -> altered(p, changes, now)))
                .map(after -> {
                  var changes = ContentChange.between(before.content(), after.content());
                  if (!changes.isEmpty()) notices.altered(tx, after, changes);
                  listings.changed(tx, before, after, "product.altered");
                  return ProductResult.of(after);
                }));
  }

  private Outcome<Product> altered(Product product, List<ContentChange> changes, Instant now) {
    return product
        .alter(changes, pricing.get().byOffice(), now)
        .then(next -> pricing.get().allows(next.content()).map(allowed -> next));
  }

  /** What is off already stays so; whoever asks again gets the same answer. */
  Step<ProductResult> retire(PgStores tx, Actor actor, ProductCommand.Retire command, Instant now) {
    return mine(tx, actor, command.product())
        .then(product ->
            product.state() == Product.State.RETIRED
                ? Step.done(ProductResult.of(product))
                : Step.of(Versioned.seen(product, command.seen(), "product"))
                    .then(seen -> retire(tx, actor, seen, now)));
  }

  Step<ProductResult> restore(
      PgStores tx, Actor actor, ProductCommand.Restore command, Instant now) {
    return mine(tx, actor, command.product())
        .decide(found -> Versioned.seen(found, command.seen(), "product"))
        .then(found ->
            tx.artisans()
                .find(found.artisan())
                .then(maker -> restored(tx, actor, found, maker, now)));
  }

  /** Removes what nobody ever ordered. */
  Step<ProductResult> purge(PgStores tx, UUID oid) {
    return tx.products()
        .lock(oid)
        .then(product ->
            Step.from(tx.products().remove(product))
                .decide(gone ->
                    gone
                        ? Outcome.done(ProductResult.of(product))
                        : Outcome.refused(
                            new Refusal.WrongState(
                                Lifecycle.word(product.state()),
                                "purge",
                                List.of(),
                                "ordered",
                                "an ordered product stays, for those who ordered it"))));
  }

  private Step<ProductResult> retire(PgStores tx, Actor actor, Product product, Instant now) {
    return Step.from(tx.products().openWork(product.oid()))
        .then(open -> tx.products().change(product.oid(), null, "retire", p -> p.retire(open, now)))
        .map(retired -> listed(tx, product, retired, "product.retired"))
        .then(retired ->
            Step.from(tx.revisions().openOf(retired.oid()))
                .then(revision -> supersede(tx, revision, now))
                .then(gone -> deadlines.purge(tx, retired)))
        .map(retired -> toldUnless(tx, actor, retired, "product.retired"));
  }

  private Step<ProductResult> restored(
      PgStores tx, Actor actor, Product product, Artisan maker, Instant now) {
    String command = product.approvedRevision() == null ? "restore_draft" : "restore";
    return tx.products()
        .change(product.oid(), null, command, p -> p.restore(maker, actor, now))
        .then(back -> deadlines.stays(tx, back))
        .map(back -> toldUnless(tx, actor, back, "product.restored"));
  }

  private static Step<Optional<ProductRevision>> supersede(
      PgStores tx, Optional<ProductRevision> open, Instant now) {
    return open.isEmpty()
        ? Step.done(open)
        : tx.revisions()
            .change(open.get().oid(), null, "supersede", r -> r.supersede(now))
            .then(gone -> tx.deadlines().dropAll(gone.oid()))
            .map(dropped -> open);
  }

  private static Outcome<Product> step(
      Product found, Product.Command step, @Nullable String reason, Instant now) {
    return switch (step) {
      case UNLIST -> found.unlist(reason, now);
      case BLOCK -> found.block(String.valueOf(reason), now);
      case UNBLOCK -> found.unblock(now);
      case LIST,
          CREATE,
          EDIT,
          APPROVE_FIRST,
          APPLY_CHANGE,
          ALTER,
          RETIRE,
          RESTORE,
          RESTORE_DRAFT,
          SWITCH,
          ADJUST_STOCK,
          RECOUNT_STOCK ->
          Outcome.refused(new Refusal.Denied("has a call of its own", List.of()));
    };
  }

  private static Step<Product> seen(PgStores tx, UUID product, long seen) {
    return tx.products().lock(product).decide(found -> Versioned.seen(found, seen, "product"));
  }

  private static Step<Product> mine(PgStores tx, Actor actor, UUID product) {
    return tx.products()
        .lock(product)
        .decide(found -> OwnRows.visible(actor, found.artisan(), found, "product"))
        .then(found ->
            actor instanceof Actor.Maker
                ? Ownership.maker(tx, actor).map(maker -> found)
                : Step.done(found));
  }

  private Product listed(PgStores tx, Product before, Product after, String event) {
    listings.changed(tx, before, after, event);
    return after;
  }

  private ProductResult told(PgStores tx, Product product, String event) {
    notices.productUpdated(tx, product, null, event);
    return ProductResult.of(product);
  }

  private ProductResult toldUnless(PgStores tx, Actor actor, Product product, String event) {
    return actor instanceof Actor.Maker ? ProductResult.of(product) : told(tx, product, event);
  }

  private static String event(Product.Command step) {
    return "product." + Lifecycle.word(step) + "ed";
  }

  private static Outcome<Optional<String>> reason(ProductCommand.Shelve command) {
    var rules = new Rules();
    String reason =
        command.step() == Product.Command.BLOCK
            ? rules.line("/reason", command.reason(), REASON_MAX)
            : rules.optionalLine("/reason", command.reason(), REASON_MAX);
    return rules.broken() ? rules.refused() : Outcome.done(Optional.ofNullable(reason));
  }
}
