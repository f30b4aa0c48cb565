package hms.gateway.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Money;
import hms.domain.order.WorkOrder;
import hms.gateway.message.NoticeFacts;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgNotices.Notice;
import hms.storage.pg.PgStores;
import java.util.List;

/**
 * What is to be paid back of an order so far: always all of it, so that a notice that is read twice
 * or late pays nothing twice. An artisan's transaction does not see the lines of others.
 */
public final class RefundTotals implements NoticeFacts {
  static final String NAME = "order.refund_due";

  @Override
  public String type() {
    return "hms." + NAME + ".v1";
  }

  @Override
  public Step<String> added(PgStores tx, Notice notice) {
    ObjectNode data = DomainJson.own(notice.data(), ObjectNode.class);
    return Step.from(tx.workOrders().ofOrder(notice.object()))
        .map(works -> DomainJson.text(total(data, works)));
  }

  private static ObjectNode total(ObjectNode data, List<WorkOrder> works) {
    var total =
        works.stream()
            .map(WorkOrder::refundDue)
            .reduce(Money::plus)
            .orElseThrow(() -> new IllegalStateException("an order without work orders"));
    data.set("total", DomainJson.tree(total));
    var lines = data.putArray("lines");
    works.stream()
        .flatMap(work -> work.lines().stream())
        .filter(line -> line.refundDue().amount() > 0)
        .forEach(line ->
            lines
                .addObject()
                .put("line", line.oid().toString())
                .set("refund", DomainJson.tree(line.refundDue())));
    return data;
  }
}
