package hms.domain.order;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Works.ANY_DAY;
import static hms.domain.fixture.Works.SOON;
import static hms.domain.fixture.Works.aLine;
import static hms.domain.fixture.Works.aWorkOrder;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.order.Negotiation.Answer;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder.Request;
import hms.domain.order.WorkOrder.Side;
import hms.domain.order.WorkOrder.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everybody does at random whatever they like with a work order, and after each step all that must
 * hold of it does. {@code -Dproperty.steps=1000000} goes on for longer.
 */
final class RandomWorkTest {
  private static final int STEPS = Integer.getInteger("property.steps", 12_000);
  private static final int STEPS_EACH = 60;

  /** What was seen on the way. */
  private record Walked(Set<String> requests, Set<String> works, Set<Edge> edges) {}

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void whatever_is_done_to_a_work_order_its_books_are_right(long seed) {
    walk(Samples.of(seed), new Walked(new HashSet<>(), new HashSet<>(), new HashSet<>()));
  }

  /** A row that nobody ever walks is no row: every change of state and every edge is met. */
  @Test
  void every_declared_move_is_made_by_some_command() {
    var seen = new Walked(new HashSet<>(), new HashSet<>(), EnumSet.noneOf(Edge.class));

    for (long seed = 1; seed <= 6; seed++) walk(Samples.of(seed), seen);

    assertThat(seen.requests()).containsAll(changes(WorkOrder.NEGOTIATION));
    assertThat(seen.works()).containsAll(changes(WorkOrder.WORK));
    assertThat(seen.edges()).containsExactlyInAnyOrder(Edge.values());
  }

  private static <S extends Enum<S>, C extends Enum<C>> List<String> changes(
      Lifecycle<S, C> table) {
    return table.moves().stream()
        .filter(move -> move.from() != move.to())
        .map(move -> move.from() + " to " + move.to())
        .distinct()
        .toList();
  }

  private static void walk(Samples some, Walked seen) {
    for (int step = 0; step < STEPS; step += STEPS_EACH) {
      var first = aWorkOrder(aLine(some.id(), some.number(2, 5)), aLine(some.id(), 3));
      first = settled(first);
      var work = first;
      var moves = new ArrayList<UnitMove>();
      for (int i = 0; i < STEPS_EACH; i++) {
        if (anything(some, work) instanceof Outcome.Done<Worked>(var worked)) {
          var next = worked.order();
          moves.addAll(worked.moves());
          note(seen, work, worked);
          check(some, first, work, worked, moves);
          work = next;
        }
      }
    }
  }

  /** Its sums are those of its lines. */
  private static WorkOrder settled(WorkOrder work) {
    return new WorkOrder(
        work.oid(),
        1,
        work.created(),
        work.modified(),
        work.order(),
        work.artisan(),
        work.reference(),
        work.shipToName(),
        work.shipTo(),
        work.note(),
        work.lines().stream()
            .map(line -> line.unitPrice().times(line.units().quantity()))
            .reduce((a, b) -> a.plus(b))
            .orElseThrow(),
        work.lines().stream().map(OrderLine::discount).reduce((a, b) -> a.plus(b)).orElseThrow(),
        work.shipping(),
        work.lines().stream().map(OrderLine::tax).reduce((a, b) -> a.plus(b)).orElseThrow(),
        work.answerBy(),
        1,
        Request.SENT,
        Work.OPEN,
        null,
        null,
        null,
        work.lines());
  }

  private static Outcome<Worked> anything(Samples some, WorkOrder work) {
    var line = some.oneOf(work.lines());
    int n = some.number(1, Math.max(1, line.units().quantity()));
    var lines = List.of(new LineUnits(line.oid(), n));
    var notice = new ShipNotice(some.id(), lines, "DHL", null, NOW);
    var side = some.oneOf(Side.class);
    return switch (some.number(0, 19)) {
      case 0 -> Negotiation.receipt(work, NOW);
      case 1, 2 -> Negotiation.accept(work, acceptance(some, work), ANY_DAY, NOW);
      case 3 -> Negotiation.reject(work, some.oneOf(Reason.class), NOW);
      case 4 -> Negotiation.expire(work, NOW);
      case 5 -> Negotiation.offerAgain(work, NOW, NOW);
      case 6 -> Negotiation.giveUp(work, NOW);
      case 7 -> Workshop.start(work, NOW);
      case 8 -> Workshop.hold(work, side, "why", NOW);
      case 9 -> Workshop.release(work, side, NOW);
      case 10, 11 -> Workshop.ship(work, notice, NOW);
      case 12 -> Workshop.closeShort(work, "why", NOW);
      case 13 -> Aftermath.deliver(work, parcel(some, work, notice), NOW);
      case 14 -> Aftermath.lose(work, parcel(some, work, notice), NOW);
      case 15 -> Aftermath.takeBack(work, parcel(some, work, notice), side, NOW);
      case 16 -> Aftermath.comeBack(work, lines, some.number(0, 1) == 0, true, NOW);
      case 17 -> Aftermath.confirm(work, notice, NOW);
      case 18 -> rerouted(some, work, lines.getFirst());
      default -> cancelled(some, work, some.number(0, 1) == 0 ? lines : Cancelling.whole(work));
    };
  }

