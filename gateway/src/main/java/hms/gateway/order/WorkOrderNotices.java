package hms.gateway.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.order.CancelRequest;
import hms.domain.order.WorkOrder;
import hms.gateway.message.OfficeMessages;
import hms.storage.DomainJson;
import hms.storage.Timestamps;
import hms.storage.pg.PgStores;
import java.util.Map;

/**
 * Tells an artisan about its work orders, in the transaction of the change. Whoever made the change
 * knows it from the answer: its own changes are not echoed.
 */
final class WorkOrderNotices {
  /** The event of each command, in the words of docs/messages.md; others are the command itself. */
  private static final Map<String, String> EVENTS =
      Map.ofEntries(
          Map.entry("cancel", "cancelled"),
          Map.entry("expire", "expired"),
          Map.entry("hold", "held"),
          Map.entry("release", "released"),
          Map.entry("give_up", "given_up"),
          Map.entry("reroute", "rerouted"),
          Map.entry("close_short", "closed_short"),
          Map.entry("correct_address", "address_corrected"),
          Map.entry("deliver", "delivered"),
          Map.entry("lose", "lost"),
          Map.entry("void", "voided"),
          Map.entry("return", "returned"),
          Map.entry("confirm_fact", "fact_confirmed"),
          Map.entry("lapse", "cancel_agreed"));

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

  /** Another round of an offer is sent as the first was; all else is a change. */
  void changed(PgStores tx, WorkOrder part, String command) {
    if (tx.actor() instanceof Actor.Maker) return;
    if (command.equals("offer_again")) {
      sent(tx, part);
      return;
    }
    event(tx, part, EVENTS.getOrDefault(command, command));
  }

  /** The time to answer is running out. */
  void reminded(PgStores tx, WorkOrder part) {
    event(tx, part, "answer_due");
  }

  void cancelRequested(PgStores tx, CancelRequest request, WorkOrder of) {
    var data = about(request, of).put("reason", request.reason());
    data.put("answerBy", Timestamps.text(request.answerBy()));
    data.set("lines", DomainJson.tree(request.whole()));
    send(tx, "work_order.cancel_requested", of, data);
  }

  void cancelWithdrawn(PgStores tx, CancelRequest request, WorkOrder of) {
    send(tx, "work_order.cancel_withdrawn", of, about(request, of));
  }

  private void event(PgStores tx, WorkOrder part, String event) {
    send(
        tx,
        "work_order.changed",
        part,
        OrderViews.forArtisan(part).put("event", "work_order." + event));
  }

  private static ObjectNode about(CancelRequest request, WorkOrder of) {
    return DomainJson.object()
        .put("oid", of.oid().toString())
        .put("version", of.version())
        .put("request", request.oid().toString());
  }

  private void send(PgStores tx, String type, WorkOrder of, ObjectNode data) {
    tx.messages().send(messages.about(of.artisan(), type, of.oid(), data));
  }
}
