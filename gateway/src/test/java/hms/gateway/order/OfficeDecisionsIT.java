package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Outcome.Refused;
import hms.domain.Refusal;
import hms.domain.fixture.Makers;
import hms.domain.fixture.OrderBuilder;
import hms.domain.order.LineUnits;
import hms.domain.order.Order.Attention;
import hms.domain.order.OrderStatus;
import hms.domain.order.Reason;
import hms.domain.order.UnitLedger;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder;
import hms.domain.order.WorkOrder.Request;
import hms.domain.order.WorkOrder.Work;
import hms.domain.product.Stock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the office decides about orders, and what follows. */
final class OfficeDecisionsIT {
  private static final Bazaar BAZAAR = new Bazaar();

  private final Actor.Maker maker = BAZAAR.aMaker();
  private final UUID bowl = BAZAAR.sells(maker, new Stock.OnHand(5, 0));
  private final WorkOrder offer = BAZAAR.placed(bowl, 3).workOrders().getFirst();
  private final UUID order = offer.order();

  @AfterAll
  static void close() {
    BAZAAR.close();
  }

  @AfterEach
  void the_books_are_right() {
    assertThat(BAZAAR.broken()).isEmpty();
  }

  @Test
  void an_order_on_hold_holds_its_work_and_only_the_office_lets_go() {
    manager(new OrderCommand.Hold(order, null, "payment"));

    assertThat(BAZAAR.order(order).status()).isEqualTo(OrderStatus.ON_HOLD);
    assertThat(now().work()).isEqualTo(Work.ON_HOLD);
    assertThat(BAZAAR.told(offer, "work_order.changed", "work_order.held")).isEqualTo(1);
    assertThat(code(maker, new OrderCommand.ReleaseWork(offer.oid(), null)))
        .isEqualTo("held-by-office");
    manager(new OrderCommand.Release(order, null));
    assertThat(BAZAAR.order(order).status()).isEqualTo(OrderStatus.ROUTED);
    assertThat(now().work()).isEqualTo(Work.OPEN);
  }

  @Test
  void an_address_is_corrected_until_something_has_left() {
    var address = Makers.anAddress();

    manager(new OrderCommand.CorrectAddress(order, null, "Ana Maria Ruiz", address));

    assertThat(BAZAAR.order(order).shipToName()).isEqualTo("Ana Maria Ruiz");
    assertThat(now().shipToName()).isEqualTo("Ana Maria Ruiz");
    BAZAAR.shipped(BAZAAR.accepted(now()));
    assertThat(
            code(Bazaar.MANAGER, new OrderCommand.CorrectAddress(order, null, "Ana Ruiz", address)))
        .isEqualTo("already_shipped");
  }

  @Test
  void what_was_rejected_is_offered_again_while_pieces_are_free() {
    reject();
    assertThat(BAZAAR.stock(bowl)).isEqualTo(new Stock.OnHand(5, 0));

    manager(new OrderCommand.OfferAgain(offer.oid(), null));

    assertThat(now().request()).isEqualTo(Request.SENT);
    assertThat(now().round()).isEqualTo(2);
    assertThat(BAZAAR.stock(bowl)).isEqualTo(new Stock.OnHand(5, 3));
    assertThat(BAZAAR.told(offer, "work_order.sent", "\"round\":2")).isEqualTo(1);
  }

  @Test
  void what_was_sold_meanwhile_cannot_be_offered_again() {
    reject();
    BAZAAR.placed(bowl, 4);

    var refused = refusal(Bazaar.MANAGER, new OrderCommand.OfferAgain(offer.oid(), null));

    assertThat(refused)
        .isEqualTo(
            new Refusal.Shortage(List.of(new Refusal.Shortage.Short(bowl.toString(), 3, 1))));
    assertThat(now().request()).isEqualTo(Request.REJECTED);
  }

  @Test
  void what_one_does_not_make_goes_to_another_at_the_same_price() {
    var other = BAZAAR.sells(BAZAAR.aMaker(), new Stock.OnHand(5, 0));
    reject();

    var rerouted =
        BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Reroute(offer.oid(), null, units(2), other));

