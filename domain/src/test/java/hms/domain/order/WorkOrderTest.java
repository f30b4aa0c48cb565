package hms.domain.order;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Refusals.violations;
import static hms.domain.fixture.Refusals.why;
import static hms.domain.fixture.Works.ANY_DAY;
import static hms.domain.fixture.Works.SOON;
import static hms.domain.fixture.Works.aLine;
import static hms.domain.fixture.Works.aParcel;
import static hms.domain.fixture.Works.aWorkOrder;
import static hms.domain.fixture.Works.accepted;
import static hms.domain.fixture.Works.of;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Samples;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.order.Negotiation.Answer;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder.Request;
import hms.domain.order.WorkOrder.Side;
import hms.domain.order.WorkOrder.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A work order of three bowls and a cup, through every turn it may take. */
final class WorkOrderTest {
  private final OrderLine bowls = aLine(Samples.ids(), 3);
  private final OrderLine cups = aLine(Samples.ids(), 1);
  private final WorkOrder sent = aWorkOrder(bowls, cups);
  private final WorkOrder promised = done(accepted(sent));

  @Test
  void accepting_promises_every_piece_for_a_day() {
    assertThat(promised.request()).isEqualTo(Request.ACCEPTED);
    assertThat(promised.accepted()).isTrue();
    assertThat(promised.promisedShipDate()).isEqualTo(SOON);
    assertThat(promised.units()).isEqualTo(new UnitLedger(Map.of(Bucket.ACCEPTED, 4)));
    assertThat(promised.version()).isEqualTo(2);
  }

  @Test
  void a_receipt_counts_once() {
    var received = done(Negotiation.receipt(sent, NOW));

    assertThat(received.request()).isEqualTo(Request.RECEIVED);
    assertThat(done(Negotiation.receipt(received, NOW))).isEqualTo(received);
    assertThat(done(Negotiation.receipt(promised, NOW))).isEqualTo(promised);
  }

  @Test
  void part_of_it_is_accepted_and_the_office_decides_about_the_rest() {
    var part = done(answered(new Answer(bowls.oid(), 2, 1, Reason.NO_STOCK), all(cups)));

    assertThat(part.request()).isEqualTo(Request.PART_ACCEPTED);
    assertThat(part.units())
        .isEqualTo(new UnitLedger(Map.of(Bucket.ACCEPTED, 3, Bucket.UNDECIDED, 1)));
    assertThat(part.reason()).isEqualTo("no_stock");
  }

  @Test
  void every_pending_line_is_answered_once_and_in_whole() {
    assertThat(violations(answered(all(bowls)))).containsExactly("/lines missing");
    assertThat(violations(answered(new Answer(bowls.oid(), 1, 1, null), all(cups))))
        .containsExactly("/lines/0 sum");
    assertThat(violations(answered(all(bowls), all(bowls), all(cups))))
        .containsExactly("/lines repeated");
    assertThat(violations(answered(all(bowls), all(cups), all(aLine(Samples.ids(), 1)))))
        .containsExactly("/lines/2/line unknown");
  }

  @Test
  void accepting_nothing_is_rejecting() {
    var none = answered(new Answer(bowls.oid(), 0, 3, null), new Answer(cups.oid(), 0, 1, null));

    assertThat(violations(none)).containsExactly("/lines nothing-accepted");
  }

  @Test
  void a_promise_is_for_a_fair_day() {
    var late = new Acceptance(List.of(), ANY_DAY.last().plusDays(1));
    var past = new Acceptance(List.of(), ANY_DAY.first().minusDays(1));

    assertThat(violations(Negotiation.accept(sent, late, ANY_DAY, NOW)))
        .containsExactly("/promisedShipDate range");
    assertThat(violations(Negotiation.accept(sent, past, ANY_DAY, NOW)))
        .containsExactly("/promisedShipDate range");
  }

  @Test
  void what_was_cancelled_meanwhile_is_taken_off_a_promise() {
    var fewer = cancelled(sent, of(bowls, 1));

    var accepted = done(Negotiation.accept(fewer, acceptance(all(bowls), all(cups)), ANY_DAY, NOW));

    assertThat(accepted.request()).isEqualTo(Request.ACCEPTED);
    assertThat(accepted.units())
        .isEqualTo(new UnitLedger(Map.of(Bucket.ACCEPTED, 3, Bucket.CANCELLED, 1)));
  }

  @Test
  void nobody_accepts_twice() {
    assertThat(code(accepted(promised))).isEqualTo("not-in-this-state");
  }

