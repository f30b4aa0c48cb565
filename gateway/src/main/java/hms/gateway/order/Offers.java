package hms.gateway.order;

import hms.domain.order.Order;
import hms.domain.order.OrderLine;
import hms.domain.order.OrderSplit;
import hms.domain.order.UnitLedger;
import hms.domain.order.WorkOrder;
import hms.domain.product.ImageRef;
import hms.domain.product.Product;
import hms.gateway.command.Mint;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Makes work orders and offers them to their artisans. */
final class Offers {
  private final WorkOrderNotices notices;
  private final WorkOrderDeadlines deadlines;
  private final Supplier<Duration> answerBy;
  private final Mint mint;

  /**
   * @param answerBy how long an artisan may take to answer, at the time of the offer
   */
  Offers(
      WorkOrderNotices notices,
      WorkOrderDeadlines deadlines,
      Supplier<Duration> answerBy,
      Mint mint) {
    this.notices = notices;
    this.deadlines = deadlines;
    this.answerBy = answerBy;
    this.mint = mint;
  }

  Instant answerBy(Instant now) {
    return now.plus(answerBy.get());
  }

  /** Stores it, tells its artisan, starts the clock. */
  Step<WorkOrder> send(PgStores tx, WorkOrder part, Instant now) {
    notices.sent(tx, part);
    return Step.together(
        tx.workOrders().create(part), deadlines.offered(tx, part, now), (made, on) -> made);
  }

  /** The first offer of a part of an order. */
  WorkOrder first(
      Order order, String reference, OrderSplit.Part part, List<OrderLine> lines, Instant now) {
    return new WorkOrder(
        mint.id(),
        1,
        now,
        now,
        order.oid(),
        part.artisan(),
        reference,
        order.shipToName(),
        order.shipTo(),
        order.note(),
        part.items(),
        part.discount(),
        part.shipping(),
        part.tax(),
        answerBy(now),
        1,
        WorkOrder.Request.SENT,
        WorkOrder.Work.OPEN,
        null,
        null,
        null,
        lines);
  }

  OrderLine line(OrderSplit.Share share, Product product) {
    return new OrderLine(
        mint.id(),
        product.oid(),
        snapshot(product),
        share.line().unitPrice(),
        share.discount(),
        share.tax(),
        UnitLedger.pending(share.line().quantity()));
  }

  /** The product as it is sold now. */
  static OrderLine.Snapshot snapshot(Product product) {
    var content = product.content();
    String image =
        content.images().stream()
            .filter(ImageRef::primary)
            .map(ImageRef::sha256)
            .findFirst()
            .orElse("");
    return new OrderLine.Snapshot(
        content.name(),
        Objects.requireNonNullElse(content.summary(), ""),
        image,
        product.version());
  }
}
