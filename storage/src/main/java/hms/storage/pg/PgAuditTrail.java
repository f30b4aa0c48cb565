package hms.storage.pg;

import com.fasterxml.jackson.databind.JsonNode;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the audit tells of one object. For who may see all rows; what to show of it is theirs. */
public final class PgAuditTrail {
  private static final String SINCE =
      """
      select actor, at, change from audit_entries
      where kind = $1 and object = $2 and object_version > $3
      order by object_version desc limit 100
      """;

  private final PgSession session;

  PgAuditTrail(PgSession session) {
    this.session = session;
  }

  /**
   * One change.
   *
   * @param actor the name of who made it
   * @param change {@code {field: {from, to}}}
   */
  public record Entry(String actor, Instant at, JsonNode change) {}

  /** The changes behind a version, at most 100, the latest first. */
  public Future<List<Entry>> since(String kind, UUID object, long version) {
    return session.list(PgAuditTrail::read, SINCE, kind, object, version);
  }

  private static Entry read(Row row) {
    return new Entry(
        row.getString("actor"),
        PgSession.instant(row, "at"),
        DomainJson.own(row.getString("change"), JsonNode.class));
  }
}
