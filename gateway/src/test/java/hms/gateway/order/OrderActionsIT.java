package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.fixture.OrderBuilder;
import hms.domain.fixture.Samples;
import hms.domain.order.CancelRequest;
import hms.domain.order.FactReport;
import hms.domain.order.LineUnits;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.order.Order;
import hms.domain.order.OrderLine;
import hms.domain.order.OrderPlacement;
import hms.domain.order.Reason;
import hms.domain.order.ShipNotice;
import hms.domain.order.Shipment;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder;
import hms.domain.product.Stock;
import hms.gateway.command.Actions;
import hms.storage.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Before each of many random commands, the object says whether it is allowed; then the command is
 * given, and must do what was said. What is refused changes no row.
 */
final class OrderActionsIT {
  private static final int STEPS = Integer.getInteger("property.steps", 400);
  private static final Bazaar BAZAAR = new Bazaar();
  private static final Actor.Maker MAKER = BAZAAR.aMaker();
  private final List<UUID> products =
      List.of(
          BAZAAR.sells(MAKER, new Stock.OnHand(60, 0)),
          BAZAAR.sells(MAKER, new Stock.OnHand(9, 0)),
          BAZAAR.sells(MAKER, new Stock.MadeToOrder(5)));
  private static final String VERSIONS =
      """
      select coalesce(sum(version), 0) from (select version from orders union all
        select version from work_orders union all select version from shipments union all
        select version from cancel_requests union all select version from fact_reports union all
        select version from stock) as all_rows
      """;

  private final List<UUID> orders = new ArrayList<>();
  private final Map<String, Integer> seen = new TreeMap<>();

  /** A command to somebody's object, and what the object says of it. */
  private record Try(Actor actor, String word, Step<Actions> actions, OrderCommand command) {}

