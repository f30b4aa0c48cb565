package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.order.Order;
import hms.domain.order.WorkOrder;
import hms.domain.order.Worked;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.order.CustomerService.Erase;
import hms.gateway.order.CustomerService.Erased;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Forgets customers: what is kept of one, and the copies in its orders and work orders, all or
 * nothing. The audit never had them.
 */
public final class CustomerService implements UseCases<Erase, Erased> {
  public static final Service<Erase, Erased> SERVICE = new Service<>("customer", Erased.class);

  private final Mint mint;

  /** Refused while an order of the customer is not closed. */
  public record Erase(UUID customer) {}

  /**
   * @param at when the customer was forgotten; asking again changes nothing
   * @param orders how many orders it has
   */
  public record Erased(UUID customer, Instant at, int orders) {}

  public CustomerService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<Erased> perform(PgStores tx, Actor actor, Erase command) {
    UUID customer = command.customer();
    return Step.of(Permission.CUSTOMERS_ERASE.needed(actor))
        .then(ok -> tx.customers().lock(customer))
        .then(erased ->
            Step.from(tx.customers().orders(customer))
                .then(orders ->
                    erased.isPresent()
                        ? Step.done(new Erased(customer, erased.get(), orders.size()))
                        : erase(tx, customer, orders, mint.now())));
  }

  private static Step<Erased> erase(PgStores tx, UUID customer, List<UUID> orders, Instant now) {
    return Step.each(orders, order -> erase(tx, order, now))
        .then(all -> Step.from(tx.customers().erase(customer, now)))
        .map(done -> new Erased(customer, now, orders.size()));
  }

  /** The work orders are locked first, as everybody locks. */
  private static Step<Order> erase(PgStores tx, UUID order, Instant now) {
    return Step.from(tx.workOrders().lockOrder(order))
        .then(works ->
            tx.orders()
                .change(order, null, "erase", found -> found.erase(now))
                .then(erased -> Step.each(works, work -> erase(tx, work, now)).map(all -> erased)));
  }

  private static Step<Worked> erase(PgStores tx, WorkOrder work, Instant now) {
    return tx.workOrders().save(work, work.erase(now), "erase");
  }
}