  private static Acceptance acceptance(Samples some, WorkOrder work) {
    if (some.number(0, 2) == 0) return new Acceptance(List.of(), SOON);
    var answers = new ArrayList<Answer>();
    for (var line : work.lines()) {
      int pending = line.units().in(Bucket.PENDING);
      int rejected = some.number(0, pending);
      if (pending > 0) answers.add(new Answer(line.oid(), pending - rejected, rejected, null));
    }
    return new Acceptance(answers, SOON);
  }

  private static Shipment parcel(Samples some, WorkOrder work, ShipNotice notice) {
    var told = Shipment.told(notice, work, NOW.minus(Duration.ofMinutes(some.number(0, 90))));
    return some.number(0, 2) == 0 ? told.perform(Shipment.Command.LOSE, NOW).orThrow() : told;
  }

  private static Outcome<Worked> rerouted(Samples some, WorkOrder work, LineUnits wanted) {
    var line = work.line(wanted.line()).orElseThrow();
    var to =
        new Aftermath.Destination(
            some.id(), some.id(), some.id(), some.id(), line.snapshot(), "x-2", NOW);
    return Aftermath.reroute(work, wanted, to, NOW)
        .map(both -> {
          var rest = both.rest().order();
          var offer = both.offer();
          assertThat(rest.items().plus(offer.items())).isEqualTo(work.items());
          assertThat(rest.discount().plus(offer.discount())).isEqualTo(work.discount());
          assertThat(rest.shipping().plus(offer.shipping())).isEqualTo(work.shipping());
          assertThat(rest.tax().plus(offer.tax())).isEqualTo(work.tax());
          return both.rest();
        });
  }

  /** A cancel, and where it has to ask, an answer. */
  private static Outcome<Worked> cancelled(Samples some, WorkOrder work, List<LineUnits> lines) {
    var cancelled = Cancelling.cancel(work, lines, false, NOW);
    for (int i = 0; i < lines.size(); i++) {
      var fate = cancelled.fates().get(i);
      int all = fate.cancelled() + fate.requested() + fate.refused() + fate.already();
      assertThat(all).as("%s", some).isEqualTo(lines.get(i).units());
    }
    if (cancelled.worked().isPresent()) return Outcome.done(cancelled.worked().get());
    if (cancelled.ask().isEmpty()) return Outcome.done(new Worked(work, List.of()));
    var request =
        CancelRequest.open(
            some.id(), work, cancelled.ask(), CancelRequest.Side.CUSTOMER, "why", NOW, NOW);
    var answer =
        some.number(0, 1) == 0
            ? request.agree(work, request.whole(), NOW)
            : request.expire(work, NOW);
    return answer.map(CancelRequest.Answered::worked);
  }

  private static void note(Walked seen, WorkOrder before, Worked worked) {
    var after = worked.order();
    seen.requests().add(before.request() + " to " + after.request());
    seen.works().add(before.work() + " to " + after.work());
    worked.moves().forEach(move -> seen.edges().add(move.edge()));
  }

  private static void check(
      Samples some, WorkOrder first, WorkOrder before, Worked worked, List<UnitMove> moves) {
    var work = worked.order();
    var units = work.units();
    assertThat(UnitDelta.of(moves).after(first.units())).as("replayed, %s", some).isEqualTo(units);
    assertThat(work.ended()).as("%s: %s", some, work).isEqualTo(units.open() == 0);
    assertThat(work.unanswered()).as("%s: %s", some, work).isEqualTo(work.has(Bucket.PENDING));
    long net = 0;
    for (var line : work.lines()) {
      net += line.net().amount();
      assertThat(line.refundDue().amount()).as("%s", some).isBetween(0L, line.net().amount());
      if (line.units().unpaid() == line.units().quantity()) {
        assertThat(line.refundDue()).as("%s", some).isEqualTo(line.net());
      }
    }
    assertThat(work.items().amount() - work.discount().amount() + work.tax().amount())
        .as("%s", some)
        .isEqualTo(net);
    boolean same = work.version() == before.version();
    assertThat(same).as("%s", some).isEqualTo(work.equals(before));
    assertThat(same || work.version() == before.version() + 1).as("%s", some).isTrue();
    assertThat(same || work.modified().isAfter(before.modified())).as("%s", some).isTrue();
    assertThat(work.created()).isEqualTo(Makers.NOW);
  }
}