  @Test
  void what_is_rejected_waits_for_the_office_and_may_be_offered_again() {
    var rejected = done(Negotiation.reject(sent, Reason.TOO_BUSY, NOW));
    assertThat(rejected.request()).isEqualTo(Request.REJECTED);
    assertThat(rejected.work()).isEqualTo(Work.CANCELLED);
    assertThat(code(accepted(rejected))).isEqualTo("rejected");

    var again = done(Negotiation.offerAgain(rejected, NOW.plusSeconds(60), NOW));

    assertThat(again.request()).isEqualTo(Request.SENT);
    assertThat(again.work()).isEqualTo(Work.OPEN);
    assertThat(again.round()).isEqualTo(2);
    assertThat(again.units()).isEqualTo(UnitLedger.pending(4));
  }

  @Test
  void what_is_given_up_is_paid_back_with_its_shipping() {
    var expired = done(Negotiation.expire(sent, NOW));
    assertThat(expired.refundDue()).isEqualTo(Goods.euros(0));

    var given = done(Negotiation.giveUp(expired, NOW));

    assertThat(given.units()).isEqualTo(new UnitLedger(Map.of(Bucket.REJECTED, 4)));
    assertThat(given.refundDue()).isEqualTo(bowls.net().plus(cups.net()).plus(sent.shipping()));
    assertThat(code(Negotiation.giveUp(given, NOW))).isEqualTo("nothing-undecided");
  }

  @Test
  void a_first_parcel_starts_the_work_and_the_last_completes_it() {
    var started = done(Workshop.ship(promised, aParcel(of(bowls, 2)), NOW));
    assertThat(started.work()).isEqualTo(Work.IN_PROGRESS);

    var done = done(Workshop.ship(started, aParcel(of(bowls, 1), of(cups, 1)), NOW));

    assertThat(done.work()).isEqualTo(Work.FULFILLED);
    assertThat(done.units()).isEqualTo(new UnitLedger(Map.of(Bucket.SHIPPED, 4)));
  }

  @Test
  void shipping_what_is_pending_accepts_it() {
    var some = done(Workshop.ship(sent, aParcel(of(bowls, 3)), NOW));
    assertThat(some.request()).isEqualTo(Request.SENT);

    var all = done(Workshop.ship(some, aParcel(of(cups, 1)), NOW));

    assertThat(all.request()).isEqualTo(Request.ACCEPTED);
    assertThat(all.work()).isEqualTo(Work.FULFILLED);
  }

  @Test
  void a_parcel_of_too_many_is_no_edge_and_one_of_foreign_lines_is_no_parcel() {
    var cancelled = cancelled(sent, of(bowls, 2));

    assertThat(code(Workshop.ship(cancelled, aParcel(of(bowls, 2)), NOW)))
        .isEqualTo("too-few-units");
    assertThat(violations(Workshop.ship(sent, aParcel(of(aLine(Samples.ids(), 1), 1)), NOW)))
        .containsExactly("/lines/0/line unknown");
    assertThat(violations(Workshop.ship(sent, aParcel(of(bowls, 4)), NOW)))
        .containsExactly("/lines/0/units too-many-units");
  }

  @Test
  void a_parcel_that_was_none_is_taken_back_within_the_hour() {
    var notice = aParcel(of(bowls, 3), of(cups, 1));
    var shipped = done(Workshop.ship(promised, notice, NOW));
    var parcel = Shipment.told(notice, shipped, NOW);
    var late = NOW.plus(Duration.ofMinutes(61));

    var back = done(Aftermath.takeBack(shipped, parcel, Side.ARTISAN, NOW));

    assertThat(back.work()).isEqualTo(Work.OPEN);
    assertThat(back.units()).isEqualTo(promised.units());
    assertThat(code(Aftermath.takeBack(shipped, parcel, Side.ARTISAN, late))).isEqualTo("too-late");
    assertThat(done(Aftermath.takeBack(shipped, parcel, Side.OFFICE, late)).units())
        .isEqualTo(promised.units());
  }

  @Test
  void what_comes_back_is_taken_from_what_was_delivered_first() {
    var notice = aParcel(of(bowls, 2));
    var shipped = done(Workshop.ship(promised, notice, NOW));
    var parcel = Shipment.told(notice, shipped, NOW);
    var further = done(Workshop.ship(shipped, aParcel(of(bowls, 1)), NOW));
    var delivered = done(Aftermath.deliver(further, parcel, NOW));

    var back = done(Aftermath.comeBack(delivered, List.of(of(bowls, 3)), true, true, NOW));

    assertThat(back.units())
        .isEqualTo(new UnitLedger(Map.of(Bucket.ACCEPTED, 1, Bucket.REFUNDED, 3)));
    assertThat(back.refundDue()).isEqualTo(bowls.net());
    assertThat(code(Aftermath.comeBack(back, List.of(of(bowls, 1)), true, true, NOW)))
        .isEqualTo("too-few-units");
  }

