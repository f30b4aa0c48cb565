package hms.storage.pg;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** How PostgreSQL carries out a statement. */
record Plans(OfficeDatabase office, PgPages.Statement statement) {

  /** Rows that scans have looked at, taken or not; those of a look-up in another table too. */
  long rowsRead() {
    var explained =
        office
            .asOffice("explain (analyze, format json) " + statement.sql(), statement.values())
            .getFirst();
    return rowsRead(((JsonArray) explained.getJson(0)).getJsonObject(0).getJsonObject("Plan"));
  }

  /**
   * @param id the column that names a row
   */
  UUID rowAt(int offset, String id) {
    return office
        .asOffice(statement.sql() + " offset " + offset, statement.values())
        .getFirst()
        .getUUID(id);
  }

  private static long rowsRead(JsonObject node) {
    long rows = 0;
    if (node.containsKey("Relation Name")) {
      double each =
          node.getDouble("Actual Rows")
              + node.getDouble("Rows Removed by Filter", 0.0)
              + node.getDouble("Rows Removed by Index Recheck", 0.0);
      rows = Math.round(each * node.getDouble("Actual Loops"));
    }
    for (Object below : node.getJsonArray("Plans", new JsonArray())) {
      rows += rowsRead((JsonObject) below);
    }
    return rows;
  }
}
