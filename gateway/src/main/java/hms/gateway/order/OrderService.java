package hms.gateway.order;

import hms.domain.Actor;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.message.OfficeMessages;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;

/**
 * The use cases of orders: {@link Intake} takes them in and splits them, {@link Fulfilment} is the
 * artisans' part, {@link Cancellation} undoes what nobody has promised. Source: T10 to T12 of
 * docs/domain.md.
 */
public final class OrderService implements UseCases<OrderCommand, OrderResult> {
  public static final Service<OrderCommand, OrderResult> SERVICE =
      new Service<>("order", OrderResult.class);

  private final Intake intake;
  private final Fulfilment fulfilment = new Fulfilment();
  private final Cancellation cancellation;
  private final Mint mint;

  public OrderService(OfficeMessages messages, Intake.Terms terms, Mint mint) {
    var notices = new WorkOrderNotices(messages);
    this.intake = new Intake(notices, terms, mint);
    this.cancellation = new Cancellation(notices);
    this.mint = mint;
  }

  @Override
  public Step<OrderResult> perform(PgStores tx, Actor actor, OrderCommand command) {
    Instant now = mint.now();
    return switch (command) {
      case OrderCommand.Place(var placement) -> intake.place(tx, actor, placement, now);
      case OrderCommand.Cancel(var order) -> cancellation.cancel(tx, actor, order, now);
      case OrderCommand.Accept accept -> fulfilment.accept(tx, actor, accept, now);
      case OrderCommand.Ship ship -> fulfilment.ship(tx, actor, ship, now);
    };
  }
}
