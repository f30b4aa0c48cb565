package hms.domain;

import static hms.domain.fixture.Makers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.fixture.Samples;
import hms.domain.fixture.Walk;
import hms.domain.fixture.WorkStanding;
import hms.domain.fixture.WorkStanding.Ask;
import hms.domain.fixture.WorkStanding.At;
import hms.domain.fixture.Works;
import hms.domain.order.CancelRequest;
import hms.domain.order.FactReport;
import hms.domain.order.LineUnits;
import hms.domain.order.Shipment;
import hms.domain.order.WorkOrder;
import hms.domain.order.WorkOrder.RequestCommand;
import hms.domain.order.WorkOrder.WorkCommand;
import hms.domain.order.Worked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every command in every state of a work order, its parcels, cancel requests and fact reports: what
 * the tables say, or a refusal that says all. The cells are {@code work-order-matrix.csv}: a state
 * or a command without a row fails.
 */
final class OrderMatrixTest {
  private final WorkOrder accepted = WorkStanding.work(At.ACCEPTED);

  @Test
  void a_work_order_does_in_every_state_what_the_matrix_says() throws IOException {
    var cells = new ArrayList<String>();
    cells.add("at,ask,outcome");
    for (var at : At.values()) {
      for (var ask : Ask.values())
        cells.add("%s,%s,%s".formatted(word(at), word(ask), cell(at, ask)));
    }

    assertThat(String.join("\n", cells) + "\n").isEqualTo(matrix());
  }

  @Test
  void every_state_and_every_command_of_the_tables_has_its_cells() {
    var states = EnumSet.noneOf(At.class);
    for (var state : WorkOrder.Request.values()) {
      assertThat(WorkStanding.work(WorkStanding.of(state)).request()).isEqualTo(state);
      states.add(WorkStanding.of(state));
    }
    for (var state : WorkOrder.Work.values()) {
      assertThat(WorkStanding.work(WorkStanding.of(state)).work()).isEqualTo(state);
      states.add(WorkStanding.of(state));
    }
    assertThat(EnumSet.complementOf(states)).containsExactly(At.SENT_ON_HOLD, At.HELD_BY_ARTISAN);

    var asks = EnumSet.noneOf(Ask.class);
    Arrays.stream(RequestCommand.values()).map(WorkStanding::of).forEach(asks::add);
    Arrays.stream(WorkCommand.values()).map(WorkStanding::of).forEach(asks::add);
    assertThat(EnumSet.complementOf(asks))
        .containsExactly(Ask.ARTISAN_HOLDS, Ask.ARTISAN_RELEASES, Ask.CONFIRM_FACT);
  }

  @Test
  void a_cancel_request_moves_as_its_table_says() {
    new Walk<>(CancelRequest.LIFECYCLE, CancelRequest::state, this::request, this::give)
        .everywhere();
  }

  @Test
  void a_shipment_moves_as_its_table_says() {
    new Walk<>(
            Shipment.LIFECYCLE,
            Shipment::state,
            this::parcel,
            (Shipment parcel, Shipment.Command command) -> parcel.perform(command, NOW))
        .everywhere();
  }

  @Test
  void a_fact_report_moves_as_its_table_says() {
    new Walk<>(
            FactReport.LIFECYCLE,
            FactReport::state,
            this::report,
            (FactReport report, FactReport.Command command) ->
                report.settle(command, "office:ana@example.org", null, NOW))
        .everywhere();
  }

  /** Where it stands then, or why not. */
  private static String cell(At at, Ask ask) {
    var before = WorkStanding.work(at);
    return switch (WorkStanding.give(before, ask)) {
      case Outcome.Done<Worked>(var worked) when worked.order().equals(before) -> "nothing";
      case Outcome.Done<Worked>(var worked) ->
          word(worked.order().request()) + " " + word(worked.order().work());
      case Outcome.Refused<Worked>(Refusal.WrongState wrong) -> refused(before, wrong);
      case Outcome.Refused<Worked>(var other) -> throw new AssertionError(at + " " + ask + other);
    };
  }

