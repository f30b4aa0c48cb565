package hms.gateway.product;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.product.Product;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The use cases of products. What an artisan does with its own stands in {@link Proposals}, what
 * the office decides in {@link Reviews}. Source: T1, T2, T4 of docs/domain.md.
 */
public final class ProductService implements UseCases<ProductCommand, ProductResult> {
  public static final Service<ProductCommand, ProductResult> SERVICE =
      new Service<>("product", ProductResult.class);

  private final Proposals proposals;
  private final Reviews reviews;
  private final ArtisanNotices notices;
  private final Mint mint;

  public ProductService(ArtisanNotices notices, Mint mint) {
    this.proposals = new Proposals(mint);
    this.reviews = new Reviews(notices);
    this.notices = notices;
    this.mint = mint;
  }

  @Override
  public Step<ProductResult> perform(PgStores tx, Actor actor, ProductCommand command) {
    Instant now = mint.now();
    return switch (command) {
      case ProductCommand.Create create -> own(actor, a -> proposals.create(tx, a, create, now));
      case ProductCommand.Edit edit -> own(actor, a -> proposals.edit(tx, a, edit, now));
      case ProductCommand.Submit submit -> own(actor, a -> proposals.submit(tx, a, submit, now));
      case ProductCommand.Approve approve -> reviews.approve(tx, actor, approve, now);
      case ProductCommand.RequestChanges wish -> reviews.requestChanges(tx, actor, wish, now);
      case ProductCommand.Reject reject -> reviews.reject(tx, actor, reject, now);
      case ProductCommand.Show(var product, var seen) ->
          flag(tx, product, seen, "list", found -> found.list(now));
      case ProductCommand.Hide(var product, var seen) ->
          flag(tx, product, seen, "unlist", found -> found.unlist(now));
    };
  }

  private Step<ProductResult> flag(
      PgStores tx,
      UUID product,
      long seen,
      String command,
      Function<Product, Outcome<Product>> decision) {
    return tx.products()
        .change(product, seen, command, decision)
        .map(changed -> {
          notices.productUpdated(tx, changed, null, "product." + command + "ed");
          return new ProductResult(changed, null);
        });
  }

  /** Only an artisan makes promises about a product, and only about its own. */
  private static Step<ProductResult> own(Actor actor, Function<UUID, Step<ProductResult>> work) {
    return actor instanceof Actor.Maker(var artisan)
        ? work.apply(artisan)
        : Step.refused(new Refusal.Denied("only the artisan itself may do this", List.of()));
  }
}
