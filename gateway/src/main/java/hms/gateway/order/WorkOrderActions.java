package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.order.Aftermath;
import hms.domain.order.CancelRequest;
import hms.domain.order.LineUnits;
import hms.domain.order.Negotiation;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.order.OrderLine;
import hms.domain.order.Reason;
import hms.domain.order.ShipNotice;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder;
import hms.domain.order.WorkOrder.RequestCommand;
import hms.domain.order.Worked;
import hms.domain.order.Workshop;
import hms.gateway.command.Actions;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What may be done to a work order now, by who asks. */
final class WorkOrderActions {
  private final WorkOrder work;
  private final Optional<CancelRequest> asked;
  private final Stocks stocks;
  private final Actor actor;
  private final Instant now;

  private WorkOrderActions(
      WorkOrder work, Optional<CancelRequest> asked, Stocks stocks, Actor actor, Instant now) {
    this.work = work;
    this.asked = asked;
    this.stocks = stocks;
    this.actor = actor;
    this.now = now;
  }

  /** Reads what the guards look at. */
  static Step<Actions> of(PgStores stores, WorkOrder work, Actor actor, Instant now) {
    return Step.from(stores.cancelRequests().open(work.oid()))
        .then(asked ->
            Stocks.of(stores, work)
                .map(stocks -> new WorkOrderActions(work, asked, stocks, actor, now).tried()));
  }

  private Actions tried() {
    var actions = new Actions(actor);
    var side = WorkBooks.side(actor);
    var both =
        actor instanceof Actor.Maker ? Permission.WORK_ORDERS_WORK : Permission.WORK_ORDERS_MANAGE;
    var manage = Permission.WORK_ORDERS_MANAGE;
    return (actor instanceof Actor.Maker ? makers(actions) : actions)
        .add("hold", both, () -> Workshop.hold(work, side, "", now))
        .add("release", both, () -> Workshop.release(work, side, now))
        .add("close_short", both, this::closeShort)
        .add("offer_again", manage, () -> stocks.fit(Negotiation.offerAgain(work, now, now)))
        .add("reroute", manage, () -> Negotiation.undecided(work, RequestCommand.REROUTE))
        .add("give_up", manage, () -> Negotiation.giveUp(work, now))
        .add("return", manage, this::comeBack);
  }

  private Actions makers(Actions actions) {
    var mine = Permission.WORK_ORDERS_WORK;
    return actions
        .add("receipt", mine, this::receipt)
        .add("accept", mine, this::accept)
        .add("reject", mine, () -> Negotiation.reject(work, Reason.OTHER, now))
        .add("start", mine, () -> Workshop.start(work, now))
        .add("ship", mine, this::ship);
  }

  private Outcome<WorkOrder.Request> receipt() {
    return WorkOrder.NEGOTIATION.step(work.request(), RequestCommand.RECEIPT);
  }

  private Outcome<Worked> accept() {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    var may = new Negotiation.Promise(today, today);
    return Negotiation.accept(work, new Acceptance(List.of(), today), may, now);
  }

  /** One that would be a parcel: a word that no edge allows is kept as a fact report. */
  private Outcome<Worked> ship() {
    var lines = one(line -> line.units().open() > 0);
    return Workshop.ship(work, new ShipNotice(work.oid(), lines, "by_hand", null, now), now);
  }

  private Outcome<Worked> closeShort() {
    return asked.isEmpty()
        ? Workshop.closeShort(work, "", now)
        : Outcome.refused(Fulfilment.answerFirst(work));
  }

  private Outcome<Worked> comeBack() {
    var left = one(l -> l.units().in(Bucket.DELIVERED) + l.units().in(Bucket.SHIPPED) > 0);
    return Aftermath.comeBack(work, left, false, false, now);
  }

  /** One piece of the first line that fits, or of any. */
  private List<LineUnits> one(Predicate<OrderLine> fits) {
    var line =
        work.lines().stream().filter(fits).findFirst().orElseGet(() -> work.lines().getFirst());
    return List.of(new LineUnits(line.oid(), 1));
  }
}
