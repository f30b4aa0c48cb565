package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.order.WorkOrder;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.message.OfficeMessages;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.UUID;

/**
 * The use cases of orders: {@link Intake} takes them in and splits them, {@link Fulfilment} is what
 * becomes of a work order, {@link Parcels} what becomes of what has left, {@link Cancellation} and
 * {@link Requests} undo, {@link OrderDesk} is the office's part. Source: T10 to T12 of
 * docs/domain.md.
 */
public final class OrderService implements UseCases<OrderCommand, OrderResult> {
  public static final Service<OrderCommand, OrderResult> SERVICE =
      new Service<>("order", OrderResult.class);

  private final WorkOrderNotices notices;
  private final Intake intake;
  private final Fulfilment fulfilment;
  private final Parcels parcels;
  private final Cancellation cancellation;
  private final Requests requests;
  private final Facts facts;
  private final Rerouting rerouting;
  private final OrderDesk desk;
  private final Mint mint;

  public OrderService(OfficeMessages messages, Intake.Terms terms, Mint mint) {
    this.notices = new WorkOrderNotices(messages);
    var deadlines = new WorkOrderDeadlines(mint);
    var shops = new ShopNotices(messages);
    var books = new WorkBooks(notices, shops, deadlines);
    var offers = new Offers(notices, deadlines, terms.answerBy(), mint);
    this.fulfilment = new Fulfilment(books, offers);
    this.parcels = new Parcels(books, shops, mint);
    this.cancellation = new Cancellation(books, notices, deadlines, mint);
    this.requests = new Requests(books, notices, shops);
    this.facts = new Facts(books, shops);
    this.rerouting = new Rerouting(books, offers, mint);
    this.desk = new OrderDesk(books, shops, deadlines);
    this.intake = new Intake(offers, desk, terms, mint);
    this.mint = mint;
  }

  @Override
  public Step<OrderResult> perform(PgStores tx, Actor actor, OrderCommand command) {
    return perform(tx, actor, command, mint.now());
  }

  /** The same at an instant that the caller has looked up. */
  Step<OrderResult> perform(PgStores tx, Actor actor, OrderCommand command, Instant now) {
    return switch (command) {
      case OrderCommand.Place(var placement) -> intake.place(tx, actor, placement, now);
      case OrderCommand.Cancel cancel -> cancellation.cancel(tx, actor, cancel, now);
      case OrderCommand.Ship ship -> parcels.ship(tx, actor, ship, now);
      case OrderCommand.Settle settle -> facts.settle(tx, actor, settle, now);
      case OrderCommand.Reroute reroute -> rerouting.reroute(tx, actor, reroute, now);
      case OrderCommand.Resend(var part) -> resend(tx, actor, part);
      case OrderCommand.OfOrder whole -> desk.perform(tx, whole, now);
      case OrderCommand.OfWork work -> fulfilment.perform(tx, actor, work, now);
      case OrderCommand.OfParcel parcel -> parcels.perform(tx, actor, parcel, now);
      case OrderCommand.OfRequest request -> requests.perform(tx, actor, request, now);
    };
  }

  /** Its artisan is told once more how it stands; nothing changes by it. */
  private Step<OrderResult> resend(PgStores tx, Actor actor, UUID part) {
    return Step.of(Permission.WORK_ORDERS_MANAGE.needed(actor))
        .then(ok -> tx.workOrders().find(part))
        .map(work -> {
          notices.sent(tx, work);
          return OrderResult.of(work);
        });
  }

  /** The time to answer is running out. */
  void remind(PgStores tx, WorkOrder work) {
    notices.reminded(tx, work);
  }
}