    var next = rerouted.workOrders().getLast();
    assertThat(next.reference()).endsWith("-2");
    assertThat(next.units()).isEqualTo(UnitLedger.pending(2));
    assertThat(BAZAAR.stock(other)).isEqualTo(new Stock.OnHand(5, 2));
    assertThat(BAZAAR.order(order).units())
        .isEqualTo(new UnitLedger(Map.of(Bucket.PENDING, 2, Bucket.UNDECIDED, 1)));
    assertThat(BAZAAR.told(next, "work_order.sent", next.reference())).isEqualTo(1);
  }

  @Test
  void pieces_go_to_no_dearer_product_and_not_back() {
    var same = BAZAAR.sells(maker, new Stock.OnHand(5, 0));
    reject();

    var refused =
        refusal(Bazaar.MANAGER, new OrderCommand.Reroute(offer.oid(), null, units(1), same));

    assertThat(((Refusal.Invalid) refused).violations().getFirst().code())
        .isEqualTo("same-artisan");
  }

  @Test
  void what_comes_back_unharmed_is_for_sale_again() {
    var parcel = BAZAAR.shipped(BAZAAR.accepted(offer)).shipments().getFirst();
    assertThat(BAZAAR.stock(bowl)).isEqualTo(new Stock.OnHand(2, 0));
    BAZAAR.done(BAZAAR.shop, new OrderCommand.Deliver(parcel.oid()));

    manager(new OrderCommand.Return(offer.oid(), null, List.of(units(2)), true, true));

    assertThat(BAZAAR.stock(bowl)).isEqualTo(new Stock.OnHand(4, 0));
    assertThat(now().units())
        .isEqualTo(new UnitLedger(Map.of(Bucket.DELIVERED, 1, Bucket.REFUNDED, 2)));
  }

  @Test
  void a_parcel_that_never_left_is_promised_again() {
    var parcel = BAZAAR.shipped(BAZAAR.accepted(offer)).shipments().getFirst();

    BAZAAR.done(maker, new OrderCommand.TakeBack(parcel.oid(), "It stands here."));

    assertThat(now().work()).isEqualTo(Work.OPEN);
    assertThat(BAZAAR.stock(bowl)).isEqualTo(new Stock.OnHand(5, 3));
  }

  @Test
  void a_parcel_of_cancelled_pieces_is_confirmed_if_there_were_any() {
    BAZAAR.done(BAZAAR.shop, new OrderCommand.Cancel(order, List.of(), null));
    var report = BAZAAR.shipped(offer).factReport();
    assertThat(BAZAAR.order(order).attention()).contains(Attention.FACT_REPORT);
    BAZAAR.placed(bowl, 4);

    var settle = new OrderCommand.Settle(report.oid(), true, "seen at the carrier's");
    assertThat(refusal(Bazaar.MANAGER, settle)).isInstanceOf(Refusal.Shortage.class);
    manager(new OrderCommand.Settle(report.oid(), false, "a mistake"));

    assertThat(now().units()).isEqualTo(new UnitLedger(Map.of(Bucket.CANCELLED, 3)));
    assertThat(code(Bazaar.MANAGER, settle)).isEqualTo("not-in-this-state");
  }

  @Test
  void a_cancel_of_some_units_takes_the_cheapest_way_for_each() {
    var cup = BAZAAR.sells(BAZAAR.aMaker(), new Stock.MadeToOrder(9));
    var placed =
        BAZAAR.done(
            BAZAAR.shop,
            new OrderCommand.Place(
                BAZAAR.anOrder(
                    List.of(OrderBuilder.line(bowl, 2, 4250), OrderBuilder.line(cup, 3, 4250)))));
    var bowls = part(placed, bowl);
    var cups = part(placed, cup);
    BAZAAR.accepted(bowls);

    var cancelled =
        BAZAAR.done(
            BAZAAR.shop,
            new OrderCommand.Cancel(
                bowls.order(),
                List.of(
                    new LineUnits(bowls.lines().getFirst().oid(), 1),
                    new LineUnits(cups.lines().getFirst().oid(), 2)),
                null));

    assertThat(cancelled.fates())
        .anySatisfy(fate -> assertThat(fate.requested()).isEqualTo(1))
        .anySatisfy(fate -> assertThat(fate.cancelled()).isEqualTo(2));
    assertThat(BAZAAR.work(cups.oid()).units())
        .isEqualTo(new UnitLedger(Map.of(Bucket.PENDING, 1, Bucket.CANCELLED, 2)));
    BAZAAR.done(BAZAAR.shop, new OrderCommand.Withdraw(cancelled.requests().getFirst().oid()));
    assertThat(BAZAAR.told(bowls, "work_order.cancel_withdrawn", "request")).isEqualTo(1);
  }

  @Test
  void others_see_neither_parcel_nor_request() {
    var stranger = BAZAAR.aMaker();
    var otherShop = new Actor.Storefront(UUID.randomUUID(), "another");
    var parcel = BAZAAR.shipped(BAZAAR.accepted(offer)).shipments().getFirst().oid();

    assertThat(refusal(stranger, new OrderCommand.Deliver(parcel)))
        .isEqualTo(new Refusal.NotFound("shipment"));
    assertThat(refusal(otherShop, new OrderCommand.Deliver(parcel)))
        .isEqualTo(new Refusal.NotFound("shipment"));
    assertThat(refusal(stranger, new OrderCommand.Start(offer.oid(), 1L)))
        .isEqualTo(new Refusal.NotFound("work-order"));
    assertThat(refusal(otherShop, new OrderCommand.Cancel(order, List.of(), null)))
        .isEqualTo(new Refusal.NotFound("order"));
  }

  private static WorkOrder part(OrderResult placed, UUID product) {
    return placed.workOrders().stream()
        .filter(work -> work.lines().getFirst().product().equals(product))
        .findFirst()
        .orElseThrow();
  }

  private void reject() {
    BAZAAR.done(maker, new OrderCommand.Reject(offer.oid(), null, Reason.TOO_BUSY));
  }

  private LineUnits units(int n) {
    return new LineUnits(offer.lines().getFirst().oid(), n);
  }

  private WorkOrder now() {
    return BAZAAR.work(offer.oid());
  }

  private static void manager(OrderCommand command) {
    BAZAAR.done(Bazaar.MANAGER, command);
  }

  private static String code(Actor actor, OrderCommand command) {
    return ((Refusal.WrongState) refusal(actor, command)).code();
  }

  private static Refusal refusal(Actor actor, OrderCommand command) {
    Outcome<OrderResult> outcome = BAZAAR.asks(actor, command).await();
    assertThat(outcome).isInstanceOf(Refused.class);
    return ((Refused<OrderResult>) outcome).why();
  }
}
