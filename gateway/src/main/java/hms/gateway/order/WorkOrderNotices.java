package hms.gateway.order;

import hms.domain.order.WorkOrder;
import hms.gateway.message.OfficeMessages;
import hms.storage.pg.PgStores;

/** Tells an artisan about its work orders, in the transaction of the change. */
final class WorkOrderNotices {
  private final OfficeMessages messages;

  WorkOrderNotices(OfficeMessages messages) {
    this.messages = messages;
  }

  void sent(PgStores tx, WorkOrder part) {
    tx.messages()
        .send(
            messages.about(
                part.artisan(), "work_order.sent", part.oid(), OrderViews.forArtisan(part)));
  }

  void changed(PgStores tx, WorkOrder part, String event) {
    var data = OrderViews.forArtisan(part).put("event", event);
    tx.messages().send(messages.about(part.artisan(), "work_order.changed", part.oid(), data));
  }
}
