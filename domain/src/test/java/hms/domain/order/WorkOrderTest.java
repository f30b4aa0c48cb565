package hms.domain.order;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Refusals.violations;
import static hms.domain.fixture.Refusals.why;
import static hms.domain.fixture.Works.aLine;
import static hms.domain.fixture.Works.aParcel;
import static hms.domain.fixture.Works.aWorkOrder;
import static hms.domain.fixture.Works.of;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Refusal;
import hms.domain.fixture.Samples;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder.Request;
import hms.domain.order.WorkOrder.Work;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WorkOrderTest {
  private static final LocalDate SOON = LocalDate.of(2026, 12, 1);
  private final OrderLine bowls = aLine(Samples.ids(), 3);
  private final OrderLine cups = aLine(Samples.ids(), 1);
  private final WorkOrder sent = aWorkOrder(bowls, cups);
  private final WorkOrder accepted = sent.accept(SOON, NOW.plusSeconds(1)).orThrow();

  @Test
  void accepting_promises_every_piece_for_a_day() {
    assertThat(accepted.request()).isEqualTo(Request.ACCEPTED);
    assertThat(accepted.accepted()).isTrue();
    assertThat(accepted.promisedShipDate()).isEqualTo(SOON);
    assertThat(accepted.units()).isEqualTo(new UnitLedger(Map.of(Bucket.ACCEPTED, 4)));
    assertThat(accepted.version()).isEqualTo(2);
  }

  @Test
  void nobody_accepts_twice() {
    assertThat(why(accepted.accept(SOON, NOW))).isInstanceOf(Refusal.WrongState.class);
  }

  @Test
  void a_first_parcel_starts_the_work() {
    var started = accepted.ship(aParcel(of(bowls, 2)), NOW).orThrow();

    assertThat(started.work()).isEqualTo(Work.IN_PROGRESS);
    assertThat(started.units())
        .isEqualTo(new UnitLedger(Map.of(Bucket.ACCEPTED, 2, Bucket.SHIPPED, 2)));
  }

  @Test
  void the_last_piece_shipped_completes_the_work() {
    var started = accepted.ship(aParcel(of(bowls, 2)), NOW).orThrow();

    var done = started.ship(aParcel(of(bowls, 1), of(cups, 1)), NOW).orThrow();

    assertThat(done.work()).isEqualTo(Work.FULFILLED);
    assertThat(done.units().open()).isZero();
    assertThat(done.version()).isEqualTo(4);
  }

  @Test
  void no_more_pieces_are_shipped_than_were_accepted() {
    assertThat(why(accepted.ship(aParcel(of(cups, 2)), NOW)))
        .isInstanceOf(Refusal.WrongState.class);
    assertThat(why(sent.ship(aParcel(of(cups, 1)), NOW))).isInstanceOf(Refusal.WrongState.class);
  }

  @Test
  void a_parcel_holds_lines_of_its_work_order_only() {
    var foreign = aLine(Samples.ids(), 1);

    var refused = accepted.ship(aParcel(of(bowls, 1), of(foreign, 1)), NOW);

    assertThat(violations(refused)).containsExactly("/lines/1/line unknown");
  }

  @Test
  void an_unanswered_offer_is_recalled_as_a_whole() {
    var recalled = sent.cancelPending(NOW).orThrow();

    assertThat(recalled.request()).isEqualTo(Request.RECALLED);
    assertThat(recalled.work()).isEqualTo(Work.CANCELLED);
    assertThat(recalled.units()).isEqualTo(new UnitLedger(Map.of(Bucket.CANCELLED, 4)));
  }

  @Test
  void what_is_accepted_is_not_cancelled_by_the_way() {
    assertThat(why(accepted.cancelPending(NOW))).isInstanceOf(Refusal.WrongState.class);
  }

  @Test
  void a_late_answer_to_a_recalled_offer_is_refused() {
    var recalled = sent.cancelPending(NOW).orThrow();

    var refused = (Refusal.WrongState) why(recalled.accept(SOON, NOW));

    assertThat(refused.from()).isEqualTo("recalled");
  }
}
