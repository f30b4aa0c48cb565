package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Rules;
import hms.domain.order.Aftermath;
import hms.domain.order.FactReport;
import hms.domain.order.Shipment;
import hms.domain.order.WorkOrder;
import hms.gateway.order.WorkBooks.Entry;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person settles what an artisan told and no edge allowed. */
final class Facts {
  private final WorkBooks books;
  private final ShopNotices shops;

  Facts(WorkBooks books, ShopNotices shops) {
    this.books = books;
    this.shops = shops;
  }

  Step<OrderResult> settle(PgStores tx, Actor actor, OrderCommand.Settle command, Instant now) {
    var rules = new Rules();
    @Nullable String text = rules.optionalText("/text", command.text(), 4000);
    if (rules.broken()) return Step.of(rules.refused());
    var word = command.confirmed() ? FactReport.Command.CONFIRM : FactReport.Command.DISMISS;
    String name = command.confirmed() ? "confirm_fact" : "dismiss_fact";
    return tx.factReports()
        .find(command.report())
        .then(found -> tx.workOrders().lock(found.workOrder(), null))
        .then(work ->
            tx.factReports()
                .change(command.report(), name, f -> f.settle(word, actor.name(), text, now))
                .then(report ->
                    command.confirmed()
                        ? confirmed(tx, work, report, now)
                        : Step.done(OrderResult.of(work).with(report))));
  }

  private Step<OrderResult> confirmed(PgStores tx, WorkOrder work, FactReport report, Instant now) {
    return Step.of(Aftermath.confirm(work, report.notice(), now))
        .then(worked -> books.book(tx, new Entry(work, worked), "confirm_fact", Set.of(), now))
        .then(worked ->
            tx.shipments()
                .create(Shipment.told(report.notice(), work, now))
                .then(parcel ->
                    Parcels.overtake(tx, shops, worked.order(), now)
                        .map(gone -> {
                          shops.parcel(tx, worked.order(), parcel);
                          return OrderResult.of(worked.order()).with(parcel).with(report);
                        })));
  }
}
