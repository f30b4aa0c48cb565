package hms.gateway.product;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.artisan.Artisan;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.domain.product.ProductRevision.Command;
import hms.domain.product.ProductRevision.Comment;
import hms.domain.product.ProductRevision.Rejection;
import hms.gateway.command.Actions;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;

/** What may be done to a revision now, by who asks. */
final class RevisionActions {
  private final ProductRevision revision;
  private final Product product;
  private final Artisan maker;
  private final Actor actor;
  private final Instant now;

  private RevisionActions(
      ProductRevision revision, Product product, Artisan maker, Actor actor, Instant now) {
    this.revision = revision;
    this.product = product;
    this.maker = maker;
    this.actor = actor;
    this.now = now;
  }

  /** Reads what the guards look at. */
  static Step<Actions> of(PgStores stores, ProductRevision revision, Actor actor, Instant now) {
    return stores
        .products()
        .find(revision.product())
        .then(product ->
            stores
                .artisans()
                .find(revision.artisan())
                .map(maker -> new RevisionActions(revision, product, maker, actor, now).tried()));
  }

  private Actions tried() {
    var actions = new Actions(actor);
    if (actor instanceof Actor.Maker) {
      return actions
          .add("submit", Command.SUBMIT.permission(), () -> own(revision.submit(now)))
          .add("withdraw", Command.WITHDRAW.permission(), () -> own(revision.withdraw(now)))
          .add("comment", Permission.PRODUCTS_EDIT, this::commented);
    }
    String by = actor.name();
    return actions
        .add("claim", Command.CLAIM.permission(), () -> judged(revision.claim(by, now)))
        .add("assign", Command.ASSIGN.permission(), () -> judged(revision.assign(by, by, now)))
        .add("release", Command.RELEASE.permission(), () -> judged(revision.release(by, now)))
        .add("approve", Command.APPROVE.permission(), () -> judged(approved(by)))
        .add(
            "request_changes",
            Command.REQUEST_CHANGES.permission(),
            () -> judged(revision.requestChanges(by, List.of(), now)))
        .add(
            "reject",
            Command.REJECT.permission(),
            () -> judged(revision.reject(by, Rejection.OTHER, null, now)))
        .add("comment", Permission.REVISIONS_REVIEW, this::commented);
  }

  private <T> Outcome<T> own(Outcome<T> outcome) {
    return Ownership.active(maker).then(may -> outcome);
  }

  private <T> Outcome<T> judged(Outcome<T> outcome) {
    return Reviews.notOwn(actor, maker).then(may -> outcome);
  }

  private Outcome<ProductRevision> commented() {
    var said = new Comment("/name", "?", actor.name(), now);
    return Conversation.mayComment(actor, maker).then(may -> revision.comment(said, now));
  }

  /** All or nothing: the product must take it over too. */
  private Outcome<Product> approved(String by) {
    return revision.approve(by, now).then(yes -> product.approved(yes, now));
  }
}
