package hms.gateway.product;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.product.Pricing;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.message.OfficeMessages;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The use cases of products. What an artisan proposes stands in {@link Proposals}, what it has in
 * {@link Holdings}, what the office decides in {@link Reviews}, where a product stands in {@link
 * Shelf}. Source: T1 to T5 of docs/domain.md.
 */
public final class ProductService implements UseCases<ProductCommand, ProductResult> {
  public static final Service<ProductCommand, ProductResult> SERVICE =
      new Service<>("product", ProductResult.class);

  private final Proposals proposals;
  private final Holdings holdings;
  private final Shelf shelf;
  private final Reviews reviews;
  private final Conversation conversation;
  private final Mint mint;

  public ProductService(OfficeMessages messages, Pricing pricing, Mint mint) {
    this(messages, () -> pricing, mint);
  }

  /**
   * @param pricing as it is at the time of each change
   */
  public ProductService(OfficeMessages messages, Supplier<Pricing> pricing, Mint mint) {
    var notices = new ProductNotices(messages);
    var listings = new ListingNotices(messages);
    var deadlines = new ProductDeadlines(mint);
    this.proposals = new Proposals(deadlines, pricing, mint);
    this.holdings = new Holdings(listings);
    this.shelf = new Shelf(notices, listings, deadlines, pricing);
    this.reviews = new Reviews(notices, listings, deadlines, shelf);
    this.conversation = new Conversation(notices);
    this.mint = mint;
  }

  @Override
  public Step<ProductResult> perform(PgStores tx, Actor actor, ProductCommand command) {
    Instant now = mint.now();
    return Step.of(needed(command).needed(actor)).then(ok -> carryOut(tx, actor, command, now));
  }

  /** Changes that the office asked for are still waited for. */
  Step<ProductResult> remind(PgStores tx, UUID revision) {
    return reviews.remind(tx, revision);
  }

  private Step<ProductResult> carryOut(
      PgStores tx, Actor actor, ProductCommand command, Instant now) {
    return switch (command) {
      case ProductCommand.Create create ->
          own(tx, actor, a -> proposals.create(tx, a, create, now));
      case ProductCommand.Edit edit -> own(tx, actor, a -> proposals.edit(tx, a, edit, now));
      case ProductCommand.Open open -> own(tx, actor, a -> proposals.open(tx, a, open, now));
      case ProductCommand.Amend amend -> own(tx, actor, a -> proposals.amend(tx, a, amend, now));
      case ProductCommand.Depict picture ->
          own(tx, actor, a -> proposals.depict(tx, a, picture, now));
      case ProductCommand.Submit submit ->
          own(tx, actor, a -> proposals.submit(tx, a, submit, now));
      case ProductCommand.Withdraw back ->
          own(tx, actor, a -> proposals.withdraw(tx, a, back, now));
      case ProductCommand.Switch flag -> own(tx, actor, a -> holdings.switchTo(tx, a, flag, now));
      case ProductCommand.AdjustStock delta -> own(tx, actor, a -> holdings.adjust(tx, a, delta));
      case ProductCommand.RecountStock count -> own(tx, actor, a -> holdings.recount(tx, a, count));
      case ProductCommand.Retire retire -> shelf.retire(tx, actor, retire, now);
      case ProductCommand.Restore restore -> shelf.restore(tx, actor, restore, now);
      case ProductCommand.Review step -> reviews.step(tx, actor, step, now);
      case ProductCommand.ClaimNext next -> reviews.claimNext(tx, actor, next, now);
      case ProductCommand.Assign assign -> reviews.assign(tx, actor, assign, now);
      case ProductCommand.Approve approve -> reviews.approve(tx, actor, approve, now);
      case ProductCommand.RequestChanges wish -> reviews.requestChanges(tx, actor, wish, now);
      case ProductCommand.Reject reject -> reviews.reject(tx, actor, reject, now);
      case ProductCommand.Comment comment -> conversation.comment(tx, actor, comment, now);
      case ProductCommand.Shelve step -> shelf.shelve(tx, step, now);
      case ProductCommand.Alter alter -> shelf.alter(tx, alter, now);
      case ProductCommand.Judge(var revision) -> reviews.approveByRule(tx, revision, now);
      case ProductCommand.Purge(var product) -> shelf.purge(tx, product);
    };
  }

  private static Permission needed(ProductCommand command) {
    return switch (command) {
      case ProductCommand.Create create -> Product.Command.CREATE.permission();
      case ProductCommand.Edit edit -> Product.Command.EDIT.permission();
      case ProductCommand.Open open -> ProductRevision.Command.OPEN.permission();
      case ProductCommand.Amend amend -> ProductRevision.Command.AMEND.permission();
      case ProductCommand.Depict picture -> Product.Command.EDIT.permission();
      case ProductCommand.Submit submit -> ProductRevision.Command.SUBMIT.permission();
      case ProductCommand.Withdraw back -> ProductRevision.Command.WITHDRAW.permission();
      case ProductCommand.Switch flag -> Product.Command.SWITCH.permission();
      case ProductCommand.AdjustStock delta -> Product.Command.ADJUST_STOCK.permission();
      case ProductCommand.RecountStock count -> Product.Command.RECOUNT_STOCK.permission();
      case ProductCommand.Retire retire -> Product.Command.RETIRE.permission();
      case ProductCommand.Restore restore -> Product.Command.RESTORE.permission();
      case ProductCommand.Review step -> step.step().permission();
      case ProductCommand.ClaimNext next -> ProductRevision.Command.CLAIM.permission();
      case ProductCommand.Assign assign -> ProductRevision.Command.ASSIGN.permission();
      case ProductCommand.Approve approve -> ProductRevision.Command.APPROVE.permission();
      case ProductCommand.RequestChanges w -> ProductRevision.Command.REQUEST_CHANGES.permission();
      case ProductCommand.Reject reject -> ProductRevision.Command.REJECT.permission();
      case ProductCommand.Comment comment -> Permission.REVISIONS_READ;
      case ProductCommand.Shelve step -> step.step().permission();
      case ProductCommand.Alter alter -> Product.Command.ALTER.permission();
      case ProductCommand.Judge judge -> ProductRevision.Command.APPROVE_BY_RULE.permission();
      case ProductCommand.Purge purge -> Permission.HOUSE_ACT;
    };
  }

  private static Step<ProductResult> own(
      PgStores tx, Actor actor, Function<UUID, Step<ProductResult>> work) {
    return Ownership.maker(tx, actor).then(maker -> work.apply(maker.oid()));
  }
}
