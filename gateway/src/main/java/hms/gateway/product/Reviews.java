package hms.gateway.product;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.domain.product.ProductRevision.Comment;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the office decides on revisions. The artisan is told in the same transaction. */
final class Reviews {
  private static final Set<String> REASONS =
      Set.of("not_handmade", "prohibited", "misleading", "poor_images", "price", "other");

  private final ArtisanNotices notices;

  Reviews(ArtisanNotices notices) {
    this.notices = notices;
  }

  /** The revision's content and pictures take over, all or nothing; then it may be listed. */
  Step<ProductResult> approve(
      PgStores tx, Actor actor, ProductCommand.Approve command, Instant now) {
    return tx.revisions()
        .change(command.revision(), command.seen(), "approve", r -> r.approve(actor.name(), now))
        .then(revision ->
            takeOver(tx, revision, now)
                .then(product -> command.list() ? list(tx, product, now) : Step.done(product))
                .map(product -> told(tx, product, revision, "revision.approved")));
  }

  Step<ProductResult> requestChanges(
      PgStores tx, Actor actor, ProductCommand.RequestChanges command, Instant now) {
    return Step.of(checked(command.comments()))
        .then(comments ->
            tx.revisions()
                .change(
                    command.revision(),
                    command.seen(),
                    "request_changes",
                    r -> r.requestChanges(actor.name(), comments, now)))
        .then(revision -> decided(tx, revision, "revision.changes_requested"));
  }

  Step<ProductResult> reject(PgStores tx, Actor actor, ProductCommand.Reject command, Instant now) {
    var rules = new Rules();
    boolean known = REASONS.contains(command.reason());
    rules.that(known, "/reason", "reason", "expected one of " + REASONS.stream().sorted().toList());
    if (rules.broken()) return Step.of(rules.refused());
    return tx.revisions()
        .change(
            command.revision(),
            command.seen(),
            "reject",
            r -> r.reject(actor.name(), command.reason(), now))
        .then(revision -> decided(tx, revision, "revision.rejected"));
  }

  private Step<Product> takeOver(PgStores tx, ProductRevision revision, Instant now) {
    String command =
        revision.kind() == ProductRevision.Kind.FIRST ? "approve_first" : "apply_change";
    return tx.products()
        .change(revision.product(), null, command, product -> product.approved(revision, now))
        .then(product ->
            Step.from(tx.images().setLive(product.oid(), product.content().images()))
                .map(live -> product));
  }

  private static Step<Product> list(PgStores tx, Product product, Instant now) {
    return product.storeAvailable()
        ? Step.done(product)
        : tx.products().change(product.oid(), null, "list", found -> found.list(now));
  }

  private Step<ProductResult> decided(PgStores tx, ProductRevision revision, String event) {
    return tx.products()
        .find(revision.product())
        .map(product -> told(tx, product, revision, event));
  }

  private ProductResult told(PgStores tx, Product product, ProductRevision revision, String event) {
    notices.productUpdated(tx, product, revision, event);
    return new ProductResult(product, revision);
  }

  /** At least one wish, each bound to a field, so that the artisan knows what to change. */
  private static Outcome<List<Comment>> checked(List<Comment> comments) {
    var rules = new Rules();
    rules.present("/comments", comments);
    if (rules.broken()) return rules.refused();
    rules.size("/comments", comments, 1, 50);
    var clean = new ArrayList<Comment>();
    for (int i = 0; i < comments.size(); i++) {
      String at = "/comments/" + i;
      boolean bound =
          comments.get(i).pointer() != null && comments.get(i).pointer().startsWith("/");
      rules.that(bound, at + "/pointer", "pointer", "expected a JSON pointer such as /summary");
      String text = rules.text(at + "/text", comments.get(i).text(), 4000);
      clean.add(new Comment(comments.get(i).pointer(), Objects.requireNonNullElse(text, "")));
    }
    return rules.broken() ? rules.refused() : Outcome.done(clean);
  }
}
