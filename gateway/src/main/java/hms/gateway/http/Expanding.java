package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts cards where members refer to objects: one statement a member for all rows of a page. What
 * its reader may not see stays an id.
 *
 * @param stores with the rights of who reads
 */
record Expanding(PgStores stores, Actor reader, List<Expansion> wanted) {

  /**
   * @param members as they were sent, between commas; empty for none
   */
  static Expanding asked(Optional<String> members, PgStores stores, Actor reader) {
    return new Expanding(stores, reader, Expansion.read(members));
  }

  /**
   * The same rows, with cards.
   *
   * @throws EdgeRefusal 403 if the reader may not read such objects at all
   */
  <T extends JsonNode> Future<List<T>> of(List<T> rows) {
    Future<List<T>> all = Future.succeededFuture(rows);
    for (var each : wanted) {
      Admission.checkPermission(reader, each.permission());
      all = all.compose(done -> put(each, done));
    }
    return all;
  }

  private <T extends JsonNode> Future<List<T>> put(Expansion each, List<T> rows) {
    var oids = new HashSet<UUID>();
    for (var row : rows) {
      JsonNode id = row.path(each.wire());
      if (id.isTextual()) oids.add(UUID.fromString(id.textValue()));
    }
    if (oids.isEmpty()) return Future.succeededFuture(rows);
    return stores
        .desk()
        .cards()
        .of(each.card(), oids)
        .map(cards -> {
          rows.forEach(row -> put(each.wire(), row, cards));
          return rows;
        });
  }

  private static void put(String member, JsonNode row, Map<UUID, JsonNode> cards) {
    if (!(row instanceof ObjectNode object) || !row.path(member).isTextual()) return;
    JsonNode card = cards.get(UUID.fromString(row.get(member).textValue()));
    if (card != null) object.set(member, card);
  }
}
