package hms.gateway.product;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.artisan.Artisan;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.domain.product.ReviewRule;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the office decides on revisions. The artisan is told in the same transaction. */
final class Reviews {
  private static final int TEXT_MAX = 4000;

  private final ProductNotices notices;
  private final ListingNotices listings;
  private final ProductDeadlines deadlines;
  private final Shelf shelf;

  Reviews(
      ProductNotices notices, ListingNotices listings, ProductDeadlines deadlines, Shelf shelf) {
    this.notices = notices;
    this.listings = listings;
    this.deadlines = deadlines;
    this.shelf = shelf;
  }

  /** A step that the artisan need not hear of: who has the revision. */
  Step<ProductResult> step(PgStores tx, Actor actor, ProductCommand.Review command, Instant now) {
    String by = actor.name();
    String word = Lifecycle.word(command.step());
    return switch (command.step()) {
      case CLAIM -> act(tx, actor, command.revision(), command.seen(), word, r -> r.claim(by, now));
      case RELEASE ->
          act(tx, actor, command.revision(), command.seen(), word, r -> r.release(by, now));
      case LEASE_OVER -> byTime(tx, command.revision(), word, r -> r.leaseOver(now));
      case EXPIRE ->
          byTime(tx, command.revision(), word, r -> r.expire(now))
              .map(result -> told(tx, result, "revision.withdrawn"));
      case OPEN,
          SUBMIT,
          AMEND,
          WITHDRAW,
          ASSIGN,
          APPROVE,
          APPROVE_BY_RULE,
          REQUEST_CHANGES,
          REJECT,
          SUPERSEDE ->
          Step.refused(new Refusal.Denied("has a call of its own", List.of()));
    };
  }

  /** Tells the artisan once more that changes are wanted, if they still are. */
  Step<ProductResult> remind(PgStores tx, UUID revision) {
    return tx.revisions()
        .find(revision)
        .then(found -> tx.products().lock(found.product()))
        .then(product ->
            // Behind the lock of the product it is what it is.
            tx.revisions().find(revision).map(found -> ProductResult.of(product, found)))
        .map(result ->
            revision(result).state() == ProductRevision.State.CHANGES_REQUESTED
                ? told(tx, result, "revision.answer_due")
                : result);
  }

