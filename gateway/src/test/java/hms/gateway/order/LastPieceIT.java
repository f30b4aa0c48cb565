package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.Refusal;
import hms.domain.fixture.OrderBuilder;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.product.Stock;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many who want the same at one instant. */
final class LastPieceIT {
  private static final Bazaar BAZAAR = new Bazaar();

  @AfterAll
  static void close() {
    BAZAAR.close();
  }

  @AfterEach
  void the_books_are_right() {
    assertThat(BAZAAR.broken()).isEmpty();
  }

  @Test
  void of_sixty_four_buyers_of_the_last_piece_one_gets_it() {
    var bowl = BAZAAR.sells(BAZAAR.aMaker(), new Stock.OnHand(1, 0));

    var outcomes = together(64, n -> place(bowl));

    assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Refused.class::isInstance)
        .hasSize(63)
        .allSatisfy(each ->
            assertThat(((Refused<OrderResult>) each).why())
                .isEqualTo(
                    new Refusal.Shortage(
                        List.of(new Refusal.Shortage.Short(bowl.toString(), 1, 0)))));
  }

  @Test
  void a_hundred_twins_of_one_order_are_one_order() {
    var bowl = BAZAAR.sells(BAZAAR.aMaker(), new Stock.OnHand(200, 0));
    var order = BAZAAR.anOrder(List.of(OrderBuilder.line(bowl, 2, 4250)));

    var outcomes = together(100, n -> BAZAAR.asks(BAZAAR.shop, new OrderCommand.Place(order)));

    // Whoever waited too long for its twin is told to ask again; nobody is told anything else.
    assertThat(outcomes)
        .filteredOn(Refused.class::isInstance)
        .allSatisfy(each ->
            assertThat(((Refused<OrderResult>) each).why()).isEqualTo(new Refusal.InProgress()));
    assertThat(
            outcomes.stream()
                .filter(Done.class::isInstance)
                .map(each -> each.orThrow().order())
                .distinct())
        .hasSize(1);
    assertThat(reserved(bowl)).isEqualTo(2);
  }

  @Test
  void of_many_who_answer_an_offer_one_is_heard() {
    var maker = BAZAAR.aMaker();
    var work =
        BAZAAR.placed(BAZAAR.sells(maker, new Stock.OnHand(5, 0)), 2).workOrders().getFirst();
    var soon = new Acceptance(List.of(), LocalDate.now(ZoneOffset.UTC).plusDays(3));

    var outcomes =
        together(
            16, n -> BAZAAR.asks(maker, new OrderCommand.Accept(work.oid(), work.version(), soon)));

    assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
    assertThat(BAZAAR.work(work.oid()).version()).isEqualTo(2);
  }

  @Test
  void of_many_who_cancel_an_accepted_order_one_asks() {
    var maker = BAZAAR.aMaker();
    var placed = BAZAAR.placed(BAZAAR.sells(maker, new Stock.OnHand(5, 0)), 2);
    var work = placed.workOrders().getFirst();
    var soon = new Acceptance(List.of(), LocalDate.now(ZoneOffset.UTC).plusDays(3));
    var unused = BAZAAR.done(maker, new OrderCommand.Accept(work.oid(), null, soon));

    var outcomes =
        together(
            16,
            n ->
                BAZAAR.asks(
                    BAZAAR.shop, new OrderCommand.Cancel(work.order(), List.of(), "too late")));

    assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
    assertThat(BAZAAR.stores.cancelRequests().ofWorkOrder(work.oid()).await()).hasSize(1);
  }

  private static Future<Outcome<OrderResult>> place(UUID product) {
    var order = BAZAAR.anOrder(List.of(OrderBuilder.line(product, 1, 4250)));
    return BAZAAR.asks(BAZAAR.shop, new OrderCommand.Place(order));
  }

  private static List<Outcome<OrderResult>> together(
      int n, IntFunction<Future<Outcome<OrderResult>>> ask) {
    var all = IntStream.range(0, n).mapToObj(ask).toList();
    Future.join(all).await();
    return all.stream().map(Future::result).toList();
  }

  private static long reserved(UUID product) {
    return BAZAAR.number("select reserved from stock where product_oid = $1", product);
  }
}
