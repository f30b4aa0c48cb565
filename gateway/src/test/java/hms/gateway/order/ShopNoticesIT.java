package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.fixture.OrderBuilder;
import hms.domain.order.CancelRequest;
import hms.domain.order.LineUnits;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.order.Order.Attention;
import hms.domain.order.OrderStatus;
import hms.domain.order.Reason;
import hms.domain.order.WorkOrder;
import hms.domain.product.Stock;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A storefront hears of each change of its orders once, and of nothing else. */
final class ShopNoticesIT {
  private static final Bazaar BAZAAR = new Bazaar();
  private UUID bowl;

  @AfterAll
  static void close() {
    BAZAAR.close();
  }

  @BeforeEach
  void nothing_is_unread() {
    bowl = BAZAAR.sells(BAZAAR.aMaker(), new Stock.OnHand(50, 0));
    var read = BAZAAR.news();
  }

  @Test
  void an_order_from_its_offer_to_its_end() {
    var offer = offer(2);
    assertThat(BAZAAR.news()).as("the shop has placed it itself").isEmpty();

    var accepted = BAZAAR.accepted(offer);
    assertThat(heard()).containsExactly("order.changed work_order.accepted in_progress");
    var unused = BAZAAR.done(maker(offer), new OrderCommand.Start(offer.oid(), null));
    assertThat(heard()).as("started").isEmpty();

    var parcel = BAZAAR.shipped(accepted).shipments().getFirst().oid();
    assertThat(heard())
        .containsExactly(
            "order.changed work_order.completed shipped",
            "shipment.changed shipment.shipped shipped");
    unused = BAZAAR.done(maker(offer), new OrderCommand.Deliver(parcel));
    assertThat(heard()).containsExactly("shipment.changed shipment.delivered delivered");
    unused = BAZAAR.done(maker(offer), new OrderCommand.Deliver(parcel));
    assertThat(heard()).as("the same again").isEmpty();
  }

  @Test
  void what_has_to_be_paid_back_is_told_as_a_total_even_to_the_shop_that_cancels() {
    var offer = offer(4);
    var line = offer.lines().getFirst().oid();
    var net = BAZAAR.work(offer.oid()).lines().getFirst().net().amount();

    cancel(offer, List.of(new LineUnits(line, 1)));
    var first = BAZAAR.news();
    assertThat(first).extracting(ShopNoticesIT::kind).containsExactly("order.refund_due");
    assertThat(total(first.getFirst())).isEqualTo(net / 4);

    cancel(offer, List.of(new LineUnits(line, 1)));
    var second = BAZAAR.news().getFirst();
    assertThat(total(second)).isEqualTo(net / 2);
    assertThat(second.getJsonObject("data").getString("externalId")).startsWith("web-");
    assertThat(second.getJsonObject("data").getJsonArray("lines")).hasSize(1);
  }

  @Test
  void a_total_counts_the_lines_of_artisans_who_do_not_see_each_other() {
    var other = BAZAAR.sells(BAZAAR.aMaker(), new Stock.OnHand(5, 0));
    var placed = BAZAAR.anOrder(List.of(Bazaar.line(bowl, 1), Bazaar.line(other, 1)));
    var works = BAZAAR.done(BAZAAR.shop, new OrderCommand.Place(placed)).workOrders();

    for (var work : works) {
      var unused =
          BAZAAR.done(maker(work), new OrderCommand.Reject(work.oid(), null, Reason.NO_STOCK));
      unused = BAZAAR.done(Bazaar.MANAGER, new OrderCommand.GiveUp(work.oid(), null));
    }

    var refunds = BAZAAR.news().stream().filter(n -> kind(n).equals("order.refund_due")).toList();
    assertThat(refunds).hasSize(2);
    assertThat(total(refunds.getLast())).isEqualTo(placed.total().amount());
  }