  /** Takes what has waited longest and nobody else takes at this moment. */
  Step<ProductResult> claimNext(
      PgStores tx, Actor actor, ProductCommand.ClaimNext command, Instant now) {
    return Step.from(tx.revisions().nextFree(command.artisan()))
        .decide(found ->
            found
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(new Refusal.NotFound("waiting revision"))))
        .then(found -> act(tx, actor, found.oid(), null, "claim", r -> r.claim(actor.name(), now)));
  }

  Step<ProductResult> assign(PgStores tx, Actor actor, ProductCommand.Assign command, Instant now) {
    return Step.from(tx.access().reviewer(command.reviewer()))
        .decide(known ->
            known
                .map(Outcome::done)
                .orElseGet(() ->
                    Outcome.refused(
                        Refusal.Invalid.of(
                            "/reviewer", "reviewer", "expected a reviewer's e-mail"))))
        .then(to ->
            act(
                tx,
                to,
                command.revision(),
                command.seen(),
                "assign",
                r -> r.assign(actor.name(), to.name(), now)));
  }

  /** The revision's content and pictures take over, all or nothing; then it may be listed. */
  Step<ProductResult> approve(
      PgStores tx, Actor actor, ProductCommand.Approve command, Instant now) {
    return act(
            tx,
            actor,
            command.revision(),
            command.seen(),
            "approve",
            r -> r.approve(actor.name(), now))
        .then(result ->
            takeOver(tx, result.product(), revision(result), now)
                .then(product ->
                    !command.list() || product.storeAvailable()
                        ? Step.done(product)
                        : shelf.list(tx, product, now))
                .map(product -> approved(tx, result, product)));
  }

  /**
   * A rule in force approves what was submitted, as a person would; else it waits for a person. The
   * product is locked first, so that the rules judge what is taken over.
   */
  Step<ProductResult> approveByRule(PgStores tx, UUID oid, Instant now) {
    return tx.revisions()
        .find(oid)
        .then(found -> tx.products().lock(found.product()))
        .then(product -> tx.revisions().find(oid))
        .then(revision -> approving(tx, revision))
        .then(rule -> byTime(tx, oid, "approve_by_rule", r -> r.approveByRule(rule.oid(), now)))
        .then(result ->
            takeOver(tx, result.product(), revision(result), now)
                .map(product -> approved(tx, result, product)));
  }

  private static Step<ReviewRule> approving(PgStores tx, ProductRevision revision) {
    return Step.from(tx.reviewRules().enabled())
        .then(rules ->
            rules.isEmpty()
                ? Step.done(Optional.<ReviewRule>empty())
                : Step.from(tx.reviewRules().before(revision.oid()))
                    .map(before -> ReviewRule.approving(rules, revision, before)))
        .decide(rule ->
            rule.map(Outcome::done)
                .orElseGet(() ->
                    Outcome.refused(
                        ProductRevision.LIFECYCLE.barred(
                            revision.state(),
                            ProductRevision.Command.APPROVE_BY_RULE,
                            "no-rule",
                            "no rule in force approves it; a person decides"))));
  }

  Step<ProductResult> requestChanges(
      PgStores tx, Actor actor, ProductCommand.RequestChanges command, Instant now) {
    return Step.of(Wishes.checked(command.comments(), actor.name(), now))
        .then(comments ->
            act(
                tx,
                actor,
                command.revision(),
                command.seen(),
                "request_changes",
                r -> r.requestChanges(actor.name(), comments, now)))
        .map(result -> told(tx, result, "revision.changes_requested"));
  }

  Step<ProductResult> reject(PgStores tx, Actor actor, ProductCommand.Reject command, Instant now) {
    var rules = new Rules();
    rules.present("/reason", command.reason());
    String text = rules.optionalText("/text", command.text(), TEXT_MAX);
    if (rules.broken()) return Step.of(rules.refused());
    return act(
            tx,
            actor,
            command.revision(),
            command.seen(),
            "reject",
            r -> r.reject(actor.name(), command.reason(), text, now))
        .map(result -> told(tx, result, "revision.rejected"));
  }

  /**
   * One act on a revision by somebody who judges the work of others; the product is locked first.
   */
  private Step<ProductResult> act(
      PgStores tx,
      Actor judge,
      UUID oid,
      @Nullable Long seen,
      String command,
      Function<ProductRevision, Outcome<ProductRevision>> decision) {
    return tx.revisions()
        .find(oid)
        .then(found -> tx.products().lock(found.product()))
        .then(product -> notOwn(tx, judge, product))
        .then(product ->
            tx.revisions()
                .change(oid, seen, command, decision)
                .then(next -> deadlines.follow(tx, next))
                .map(next -> ProductResult.of(product, next)));
  }

  /** The timer's own deadline is finished by the timer. */
  private static Step<ProductResult> byTime(
      PgStores tx,
      UUID oid,
      String command,
      Function<ProductRevision, Outcome<ProductRevision>> decision) {
    return tx.revisions()
        .find(oid)
        .then(found -> tx.products().lock(found.product()))
        .then(product ->
            tx.revisions()
                .change(oid, null, command, decision)
                .map(next -> ProductResult.of(product, next)));
  }

  private static Step<Product> notOwn(PgStores tx, Actor judge, Product product) {
    return judge instanceof Actor.Office
        ? tx.artisans()
            .find(product.artisan())
            .decide(maker -> notOwn(judge, maker).map(other -> product))
        : Step.done(product);
  }

  /** The maker, if the one who judges is somebody else. */
  static Outcome<Artisan> notOwn(Actor judge, Artisan maker) {
    boolean own =
        judge instanceof Actor.Office office
            && maker.profile().email().equalsIgnoreCase(office.email());
    return own
        ? Outcome.refused(new Refusal.Denied("nobody decides on their own work", List.of()))
        : Outcome.done(maker);
  }

  private static Step<Product> takeOver(
      PgStores tx, Product locked, ProductRevision revision, Instant now) {
    String command = locked.state() == Product.State.DRAFT ? "approve_first" : "apply_change";
    return Step.of(locked.approved(revision, now))
        .then(next ->
            Step.together(
                tx.products().write(locked, next, command),
                Step.from(tx.images().setLive(next.oid(), next.content().images())),
                (written, live) -> written));
  }

  /** Its artisan and the storefronts hear of it. */
  private ProductResult approved(PgStores tx, ProductResult before, Product now) {
    listings.changed(tx, before.product(), now, "revision.approved");
    return told(tx, ProductResult.of(now, before.revision()), "revision.approved");
  }

  private ProductResult told(PgStores tx, ProductResult result, String event) {
    notices.productUpdated(tx, result.product(), result.revision(), event);
    return result;
  }

  private static ProductRevision revision(ProductResult result) {
    return Objects.requireNonNull(result.revision());
  }
}
