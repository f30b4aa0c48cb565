package hms.storage.pg;

import com.fasterxml.jackson.databind.JsonNode;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What stands for an object where another one refers to it: enough to name it to a person. */
public final class PgCards {
  private final PgSession session;

  /** Whose cards there are; each with the members that it shows. */
  public enum Kind {
    ARTISAN("artisans", "'handle', handle, 'displayName', display_name, 'state', state"),
    PRODUCT("products", "'handle', handle, 'name', content ->> 'name', 'state', state"),
    WORK_ORDER(
        "work_orders",
        "'reference', reference, 'requestState', request_state, 'workState', work_state"),
    CUSTOMER("customers", "'externalId', external_id, 'name', data ->> 'name'"),
    CHANNEL("channels", "'name', name");

    private final String sql;

    Kind(String table, String members) {
      this.sql =
          """
          select oid, json_strip_nulls(json_build_object('oid', oid, %s))::text as card
          from %s where oid = any ($1)
          """
              .formatted(members, table);
    }
  }

  PgCards(PgSession session) {
    this.session = session;
  }

  /** Those of these objects that the reader may see, by one statement. */
  public Future<Map<UUID, JsonNode>> of(Kind kind, Collection<UUID> oids) {
    return session
        .list(row -> row, kind.sql, (Object) oids.toArray(UUID[]::new))
        .map(rows -> {
          var cards = new HashMap<UUID, JsonNode>();
          for (Row row : rows) {
            cards.put(row.getUUID("oid"), DomainJson.own(row.getString("card"), JsonNode.class));
          }
          return cards;
        });
  }
}