  @AfterAll
  static void close() {
    BAZAAR.close();
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void what_is_allowed_is_done_and_what_is_not_is_refused(long seed) {
    var some = Samples.of(seed);
    for (int step = 0; step < STEPS; step++) {
      if (orders.size() < 3 || some.number(0, 14) == 0) place(some);
      if (orders.isEmpty()) continue;
      var any = anything(some);
      if (any == null) continue;
      check(any, "%s, step %d: %s by %s".formatted(some, step, any.command(), any.actor()));
    }
    assertThat(seen).as("%s", some).hasSizeGreaterThan(30);
  }

  private void check(Try any, String what) {
    var said =
        any.actions().future().await().orThrow().all().stream()
            .filter(action -> action.command().equals(any.word()))
            .findFirst();
    long before = BAZAAR.number(VERSIONS);

    var outcome = BAZAAR.asks(any.actor(), any.command()).await();

    boolean done = outcome instanceof Outcome.Done<?>;
    boolean changed = BAZAAR.number(VERSIONS) != before;
    boolean fact =
        outcome instanceof Outcome.Done<OrderResult>(var result)
            && result.factReport() != null
            && any.command() instanceof OrderCommand.Ship;
    assertThat(said).as(what).isPresent();
    assertThat(said.get().allowed())
        .as(what + " " + said + " -> " + outcome)
        .isEqualTo(done && changed && !fact);
    if (!done) assertThat(changed).as(what + " changed something").isFalse();
    seen.merge(any.word() + " " + said.get().allowed(), 1, Integer::sum);
  }

  private Try anything(Samples some) {
    var order = BAZAAR.order(some.oneOf(orders));
    var works = BAZAAR.stores.workOrders().ofOrder(order.oid()).await();
    var work = some.oneOf(works);
    return switch (some.number(0, 9)) {
      case 0, 1 -> ofOrder(some, order);
      case 2 -> ofParcel(some, work);
      case 3 -> ofRequest(some, work);
      case 4 -> ofReport(some);
      default -> ofWork(some, work);
    };
  }

  private static Try ofOrder(Samples some, Order order) {
    UUID oid = order.oid();
    return switch (some.number(0, 5)) {
      case 0 -> whole(BAZAAR.shop, order, "cancel", new OrderCommand.Cancel(oid, List.of(), null));
      case 1 -> whole(Bazaar.MANAGER, order, "hold", new OrderCommand.Hold(oid, null, "why"));
      case 2, 3 -> whole(Bazaar.MANAGER, order, "release", new OrderCommand.Release(oid, null));
      case 4 ->
          whole(
              Bazaar.MANAGER,
              order,
              "correct_address",
              new OrderCommand.CorrectAddress(oid, null, order.shipToName(), order.shipTo()));
      default -> {
        var code = order.attention().stream().findFirst().orElse(Order.Attention.IMPORTED);
        yield whole(
            Bazaar.MANAGER,
            order,
            "clear_attention",
            new OrderCommand.ClearAttention(oid, null, code, "seen"));
      }
    };
  }

  private static Try whole(Actor actor, Order order, String word, OrderCommand command) {
    var works = BAZAAR.stores.workOrders().ofOrder(order.oid()).await();
    var asked = BAZAAR.stores.cancelRequests().ofOrder(order.oid()).await();
    var all = OrderResult.of(order, works).asking(asked);
    return new Try(
        actor, word, Step.done(OrderActions.of(order, all, actor, Instant.now())), command);
  }

  private static Try ofWork(Samples some, WorkOrder work) {
    UUID oid = work.oid();
    return switch (some.number(0, 14)) {
      case 0 -> work(MAKER, work, "receipt", new OrderCommand.Receipt(oid));
      case 1, 2, 3 -> work(MAKER, work, "accept", accepted(some, work));
      case 4 -> work(MAKER, work, "reject", new OrderCommand.Reject(oid, null, Reason.OTHER));
      case 5 -> work(MAKER, work, "start", new OrderCommand.Start(oid, null));
      case 6, 7 -> work(MAKER, work, "ship", new OrderCommand.Ship(oid, parcel(work)));
      case 8 -> {
        var by = some.number(0, 1) == 0 ? MAKER : Bazaar.MANAGER;
        yield work(by, work, "hold", new OrderCommand.HoldWork(oid, null, "why"));
      }
      case 9, 10 -> {
        var by = some.number(0, 1) == 0 ? MAKER : Bazaar.MANAGER;
        yield work(by, work, "release", new OrderCommand.ReleaseWork(oid, null));
      }
      case 11 -> work(MAKER, work, "close_short", new OrderCommand.CloseShort(oid, null, "why"));
      case 12 -> work(Bazaar.MANAGER, work, "offer_again", new OrderCommand.OfferAgain(oid, null));
      case 13 -> work(Bazaar.MANAGER, work, "give_up", new OrderCommand.GiveUp(oid, null));
      default ->
          work(
              Bazaar.MANAGER,
              work,
              "return",
              new OrderCommand.Return(
                  oid,
                  null,
                  one(work, l -> l.units().in(Bucket.DELIVERED) + l.units().in(Bucket.SHIPPED) > 0),
                  some.number(0, 1) == 0,
                  false));
    };
  }

  private static Try work(Actor actor, WorkOrder work, String word, OrderCommand command) {
    return new Try(
        actor, word, WorkOrderActions.of(BAZAAR.stores, work, actor, Instant.now()), command);
  }

  private static Try ofParcel(Samples some, WorkOrder work) {
    var parcels = BAZAAR.stores.shipments().ofWorkOrder(work.oid()).await();
    if (parcels.isEmpty()) return null;
    var parcel = some.oneOf(parcels);
    return switch (some.number(0, 3)) {
      case 0 -> parcel(MAKER, parcel, "deliver", new OrderCommand.Deliver(parcel.oid()));
      case 1 -> parcel(Bazaar.MANAGER, parcel, "lose", new OrderCommand.Lose(parcel.oid()));
      case 2 -> parcel(MAKER, parcel, "void", new OrderCommand.TakeBack(parcel.oid(), "why"));
      default ->
          parcel(Bazaar.MANAGER, parcel, "void", new OrderCommand.TakeBack(parcel.oid(), "why"));
    };
  }

  private static Try parcel(Actor actor, Shipment parcel, String word, OrderCommand command) {
    return new Try(
        actor, word, PartActions.of(BAZAAR.stores, parcel, actor, Instant.now()), command);
  }

  private static Try ofRequest(Samples some, WorkOrder work) {
    var all = BAZAAR.stores.cancelRequests().ofWorkOrder(work.oid()).await();
    if (all.isEmpty()) return null;
    var request = some.oneOf(all);
    return switch (some.number(0, 2)) {
      case 0 ->
          request(MAKER, request, "agree", new OrderCommand.Agree(request.oid(), request.whole()));
      case 1 ->
          request(
              MAKER,
              request,
              "refuse",
              new OrderCommand.Refuse(request.oid(), CancelRequest.Refusal.OTHER));
      default ->
          request(Bazaar.MANAGER, request, "withdraw", new OrderCommand.Withdraw(request.oid()));
    };
  }

  private static Try request(
      Actor actor, CancelRequest request, String word, OrderCommand command) {
    return new Try(
        actor, word, PartActions.of(BAZAAR.stores, request, actor, Instant.now()), command);
  }

  private static Try ofReport(Samples some) {
    var all = BAZAAR.stores.factReports().list(null, 200).await();
    if (all.isEmpty()) return null;
    FactReport report = some.oneOf(all);
    boolean yes = some.number(0, 1) == 0;
    return new Try(
        Bazaar.MANAGER,
        yes ? "confirm" : "dismiss",
        PartActions.of(BAZAAR.stores, report, Bazaar.MANAGER, Instant.now()),
        new OrderCommand.Settle(report.oid(), yes, null));
  }

  private void place(Samples some) {
    var lines = new ArrayList<OrderPlacement.Line>();
    for (var product : some.shuffled(products).subList(0, some.number(1, products.size()))) {
      lines.add(OrderBuilder.line(product, some.number(1, 4), 4250));
    }
    var placed = BAZAAR.asks(BAZAAR.shop, new OrderCommand.Place(BAZAAR.anOrder(lines))).await();
    if (placed instanceof Outcome.Done<OrderResult>(var result)) {
      if (orders.size() == 8) orders.removeFirst();
      orders.add(result.workOrders().getFirst().order());
    }
  }

  private static OrderCommand accepted(Samples some, WorkOrder work) {
    var soon = LocalDate.now(ZoneOffset.UTC).plusDays(some.number(0, 3));
    return new OrderCommand.Accept(work.oid(), null, new Acceptance(List.of(), soon));
  }

  private static ShipNotice parcel(WorkOrder work) {
    var lines = one(work, line -> line.units().open() > 0);
    return new ShipNotice(Samples.ids(), lines, "DHL", null, Instant.now());
  }

  private static List<LineUnits> one(WorkOrder work, Predicate<OrderLine> fits) {
    var line =
        work.lines().stream().filter(fits).findFirst().orElseGet(() -> work.lines().getFirst());
    return List.of(new LineUnits(line.oid(), 1));
  }
}