  /** A refusal names the state that it is about, the command, what is allowed there, and why. */
  private static String refused(WorkOrder work, Refusal.WrongState wrong) {
    assertThat(wrong.from()).isIn(word(work.request()), word(work.work()));
    assertThat(wrong.command()).isNotBlank();
    assertThat(wrong.why()).isNotBlank();
    assertThat(wrong.code()).matches("[a-z]+([-_][a-z]+)*");
    if (!wrong.allowed().isEmpty()) {
      assertThat(wrong.allowed())
          .isSubsetOf(
              wrong.from().equals(word(work.request()))
                  ? allowed(WorkOrder.NEGOTIATION, work.request())
                  : allowed(WorkOrder.WORK, work.work()));
    }
    return "no: " + wrong.code();
  }

  private static <S extends Enum<S>, C extends Enum<C>> List<String> allowed(
      Lifecycle<S, C> table, S from) {
    return table.moves().stream()
        .filter(m -> m.from() == from)
        .map(m -> word(m.command()))
        .toList();
  }

  private CancelRequest request(CancelRequest.State state) {
    var asked =
        CancelRequest.open(
            Samples.ids(), accepted, all(), CancelRequest.Side.CUSTOMER, "late", NOW, NOW);
    return switch (state) {
      case REQUESTED -> asked;
      case AGREED -> asked.agree(accepted, all(), NOW).orThrow().request();
      case REFUSED -> asked.refuse(CancelRequest.Refusal.WORK_STARTED, NOW).orThrow();
      case WITHDRAWN -> asked.withdraw(NOW).orThrow();
    };
  }

  /** Silence agrees to what is not begun and refuses what is. */
  private Outcome<CancelRequest> give(CancelRequest request, CancelRequest.Command command) {
    var started = WorkStanding.work(At.IN_PROGRESS);
    return switch (command) {
      case AGREE -> request.agree(accepted, all(), NOW).map(CancelRequest.Answered::request);
      case REFUSE -> request.refuse(CancelRequest.Refusal.WORK_STARTED, NOW);
      case OVERTAKE -> request.overtake(NOW);
      case EXPIRE -> request.expire(accepted, NOW).map(CancelRequest.Answered::request);
      case EXPIRE_STARTED -> request.expire(started, NOW).map(CancelRequest.Answered::request);
      case WITHDRAW -> request.withdraw(NOW);
    };
  }

  private Shipment parcel(Shipment.State state) {
    var told = Shipment.told(Works.aParcel(all().getFirst()), accepted, NOW);
    return switch (state) {
      case SHIPPED -> told;
      case DELIVERED -> told.perform(Shipment.Command.DELIVER, NOW).orThrow();
      case LOST -> told.perform(Shipment.Command.LOSE, NOW).orThrow();
      case VOIDED -> told.perform(Shipment.Command.VOID, NOW).orThrow();
    };
  }

  private FactReport report(FactReport.State state) {
    var notice = Works.aParcel(all().getFirst());
    var told = FactReport.of(Samples.ids(), accepted, notice, "too few units", NOW);
    String by = "office:ana@example.org";
    return switch (state) {
      case OPEN -> told;
      case CONFIRMED -> told.settle(FactReport.Command.CONFIRM, by, null, NOW).orThrow();
      case DISMISSED -> told.settle(FactReport.Command.DISMISS, by, "a mistake", NOW).orThrow();
    };
  }

  private List<LineUnits> all() {
    return List.of(Works.of(accepted.lines().getFirst(), 2));
  }

  private static String matrix() throws IOException {
    try (var in = OrderMatrixTest.class.getResourceAsStream("/work-order-matrix.csv")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String word(Enum<?> constant) {
    return Lifecycle.word(constant);
  }
}
