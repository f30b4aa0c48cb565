package hms.gateway.product;

import hms.domain.deadline.Deadline;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.gateway.command.Mint;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** When something happens to a product or a revision by itself. */
final class ProductDeadlines {
  static final String JUDGE = "revision.judge";
  static final String PURGE = "product.purge";
  static final String LEASE = "revision.lease";
  static final String EXPIRE = "revision.expire";
  static final String REMIND = "revision.remind";
  static final String REMIND_AGAIN = "revision.remind-again";
  private static final Duration FIRST_REMINDER = Duration.ofDays(7);
  private static final Duration LAST_REMINDER = Duration.ofDays(21);
  private static final Duration UNANSWERED = Duration.ofDays(30);

  private final Mint mint;

  ProductDeadlines(Mint mint) {
    this.mint = mint;
  }

  /** A retired product goes for good once its artisan can no longer take it back. */
  Step<Product> purge(PgStores tx, Product retired) {
    return set(
            tx, PURGE, retired.oid(), retired.artisan(), retired.modified().plus(Product.RESTORE))
        .map(set -> retired);
  }

  Step<Product> stays(PgStores tx, Product product) {
    return tx.deadlines().drop(product.oid(), PURGE).map(dropped -> product);
  }

  /**
   * What is due after an act on the revision: the end of a lease, the end of waiting for an answer.
   * Not for the acts of the timer itself, which finishes its deadline.
   */
  Step<ProductRevision> follow(PgStores tx, ProductRevision revision) {
    return tx.deadlines()
        .dropAll(revision.oid())
        .then(dropped ->
            switch (revision.state()) {
              case IN_REVIEW -> set(tx, revision, LEASE, leaseEnd(revision));
              case CHANGES_REQUESTED -> unanswered(tx, revision);
              case DRAFT, SUBMITTED, APPROVED, REJECTED, WITHDRAWN, SUPERSEDED ->
                  Step.done(revision);
            });
  }

  /**
   * The rules look at once, as the house: the artisan's own transaction neither reads a rule nor
   * approves anything.
   */
  Step<ProductRevision> judge(PgStores tx, ProductRevision submitted) {
    return set(tx, submitted, JUDGE, submitted.modified());
  }

  /** Its artisan is reminded twice before it is withdrawn. */
  private Step<ProductRevision> unanswered(PgStores tx, ProductRevision revision) {
    Instant asked = revision.modified();
    return set(tx, revision, REMIND, asked.plus(FIRST_REMINDER))
        .then(on -> set(tx, revision, REMIND_AGAIN, asked.plus(LAST_REMINDER)))
        .then(on -> set(tx, revision, EXPIRE, asked.plus(UNANSWERED)));
  }

  private static Instant leaseEnd(ProductRevision revision) {
    return Optional.ofNullable(revision.review().claimedUntil()).orElse(revision.modified());
  }

  private Step<ProductRevision> set(
      PgStores tx, ProductRevision revision, String kind, Instant due) {
    return set(tx, kind, revision.oid(), revision.artisan(), due).map(set -> revision);
  }

  private Step<Void> set(PgStores tx, String kind, UUID object, UUID artisan, Instant due) {
    return tx.deadlines().set(new Deadline(mint.id(), kind, object, Optional.of(artisan), due));
  }
}