  @Test
  void what_the_office_does_is_told_and_what_is_refused_is_not() {
    var offer = offer(1);
    var hold = new OrderCommand.Hold(offer.order(), null, "the card is being checked");
    var unused = BAZAAR.done(Bazaar.MANAGER, hold);
    assertThat(heard()).containsExactly("order.changed order.held on_hold");

    assertThat(BAZAAR.asks(Bazaar.MANAGER, hold).await()).isInstanceOf(Outcome.Refused.class);
    assertThat(heard()).isEmpty();

    unused = BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Release(offer.order(), null));
    assertThat(heard()).containsExactly("order.changed order.released routed");
    unused =
        BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Cancel(offer.order(), List.of(), "a fraud"));
    assertThat(heard())
        .containsExactly("order.changed order.cancelled cancelled", "order.refund_due null null");
  }

  @Test
  void the_answer_to_a_cancel_request_is_told() {
    var accepted = BAZAAR.accepted(offer(2));
    var asked = cancel(accepted, List.of()).requests().getFirst();
    var read = BAZAAR.news();

    var refuse = new OrderCommand.Refuse(asked.oid(), CancelRequest.Refusal.PERSONALISED);
    var unused = BAZAAR.done(maker(accepted), refuse);

    assertThat(heard()).containsExactly("order.changed work_order.cancel_refused in_progress");
  }

  @Test
  void an_order_that_is_to_wait_is_held_until_the_office_lets_it_go_on() {
    var line = Bazaar.line(bowl, 1);
    var waiting = BAZAAR.anOrder(OrderBuilder.anOrder().with(line).hold("the card is checked"));
    var placed = BAZAAR.done(BAZAAR.shop, new OrderCommand.Place(waiting));
    var again = BAZAAR.done(BAZAAR.shop, new OrderCommand.Place(waiting));

    var order = BAZAAR.order(Objects.requireNonNull(placed.order()).oid());
    var work = placed.workOrders().getFirst();
    assertThat(order.status()).isEqualTo(OrderStatus.ON_HOLD);
    assertThat(order.heldReason()).isEqualTo("the card is checked");
    assertThat(again.order()).isEqualTo(order);
    assertThat(work.work()).isEqualTo(WorkOrder.Work.ON_HOLD);
    assertThat(BAZAAR.told(work, "work_order.sent", "")).isEqualTo(1);
    assertThat(BAZAAR.told(work, "work_order.changed", "work_order.held")).isEqualTo(1);
    assertThat(running(work)).as("clocks that run").isZero();
    assertThat(heard()).as("the shop wanted it so").isEmpty();

    var unused = BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Release(order.oid(), null));
    assertThat(running(work)).isEqualTo(4);
    assertThat(heard()).containsExactly("order.changed order.released routed");
    assertThat(BAZAAR.broken()).isEmpty();
  }

  @Test
  void work_that_its_artisan_cannot_hear_of_calls_for_attention() {
    var maker = BAZAAR.aMaker();
    var jug = BAZAAR.sells(maker, new Stock.OnHand(5, 0));
    assertThat(attention(BAZAAR.placed(jug, 1))).doesNotContain(Attention.NOT_ENROLLED);

    BAZAAR.loses(maker);

    assertThat(attention(BAZAAR.placed(jug, 1))).contains(Attention.NOT_ENROLLED);
  }

  @Test
  void work_that_goes_on_to_such_an_artisan_calls_for_attention_too() {
    var other = BAZAAR.aMaker();
    var jug = BAZAAR.sells(other, new Stock.OnHand(5, 0));
    BAZAAR.loses(other);
    var offer = offer(2);
    var no = new OrderCommand.Reject(offer.oid(), null, Reason.TOO_BUSY);
    var unused = BAZAAR.done(maker(offer), no);
    var piece = new LineUnits(offer.lines().getFirst().oid(), 1);

    var rerouted =
        BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Reroute(offer.oid(), null, piece, jug));

    assertThat(attention(rerouted)).contains(Attention.NOT_ENROLLED);
  }

  private static Set<Attention> attention(OrderResult placed) {
    return Objects.requireNonNull(placed.order()).attention();
  }

  /** How many clocks of a work order are not stopped. */
  private static long running(WorkOrder work) {
    return BAZAAR.number(
        """
        select count(*) from deadlines
        where object_oid = $1 and done is null and paused_left is null
        """,
        work.oid());
  }

  @Test
  void another_storefront_hears_nothing_of_it() {
    var stranger = BAZAAR.stores.access().putChannel(UUID.randomUUID(), "other").await();
    var unused = BAZAAR.accepted(offer(1));

    BAZAAR.publish();

    assertThat(BAZAAR.stores.stream().last(stranger).await()).isZero();
    assertThat(heard()).hasSize(1);
  }

  @Test
  void of_a_transaction_that_is_undone_nothing_is_heard() {
    var offer = offer(1);
    var soon = LocalDate.now(ZoneOffset.UTC).plusDays(900);
    var late = new OrderCommand.Accept(offer.oid(), null, new Acceptance(List.of(), soon));

    assertThat(BAZAAR.asks(maker(offer), late).await()).isInstanceOf(Outcome.Refused.class);

    assertThat(heard()).isEmpty();
  }

  private WorkOrder offer(int pieces) {
    return BAZAAR.placed(bowl, pieces).workOrders().getFirst();
  }

  private static OrderResult cancel(WorkOrder work, List<LineUnits> lines) {
    return BAZAAR.done(BAZAAR.shop, new OrderCommand.Cancel(work.order(), lines, null));
  }

  private static Actor.Maker maker(WorkOrder work) {
    return new Actor.Maker(work.artisan());
  }

  private static long total(JsonObject message) {
    return message.getJsonObject("data").getJsonObject("total").getLong("amount");
  }

  private static String kind(JsonObject message) {
    return message.getString("type").substring(4).replace(".v1", "");
  }

  /** Type, event and status of each new message. */
  private static List<String> heard() {
    return BAZAAR.news().stream()
        .map(n -> {
          var data = n.getJsonObject("data");
          return kind(n) + " " + data.getString("event") + " " + data.getString("status");
        })
        .toList();
  }
}
