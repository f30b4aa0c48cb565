package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.Refusal;
import hms.domain.fixture.Samples;
import hms.domain.order.LineUnits;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.order.Reason;
import hms.domain.order.ShipNotice;
import hms.domain.product.Stock;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every cell of the cancellation race: a storefront cancels two units while their artisan acts.
 * Each cell is played in both orders of arrival, then many times at once; whoever wins, the outcome
 * is that of one of the two orders. The table is {@code cancellation-race.csv}.
 */
final class CancellationRaceIT {
  private static final int RACES = 6;
  private static final Bazaar BAZAAR = new Bazaar();
  private static final Actor.Maker MAKER = BAZAAR.aMaker();
  private static final UUID BOWL = BAZAAR.sells(MAKER, new Stock.OnHand(100_000, 0));

  /** Two units of one line, and the parcel that the artisan tells of. */
  private record Trial(UUID order, UUID work, UUID line, UUID parcel) {}

  @AfterAll
  static void close() {
    BAZAAR.close();
  }

  @AfterEach
  void the_books_are_right() {
    assertThat(BAZAAR.broken()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: cancel and {1}")
  @CsvFileSource(resources = "/cancellation-race.csv", delimiter = '|', numLinesToSkip = 1)
  void a_cancel_meets_its_artisan(String state, String act, String first, String second) {
    assertThat(cancelFirst(in(state), act)).as("the cancel comes first").isEqualTo(first);
    assertThat(actFirst(in(state), act)).as("the artisan comes first").isEqualTo(second);
    for (int race = 0; race < RACES; race++) {
      assertThat(atOnce(in(state), act)).as("at once").isIn(first, second);
    }
  }

  private static String cancelFirst(Trial trial, String act) {
    var cancelled = cancel(trial).await();
    return told(trial, cancelled, act(trial, act).await());
  }

  private static String actFirst(Trial trial, String act) {
    var acted = act(trial, act).await();
    return told(trial, cancel(trial).await(), acted);
  }

  private static String atOnce(Trial trial, String act) {
    var cancelled = cancel(trial);
    var acted = act(trial, act);
    Future.join(cancelled, acted).await();
    return told(trial, cancelled.result(), acted.result());
  }

  private static Future<Outcome<OrderResult>> cancel(Trial trial) {
    return BAZAAR.asks(BAZAAR.shop, new OrderCommand.Cancel(trial.order(), List.of(), "too late"));
  }

  private static Future<Outcome<OrderResult>> act(Trial trial, String act) {
    return BAZAAR.asks(
        MAKER,
        switch (act) {
          case "receipt" -> new OrderCommand.Receipt(trial.work());
          case "accept" -> acceptance(trial);
          case "reject" -> new OrderCommand.Reject(trial.work(), null, Reason.TOO_BUSY);
          case "start" -> new OrderCommand.Start(trial.work(), null);
          case "ship" -> parcel(trial, Samples.ids());
          case "ship again" -> parcel(trial, trial.parcel());
          case "agree" -> new OrderCommand.Agree(request(trial), lines(trial));
          default -> throw new IllegalArgumentException(act);
        });
  }

  private static OrderCommand acceptance(Trial trial) {
    var soon = LocalDate.now(ZoneOffset.UTC).plusDays(3);
    return new OrderCommand.Accept(trial.work(), null, new Acceptance(List.of(), soon));
  }

  private static OrderCommand parcel(Trial trial, UUID shipment) {
    return new OrderCommand.Ship(
        trial.work(), new ShipNotice(shipment, lines(trial), "DHL", null, Instant.now()));
  }

  private static List<LineUnits> lines(Trial trial) {
    return List.of(new LineUnits(trial.line(), 2));
  }

  private static UUID request(Trial trial) {
    return BAZAAR.stores.cancelRequests().open(trial.work()).await().orElseThrow().oid();
  }

  /** A new order, brought to this state. */
  private static Trial in(String state) {
    var placed = BAZAAR.placed(BOWL, 2);
    var work = placed.workOrders().getFirst();
    var line = work.lines().getFirst().oid();
    var trial = new Trial(work.order(), work.oid(), line, Samples.ids());
    for (var step : state.split(", ")) bring(trial, step);
    return trial;
  }

  private static void bring(Trial trial, String step) {
    switch (step) {
      case "sent" -> {}
      case "received" -> BAZAAR.done(MAKER, new OrderCommand.Receipt(trial.work()));
      case "rejected" ->
          BAZAAR.done(MAKER, new OrderCommand.Reject(trial.work(), null, Reason.NO_STOCK));
      case "given up" -> BAZAAR.done(Bazaar.MANAGER, new OrderCommand.GiveUp(trial.work(), null));
      case "accepted" -> BAZAAR.done(MAKER, acceptance(trial));
      case "started" -> BAZAAR.done(MAKER, new OrderCommand.Start(trial.work(), null));
      case "on hold" ->
          BAZAAR.done(MAKER, new OrderCommand.HoldWork(trial.work(), null, "Out of clay"));
      case "cancel asked", "cancelled" -> cancel(trial).await().orThrow();
      case "shipped" -> BAZAAR.done(MAKER, parcel(trial, trial.parcel()));
      case "delivered" -> BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Deliver(trial.parcel()));
      case "lost" -> BAZAAR.done(Bazaar.MANAGER, new OrderCommand.Lose(trial.parcel()));
      case "returned" ->
          BAZAAR.done(
              Bazaar.MANAGER,
              new OrderCommand.Return(trial.work(), null, lines(trial), true, true));
      default -> throw new IllegalArgumentException(step);
    }
  }

  /** "cancel: ..., artisan: ..., units, open or answered request". */
  private static String told(
      Trial trial, Outcome<OrderResult> cancelled, Outcome<OrderResult> acted) {
    return "%s; %s; %s".formatted(ofCancel(cancelled), ofAct(acted), stands(trial));
  }

  private static String ofCancel(Outcome<OrderResult> outcome) {
    return switch (outcome) {
      case Done<OrderResult>(var result) -> {
        var fate = result.fates().getFirst();
        yield fate.cancelled() > 0
            ? "cancelled"
            : fate.requested() > 0 ? "requested" : fate.already() > 0 ? "nothing" : "?";
      }
      case Refused<OrderResult>(var why) -> code(why);
    };
  }

  private static String ofAct(Outcome<OrderResult> outcome) {
    return switch (outcome) {
      case Done<OrderResult>(var result) -> result.factReport() == null ? "done" : "fact";
      case Refused<OrderResult>(var why) -> code(why);
    };
  }

  private static String code(Refusal why) {
    return why instanceof Refusal.WrongState(var from, var command, var may, var code, var text)
        ? code
        : why.toString();
  }

  private static String stands(Trial trial) {
    String units =
        BAZAAR.work(trial.work()).units().units().entrySet().stream()
            .filter(bucket -> bucket.getValue() > 0)
            .map(bucket -> bucket.getValue() + " " + Lifecycle.word(bucket.getKey()))
            .collect(Collectors.joining(" "));
    return BAZAAR.stores.cancelRequests().ofWorkOrder(trial.work()).await().stream()
        .map(request -> units + ", request " + Lifecycle.word(request.state()))
        .findFirst()
        .orElse(units);
  }
}