  @Test
  void the_hold_of_the_office_is_not_the_artisans_to_lift() {
    var held = done(Workshop.hold(promised, Side.OFFICE, "payment", NOW));

    assertThat(held.work()).isEqualTo(Work.ON_HOLD);
    assertThat(code(Workshop.release(held, Side.ARTISAN, NOW))).isEqualTo("held-by-office");
    assertThat(done(Workshop.release(held, Side.OFFICE, NOW)).work()).isEqualTo(Work.OPEN);
    assertThat(code(Workshop.release(promised, Side.OFFICE, NOW))).isEqualTo("not-in-this-state");
  }

  @Test
  void closing_short_leaves_the_rest_to_the_office() {
    var started = done(Workshop.ship(promised, aParcel(of(bowls, 2)), NOW));

    var closed = done(Workshop.closeShort(started, "the kiln broke", NOW));

    assertThat(closed.work()).isEqualTo(Work.CLOSED_SHORT);
    assertThat(closed.units())
        .isEqualTo(new UnitLedger(Map.of(Bucket.SHIPPED, 2, Bucket.UNDECIDED, 2)));
    assertThat(code(Workshop.closeShort(sent, "why", NOW))).isEqualTo("nothing-accepted");
  }

  @Test
  void a_late_answer_to_a_recalled_offer_is_refused() {
    var recalled = cancelled(sent, of(bowls, 3), of(cups, 1));

    assertThat(recalled.request()).isEqualTo(Request.RECALLED);
    assertThat(recalled.work()).isEqualTo(Work.CANCELLED);
    assertThat(code(accepted(recalled))).isEqualTo("cancelled");
  }

  @Test
  void a_parcel_of_cancelled_pieces_can_be_confirmed() {
    var recalled = cancelled(sent, of(bowls, 3), of(cups, 1));

    var confirmed = done(Aftermath.confirm(recalled, aParcel(of(bowls, 3)), NOW));

    assertThat(confirmed.work()).isEqualTo(Work.FULFILLED);
    assertThat(confirmed.units())
        .isEqualTo(new UnitLedger(Map.of(Bucket.SHIPPED, 3, Bucket.CANCELLED, 1)));
    assertThat(code(Aftermath.confirm(confirmed, aParcel(of(bowls, 1)), NOW)))
        .isEqualTo("too-few-units");
  }

  @Test
  void rerouted_pieces_take_their_shares_along() {
    var rejected = done(Negotiation.reject(sent, Reason.NO_STOCK, NOW));
    var to =
        new Aftermath.Destination(
            Samples.ids(),
            Samples.ids(),
            Samples.ids(),
            Samples.ids(),
            bowls.snapshot(),
            "x-2",
            NOW);

    var rerouted = Aftermath.reroute(rejected, of(bowls, 2), to, NOW).orThrow();

    var rest = rerouted.rest().order();
    assertThat(rest.units()).isEqualTo(new UnitLedger(Map.of(Bucket.UNDECIDED, 2)));
    assertThat(rerouted.offer().units()).isEqualTo(UnitLedger.pending(2));
    assertThat(rest.items().plus(rerouted.offer().items())).isEqualTo(sent.items());
    assertThat(rest.discount().plus(rerouted.offer().discount())).isEqualTo(sent.discount());
    assertThat(rest.shipping().plus(rerouted.offer().shipping())).isEqualTo(sent.shipping());
    assertThat(rest.tax().plus(rerouted.offer().tax())).isEqualTo(sent.tax());
  }

  private WorkOrder cancelled(WorkOrder work, LineUnits... lines) {
    return Cancelling.cancel(work, List.of(lines), false, NOW).worked().orElseThrow().order();
  }

  private Outcome<Worked> answered(Answer... answers) {
    return Negotiation.accept(sent, acceptance(answers), ANY_DAY, NOW);
  }

  private static Acceptance acceptance(Answer... answers) {
    return new Acceptance(List.of(answers), SOON);
  }

  private static Answer all(OrderLine line) {
    return new Answer(line.oid(), line.units().quantity(), 0, null);
  }

  private static WorkOrder done(Outcome<Worked> outcome) {
    return outcome.orThrow().order();
  }

  private static String code(Outcome<Worked> outcome) {
    return ((Refusal.WrongState) why(outcome)).code();
  }
}
