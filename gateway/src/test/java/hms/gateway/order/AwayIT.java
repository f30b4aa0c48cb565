package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.order.CancelRequest;
import hms.domain.order.WorkOrder;
import hms.domain.order.WorkOrder.Request;
import hms.domain.product.Stock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While an artisan is away, the clocks of its work stand still; by the real timer. */
final class AwayIT {
  private static final Bazaar BAZAAR = new Bazaar();
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  private final Actor.Maker maker = BAZAAR.aMaker();
  private final WorkOrder offer =
      BAZAAR.placed(BAZAAR.sells(maker, new Stock.OnHand(10, 0)), 2).workOrders().getFirst();

  @AfterAll
  static void close() {
    BAZAAR.close();
  }

  @AfterEach
  void the_books_are_right() {
    assertThat(BAZAAR.broken()).isEmpty();
  }

  @Test
  void three_days_away_are_three_days_more_to_answer() {
    BAZAAR.away(maker, TODAY.plusDays(1), TODAY.plusDays(3));

    BAZAAR.after(Duration.ofHours(25));
    BAZAAR.after(Duration.ofHours(73));
    assertThat(standing()).isEqualTo(Request.SENT);

    BAZAAR.after(Duration.ofHours(143));
    assertThat(standing()).isEqualTo(Request.SENT);
    BAZAAR.after(Duration.ofHours(145));
    assertThat(standing()).isEqualTo(Request.EXPIRED);
  }

  @Test
  void an_absence_that_is_cleared_in_advance_stops_nothing() {
    BAZAAR.away(maker, TODAY.plusDays(1), TODAY.plusDays(3));
    BAZAAR.away(maker, null, null);

    BAZAAR.after(Duration.ofHours(73));

    assertThat(standing()).isEqualTo(Request.EXPIRED);
    assertThat(openOf("object_oid = $1 and kind like 'artisan.%'", maker.artisan())).isZero();
  }

  @Test
  void an_absence_that_begins_today_stops_clocks_at_once_and_clearing_it_starts_them() {
    BAZAAR.away(maker, TODAY, TODAY.plusDays(9));
    assertThat(stopped(offer)).isEqualTo(4);
    BAZAAR.after(Duration.ofHours(73));
    assertThat(standing()).isEqualTo(Request.SENT);

    BAZAAR.away(maker, null, null);
    assertThat(stopped(offer)).isZero();
    BAZAAR.after(Duration.ofHours(71));
    assertThat(standing()).isEqualTo(Request.SENT);
    BAZAAR.after(Duration.ofHours(73));
    assertThat(standing()).isEqualTo(Request.EXPIRED);
  }

  @Test
  void who_comes_back_earlier_has_less_time() {
    BAZAAR.away(maker, TODAY, TODAY.plusDays(9));
    BAZAAR.away(maker, TODAY, TODAY.plusDays(1));

    BAZAAR.after(untilMidnight().plusHours(24));
    assertThat(stopped(offer)).isZero();
    BAZAAR.after(untilMidnight().plusHours(24 + 73));

    assertThat(standing()).isEqualTo(Request.EXPIRED);
  }

  @Test
  void hold_and_absence_must_both_be_over() {
    BAZAAR.done(Bazaar.MANAGER, new OrderCommand.HoldWork(offer.oid(), null, "a question"));
    BAZAAR.away(maker, TODAY, TODAY.plusDays(9));

    BAZAAR.done(Bazaar.MANAGER, new OrderCommand.ReleaseWork(offer.oid(), null));
    assertThat(stopped(offer)).isEqualTo(4);

    BAZAAR.away(maker, null, null);
    assertThat(stopped(offer)).isZero();
  }

  @Test
  void what_is_offered_to_somebody_away_waits_from_the_first() {
    BAZAAR.after(Duration.ofHours(73));
    assertThat(standing()).isEqualTo(Request.EXPIRED);
    BAZAAR.away(maker, TODAY, TODAY.plusDays(9));

    BAZAAR.done(Bazaar.MANAGER, new OrderCommand.OfferAgain(offer.oid(), null));

    assertThat(standing()).isEqualTo(Request.SENT);
    assertThat(stopped(offer)).isGreaterThanOrEqualTo(4);
    BAZAAR.after(Duration.ofHours(100));
    assertThat(standing()).isEqualTo(Request.SENT);
  }

  @Test
  void a_cancel_request_waits_too() {
    BAZAAR.accepted(offer);
    BAZAAR.done(BAZAAR.shop, new OrderCommand.Cancel(offer.order(), List.of(), "too late"));
    BAZAAR.away(maker, TODAY, TODAY.plusDays(9));
    BAZAAR.after(Duration.ofHours(49));
    assertThat(request().state()).isEqualTo(CancelRequest.State.REQUESTED);

    BAZAAR.away(maker, null, null);
    BAZAAR.after(Duration.ofHours(49));
    assertThat(request().state()).isEqualTo(CancelRequest.State.AGREED);
  }

  @Test
  void others_go_on() {
    var other = BAZAAR.aMaker();
    BAZAAR.away(other, TODAY, TODAY.plusDays(9));

    BAZAAR.after(Duration.ofHours(73));

    assertThat(standing()).isEqualTo(Request.EXPIRED);
  }

  private Request standing() {
    return BAZAAR.work(offer.oid()).request();
  }

  private CancelRequest request() {
    return BAZAAR.stores.cancelRequests().ofWorkOrder(offer.oid()).await().getFirst();
  }

  private static Duration untilMidnight() {
    return Duration.between(
        Instant.now(), TODAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static long stopped(WorkOrder work) {
    return openOf("object_oid = $1 and paused_left is not null", work.oid());
  }

  private static long openOf(String condition, Object value) {
    return BAZAAR.number(
        "select count(*) from deadlines where done is null and " + condition, value);
  }
}
