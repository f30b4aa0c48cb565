package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.order.CancelRequest;
import hms.domain.order.Order.Attention;
import hms.domain.order.OrderStatus;
import hms.domain.order.UnitLedger;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder;
import hms.domain.order.WorkOrder.Request;
import hms.domain.order.WorkOrder.Work;
import hms.domain.product.Stock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What time does to orders, by the real timer with a clock that runs ahead. */
final class OrderClockIT {
  private static final Bazaar BAZAAR = new Bazaar();
  private static final Actor.Maker MAKER = BAZAAR.aMaker();
  private static final UUID BOWL = BAZAAR.sells(MAKER, new Stock.OnHand(1000, 0));

  private final OrderResult placed = BAZAAR.placed(BOWL, 2);
  private final WorkOrder offer = placed.workOrders().getFirst();

  @AfterAll
  static void close() {
    BAZAAR.close();
  }

  @AfterEach
  void the_books_are_right() {
    assertThat(BAZAAR.broken()).isEmpty();
  }

  @Test
  void an_offer_that_nobody_answers_lapses_and_its_money_goes_back() {
    BAZAAR.after(Duration.ofHours(37));
    assertThat(BAZAAR.told(offer, "work_order.changed", "work_order.answer_due")).isEqualTo(1);
    assertThat(attention()).containsExactly(Attention.UNANSWERED);

    BAZAAR.after(Duration.ofHours(73));
    assertThat(now().request()).isEqualTo(Request.EXPIRED);
    assertThat(now().units()).isEqualTo(new UnitLedger(Map.of(Bucket.UNDECIDED, 2)));
    assertThat(BAZAAR.told(offer, "work_order.changed", "work_order.expired")).isEqualTo(1);
    assertThat(attention()).contains(Attention.UNDECIDED);

    BAZAAR.after(Duration.ofHours(122));
    assertThat(now().units()).isEqualTo(new UnitLedger(Map.of(Bucket.REJECTED, 2)));
    var order = BAZAAR.order(offer.order());
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(now().refundDue()).isEqualTo(order.total());
  }

  @Test
  void silence_agrees_to_a_cancel_while_the_work_is_not_begun() {
    BAZAAR.accepted(offer);
    cancel();

    BAZAAR.after(Duration.ofHours(47));
    assertThat(request().state()).isEqualTo(CancelRequest.State.REQUESTED);
    BAZAAR.after(Duration.ofHours(49));

    assertThat(request().state()).isEqualTo(CancelRequest.State.AGREED);
    assertThat(now().units()).isEqualTo(new UnitLedger(Map.of(Bucket.CANCELLED, 2)));
    assertThat(BAZAAR.told(offer, "work_order.changed", "cancel_agreed")).isEqualTo(1);
  }

  @Test
  void silence_refuses_a_cancel_once_the_work_is_begun() {
    BAZAAR.accepted(offer);
    BAZAAR.done(MAKER, new OrderCommand.Start(offer.oid(), null));
    cancel();

    BAZAAR.after(Duration.ofHours(49));

    assertThat(request().state()).isEqualTo(CancelRequest.State.REFUSED);
    assertThat(request().refusal()).isEqualTo(CancelRequest.Refusal.WORK_STARTED);
    assertThat(now().work()).isEqualTo(Work.IN_PROGRESS);
  }

  @Test
  void a_hold_stops_the_clock() {
    BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Hold(offer.order(), null, "payment"));
    BAZAAR.after(Duration.ofDays(10));
    assertThat(now().request()).isEqualTo(Request.SENT);

    BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Release(offer.order(), null));

    BAZAAR.after(Duration.ofHours(71));
    assertThat(now().request()).isEqualTo(Request.SENT);
    BAZAAR.after(Duration.ofHours(73));
    assertThat(now().request()).isEqualTo(Request.EXPIRED);
  }

  @Test
  void a_broken_promise_calls_the_office() {
    BAZAAR.accepted(offer);

    BAZAAR.after(Duration.ofDays(5));

    assertThat(attention()).contains(Attention.LATE);
  }

  @Test
  void a_promise_made_during_a_hold_counts_from_its_end() {
    BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Hold(offer.order(), null, "payment"));
    BAZAAR.accepted(offer);
    BAZAAR.after(Duration.ofDays(10));
    assertThat(attention()).isEmpty();

    BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Release(offer.order(), null));

    BAZAAR.after(Duration.ofDays(10));
    assertThat(attention()).contains(Attention.LATE);
  }

  @Test
  void an_order_closes_when_nothing_has_happened_for_long() {
    var parcel = BAZAAR.shipped(BAZAAR.accepted(offer)).shipments().getFirst();
    BAZAAR.done(BAZAAR.shop, new OrderCommand.Deliver(parcel.oid()));

    BAZAAR.after(Duration.ofDays(29));
    assertThat(BAZAAR.order(offer.order()).status()).isEqualTo(OrderStatus.DELIVERED);
    BAZAAR.after(Duration.ofDays(31));

    assertThat(BAZAAR.order(offer.order()).status()).isEqualTo(OrderStatus.CLOSED);
    BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Reopen(offer.order(), null, "a crack"));
    assertThat(BAZAAR.order(offer.order()).status()).isEqualTo(OrderStatus.DELIVERED);
  }

  @Test
  void an_order_that_calls_for_attention_stays_open_until_somebody_looked() {
    BAZAAR.after(Duration.ofHours(122));
    assertThat(attention()).isNotEmpty();
    BAZAAR.after(Duration.ofDays(40));
    assertThat(BAZAAR.order(offer.order()).closed()).isNull();

    for (var code : attention()) {
      BAZAAR.done(
          Bazaar.MANAGER, new OrderCommand.ClearAttention(offer.order(), null, code, "seen"));
    }

    BAZAAR.after(Duration.ofDays(31));
    assertThat(BAZAAR.order(offer.order()).status()).isEqualTo(OrderStatus.CLOSED);
  }

  private WorkOrder now() {
    return BAZAAR.work(offer.oid());
  }

  private Set<Attention> attention() {
    return BAZAAR.order(offer.order()).attention();
  }

  private void cancel() {
    BAZAAR.done(BAZAAR.shop, new OrderCommand.Cancel(offer.order(), List.of(), "too late"));
  }

  private CancelRequest request() {
    return BAZAAR.stores.cancelRequests().ofWorkOrder(offer.oid()).await().getFirst();
  }
}
