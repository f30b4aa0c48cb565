package hms.gateway.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.order.WorkOrder;
import hms.gateway.http.Told;
import hms.storage.DomainJson;
import hms.storage.pg.PgHistory.Entry;
import hms.storage.pg.PgHistory.Move;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of an order.
 *
 * @param entries of the order and its parts, in the order of writing
 * @param moves of all its units, in the order in which they were made
 */
record Timeline(UUID order, List<WorkOrder> parts, List<Entry> entries, List<Move> moves) {

  /** A lane for the order itself, then one for each work order. */
  ObjectNode view(Actor reader) {
    var view = DomainJson.object().put("order", order.toString());
    var lanes = view.putArray("lanes");
    fill(lanes.addObject(), Optional.empty(), reader);
    for (var part : parts) {
      var lane =
          lanes
              .addObject()
              .put("workOrder", part.oid().toString())
              .put("reference", part.reference())
              .put("artisan", part.artisan().toString());
      fill(lane, Optional.of(part.oid()), reader);
    }
    return view;
  }

  private void fill(ObjectNode lane, Optional<UUID> workOrder, Actor reader) {
    var told = lane.putArray("entries");
    entries.stream()
        .filter(each -> each.workOrder().equals(workOrder) && mayKnow(reader, each))
        .map(each -> view(each, reader))
        .forEach(told::add);
    var moved = lane.putArray("moves");
    moves.stream()
        .filter(each -> workOrder.filter(each.workOrder()::equals).isPresent())
        .map(each -> view(each, reader))
        .forEach(moved::add);
  }

  /** What the office settles with an artisan is no storefront's business. */
  private static boolean mayKnow(Actor reader, Entry entry) {
    return reader instanceof Actor.Office || !entry.kind().equals("fact-report");
  }

  private static ObjectNode view(Entry entry, Actor reader) {
    return DomainJson.object()
        .put("at", DomainJson.tree(entry.at()).asText())
        .put("by", Told.by(reader, entry.actor()))
        .put("kind", entry.kind())
        .put("object", entry.object().toString())
        .put("version", entry.version())
        .put("command", entry.command());
  }

  private static ObjectNode view(Move move, Actor reader) {
    return DomainJson.object()
        .put("at", DomainJson.tree(move.at()).asText())
        .put("by", Told.by(reader, move.actor()))
        .put("command", move.command())
        .put("line", move.line().toString())
        .put("from", move.from())
        .put("to", move.to())
        .put("units", move.units());
  }
}
