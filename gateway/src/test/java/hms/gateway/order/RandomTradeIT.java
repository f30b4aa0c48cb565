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
import hms.domain.order.Negotiation.Answer;
import hms.domain.order.Order.Attention;
import hms.domain.order.OrderPlacement;
import hms.domain.order.Reason;
import hms.domain.order.ShipNotice;
import hms.domain.order.Shipment;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder;
import hms.domain.product.Stock;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Artisans, a storefront, the office and time do at random whatever they may, sixteen at once, on a
 * real database. Now and then all is quiet, and then every invariant holds. Nothing ever fails:
 * what cannot be done is refused. {@code -Dproperty.steps=1000000} goes on for longer.
 */
final class RandomTradeIT {
  private static final int STEPS = Integer.getInteger("property.steps", 800);
  private static final int AT_ONCE = 16;
  private static final int QUIET_EVERY = 160;
  private static final int ORDERS_MAX = 12;

  private static final Bazaar BAZAAR = new Bazaar();
  private static final List<Actor.Maker> MAKERS =
      List.of(BAZAAR.aMaker(), BAZAAR.aMaker(), BAZAAR.aMaker());
  private static final List<UUID> PRODUCTS = products();

  private final List<UUID> orders = new ArrayList<>();

  @AfterAll
  static void close() {
    BAZAAR.close();
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void whatever_is_done_at_once_the_books_are_right(long seed) {
    var some = Samples.of(seed);
    int done = 0;
    for (int step = 0; step < STEPS; step += AT_ONCE) {
      var asked = new ArrayList<Future<Outcome<?>>>();
      for (int i = 0; i < AT_ONCE; i++) asked.add(anything(some));
      Future.join(asked).otherwiseEmpty().await();
      for (var each : asked) {
        assertThat(each.cause()).as("%s, step %d", some, step).isNull();
        if (each.result() instanceof Outcome.Done<?>) done++;
      }
      if (step % QUIET_EVERY == 0) {
        assertThat(BAZAAR.broken()).as("%s, step %d", some, step).isEmpty();
      }
    }
    assertThat(BAZAAR.broken()).as("%s", some).isEmpty();
    orders.forEach(order -> computedAlike(some, order));
    assertThat(done).as("done, of %d with %s", STEPS, some).isGreaterThan(STEPS / 10);
  }

  /** What the database computes is what Java does. */
  private static void computedAlike(Samples some, UUID oid) {
    var order = BAZAAR.order(oid);
    var tally = BAZAAR.stores.tallies().find(oid).future().await().orThrow();
    assertThat(tally.status()).as("%s", some).isEqualTo(order.status());
    for (var work : BAZAAR.stores.workOrders().ofOrder(oid).await()) {
      for (var line : work.lines()) {
        long due =
            BAZAAR.number("select refund_due_minor from order_lines where oid = $1", line.oid());
        assertThat(due).as("%s", some).isEqualTo(line.refundDue().amount());
      }
    }
  }

  private Future<Outcome<?>> anything(Samples some) {
    if (orders.isEmpty() || some.number(0, 9) == 0) return place(some);
    var works = BAZAAR.stores.workOrders().ofOrder(some.oneOf(orders)).await();
    var work = some.oneOf(works);
    var line = some.oneOf(work.lines());
    int n = some.number(1, Math.max(1, line.units().quantity()));
    var lines = List.of(new LineUnits(line.oid(), n));
    return switch (some.number(0, 19)) {
      case 0 -> maker(work, new OrderCommand.Receipt(work.oid()));
      case 1, 2 -> maker(work, accept(some, work));
      case 3 -> maker(work, new OrderCommand.Reject(work.oid(), null, some.oneOf(Reason.class)));
      case 4 -> maker(work, new OrderCommand.Start(work.oid(), null));
      case 5, 6, 7 -> maker(work, new OrderCommand.Ship(work.oid(), parcel(lines)));
      case 8 -> manager(new OrderCommand.HoldWork(work.oid(), null, "why"));
      case 9 -> manager(new OrderCommand.ReleaseWork(work.oid(), null));
      case 10 -> maker(work, new OrderCommand.CloseShort(work.oid(), null, "why"));
      case 11 -> manager(new OrderCommand.OfferAgain(work.oid(), null));
      case 12 -> manager(new OrderCommand.GiveUp(work.oid(), null));
      case 13 ->
          manager(
              new OrderCommand.Return(
                  work.oid(), null, lines, some.number(0, 1) == 0, some.number(0, 1) == 0));
      case 14 -> shop(new OrderCommand.Cancel(work.order(), lines, null));
      case 15 -> shop(new OrderCommand.Cancel(work.order(), List.of(), null));
      case 16 ->
          manager(
              new OrderCommand.Reroute(work.oid(), null, lines.getFirst(), some.oneOf(PRODUCTS)));
      case 17 -> parcelOf(some, work);
      case 18 -> requestOf(some, work);
      default -> whole(some, work);
    };
  }

  private Future<Outcome<?>> place(Samples some) {
    var lines = new ArrayList<OrderPlacement.Line>();
    for (var product : some.shuffled(PRODUCTS).subList(0, some.number(1, PRODUCTS.size()))) {
      lines.add(OrderBuilder.line(product, some.number(1, 5), 4250));
    }
    return shop(new OrderCommand.Place(BAZAAR.anOrder(lines)))
        .onSuccess(outcome -> {
          if (outcome instanceof Outcome.Done<?>(OrderResult result)) remember(result);
        });
  }

  private synchronized void remember(OrderResult result) {
    if (orders.size() == ORDERS_MAX) orders.removeFirst();
    orders.add(result.workOrders().getFirst().order());
  }

  private static OrderCommand accept(Samples some, WorkOrder work) {
    var soon = LocalDate.now(ZoneOffset.UTC).plusDays(3);
    var answers = new ArrayList<Answer>();
    for (var line : work.lines()) {
      int pending = line.units().in(Bucket.PENDING);
      int rejected = some.number(0, pending);
      if (pending > 0) {
        answers.add(new Answer(line.oid(), pending - rejected, rejected, Reason.OTHER));
      }
    }
    return new OrderCommand.Accept(
        work.oid(), null, new Acceptance(some.number(0, 2) == 0 ? List.of() : answers, soon));
  }

  private static ShipNotice parcel(List<LineUnits> lines) {
    return new ShipNotice(Samples.ids(), lines, "DHL", null, Instant.now());
  }

  private static Future<Outcome<?>> parcelOf(Samples some, WorkOrder work) {
    var parcels = BAZAAR.stores.shipments().ofWorkOrder(work.oid()).await();
    if (parcels.isEmpty()) return facts(some);
    var parcel = some.oneOf(parcels).oid();
    return switch (some.number(0, 4)) {
      case 0 -> manager(new OrderCommand.Lose(parcel));
      case 1 -> maker(work, new OrderCommand.TakeBack(parcel, "it never left"));
      case 2 ->
          manager(
              new OrderCommand.Track(
                  parcel, some.oneOf(Shipment.TrackingStatus.class), Instant.now()));
      default -> shop(new OrderCommand.Deliver(parcel));
    };
  }

  private static Future<Outcome<?>> facts(Samples some) {
    var open = BAZAAR.stores.factReports().list(FactReport.State.OPEN, 20).await();
    return open.isEmpty()
        ? Future.succeededFuture(Outcome.done("nothing to settle"))
        : manager(new OrderCommand.Settle(some.oneOf(open).oid(), some.number(0, 1) == 0, "asked"));
  }

  private static Future<Outcome<?>> requestOf(Samples some, WorkOrder work) {
    var open = BAZAAR.stores.cancelRequests().open(work.oid()).await();
    if (open.isEmpty()) return facts(some);
    var request = open.get();
    return switch (some.number(0, 3)) {
      case 0 -> maker(work, new OrderCommand.Agree(request.oid(), request.whole()));
      case 1 ->
          maker(work, new OrderCommand.Refuse(request.oid(), CancelRequest.Refusal.PERSONALISED));
      case 2 -> shop(new OrderCommand.Withdraw(request.oid()));
      default -> time(WorkOrderDeadlines.CANCEL, request.oid());
    };
  }

  private static Future<Outcome<?>> whole(Samples some, WorkOrder work) {
    return switch (some.number(0, 7)) {
      case 0 -> manager(new OrderCommand.Hold(work.order(), null, "payment"));
      case 1, 2 -> manager(new OrderCommand.Release(work.order(), null));
      case 3 -> time(WorkOrderDeadlines.CLOSE, work.order());
      case 4 -> manager(new OrderCommand.Reopen(work.order(), null, "found something"));
      case 5 ->
          manager(
              new OrderCommand.ClearAttention(
                  work.order(), null, some.oneOf(Attention.class), "seen"));
      case 6 -> time(WorkOrderDeadlines.ANSWER, work.oid());
      default -> time(WorkOrderDeadlines.GIVE_UP, work.oid());
    };
  }

  private static Future<Outcome<?>> maker(WorkOrder work, OrderCommand command) {
    return asked(new Actor.Maker(work.artisan()), command);
  }

  private static Future<Outcome<?>> manager(OrderCommand command) {
    return asked(Bazaar.MANAGER, command);
  }

  private static Future<Outcome<?>> shop(OrderCommand command) {
    return asked(BAZAAR.shop, command);
  }

  private static Future<Outcome<?>> asked(Actor actor, OrderCommand command) {
    return BAZAAR.asks(actor, command).map(outcome -> outcome);
  }

  private static Future<Outcome<?>> time(String kind, UUID object) {
    return BAZAAR.timeFor(kind, object).map(outcome -> outcome);
  }

  private static List<UUID> products() {
    var all = new ArrayList<UUID>();
    for (var maker : MAKERS) {
      all.add(BAZAAR.sells(maker, new Stock.OnHand(300, 0)));
      all.add(BAZAAR.sells(maker, new Stock.MadeToOrder(14)));
    }
    return all;
  }
}
