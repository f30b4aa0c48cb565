package hms.storage.pg;

import hms.domain.Actor;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.UUID;

/** What people ask of the compute cluster: who is there, and who has done what. */
public final class PgJobViews {
  private static final String NODES =
      """
      select node, name, slots from compute_node where lease_until > now() order by name, node
      """;
  private static final String SHARES =
      """
      select r.node, count(*) as chunks, sum(r.hi - r.lo)::bigint as units,
          sum(r.cpu_micros)::bigint as cpu_micros
      from job_chunk_result r where r.job = $1 group by r.node order by r.node
      """;

  private static final String STANDINGS =
      """
      select oid, state, units_total, units_done from job order by created desc, oid desc limit $1
      """;

  private final PgSession session;

  public PgJobViews(Pool pool) {
    this.session = new PgSession(pool, new Actor.House("query"));
  }

  /** A node that computes; {@code node} is new at each start, {@code name} is for people. */
  public record Node(String node, String name, int slots) {}

  /** How much of a job's committed result came from one node. */
  public record Share(String node, long chunks, long units, long cpuMicros) {}

  /** How far a job is. */
  public record Standing(UUID oid, String state, long unitsTotal, long unitsDone) {}

  /** Of the newest jobs, the newest first. */
  public Future<List<Standing>> standings(int limit) {
    return session.list(
        row ->
            new Standing(
                row.getUUID("oid"),
                row.getString("state"),
                row.getLong("units_total"),
                row.getLong("units_done")),
        STANDINGS,
        limit);
  }

  /** The nodes whose lease is live. */
  public Future<List<Node>> nodes() {
    return session.list(
        row -> new Node(row.getString("node"), row.getString("name"), row.getInteger("slots")),
        NODES);
  }

  public Future<List<Share>> shares(UUID job) {
    return session.list(
        row ->
            new Share(
                row.getString("node"),
                row.getLong("chunks"),
                row.getLong("units"),
                row.getLong("cpu_micros")),
        SHARES,
        job);
  }
}
