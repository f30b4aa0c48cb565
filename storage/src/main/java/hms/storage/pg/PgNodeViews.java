package hms.storage.pg;

import hms.domain.Actor;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people ask of the nodes that compute: those whose lease is live. */
public final class PgNodeViews {
  /** A live owner always has more than 2.2 s left: one with less has missed a renewal. */
  private static final String NODES =
      """
      select n.node, n.name, n.slots, n.busy, n.version, n.types, n.started, n.drained_by,
          case when n.duty = 'UP' and n.lease_until < now() + interval '2.2 s' then 'SUSPECT'
              else n.duty end as state,
          (select count(*)::int from job j where j.owner = n.node and j.ended is null) as jobs
      from compute_node n where n.lease_until > now() %s
      """;

  private static final String ALL = NODES.formatted("order by n.name, n.node");
  private static final String ONE = NODES.formatted("and n.node = $1");

  private static final String WITH_CODE =
      "select node from compute_node where lease_until > now() and $1 = any(codes) order by node";

  private final PgSession session;

  PgNodeViews(Pool pool) {
    this.session = new PgSession(pool, new Actor.House("query"));
  }

  /**
   * A node that computes.
   *
   * @param node its id, new at each start
   * @param name what people call it
   * @param busy slots with a chunk, at most a heartbeat ago
   * @param state UP, SUSPECT (it has missed a renewal), DRAINING, DRAINED
   * @param jobs that it owns
   * @param drainedBy who has told it to hand over what it has
   */
  public record NodeView(
      String node,
      String name,
      String state,
      int slots,
      int busy,
      int jobs,
      String version,
      List<String> types,
      Instant started,
      @Nullable String drainedBy) {
    public NodeView {
      types = List.copyOf(types);
    }
  }

  /** By name. */
  public Future<List<NodeView>> all() {
    return session.list(PgNodeViews::view, ALL);
  }

  public Future<Optional<NodeView>> find(String node) {
    return session.first(PgNodeViews::view, ONE, node);
  }

  /** Those that have this code, as {@code JobCode.text} tells it. */
  public Future<List<String>> withCode(String code) {
    return session.list(row -> row.getString("node"), WITH_CODE, code);
  }

  private static NodeView view(Row row) {
    return new NodeView(
        row.getString("node"),
        row.getString("name"),
        row.getString("state"),
        row.getInteger("slots"),
        row.getInteger("busy"),
        row.getInteger("jobs"),
        row.getString("version"),
        List.of(row.getArrayOfStrings("types")),
        PgSession.instant(row, "started"),
        row.getString("drained_by"));
  }
}
