package hms.storage.pg;

import hms.domain.job.JobCode;
import hms.storage.JobStore.ComputeNode;
import hms.storage.JobStore.Duty;
import hms.storage.JobStore.Lease;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashSet;

/** Leases of compute nodes, and what is wanted of each node; by the clock of the database. */
final class PgNodeLeases {
  private static final String RENEW =
      """
      with renewed as (
        insert into compute_node (node, name, slots, lease_until, version, types, busy, codes)
        values ($1, $2, $3, now() + $4 * interval '1 millisecond', $5, $6, $7, $8)
        on conflict (node) do update set lease_until = excluded.lease_until, busy = excluded.busy
        returning node, duty)
      select node, pg_postmaster_start_time()::text as server,
          (select duty from renewed) as duty
      from (select node from compute_node where lease_until > now()
        union select node from renewed) live
      order by node
      """;

  /** Who has been called back meanwhile stays so. */
  private static final String HAND_OVER =
      """
      with free as (update job set owner = null where owner = $1 and ended is null)
      update compute_node set duty = 'DRAINED' where node = $1 and duty = 'DRAINING'
      """;

  private static final String DRAIN =
      """
      update compute_node
      set duty = case when duty = 'UP' then 'DRAINING' else duty end,
          drained_by = coalesce(drained_by, $2)
      where node = $1 and lease_until > now()
      """;

  private static final String UNDRAIN =
      """
      update compute_node set duty = 'UP', drained_by = null where node = $1 and lease_until > now()
      """;

  /** Rows of nodes long gone go with the first one that leaves; their jobs have new owners. */
  private static final String LEAVE =
      "delete from compute_node where node = $1 or lease_until < now() - interval '1 day'";

  private final PgStatements statements;

  PgNodeLeases(Pool pool) {
    this.statements = new PgStatements(pool);
  }

  Future<Lease> renew(ComputeNode node, int busy, Duration lease) {
    Tuple values =
        Tuple.of(node.node(), node.name(), node.slots(), lease.toMillis(), node.version())
            .addArrayOfString(node.types().stream().map(JobCode::name).toArray(String[]::new))
            .addInteger(busy)
            .addArrayOfString(node.types().stream().map(JobCode::text).toArray(String[]::new));
    return statements
        .run(RENEW, values)
        .map(rows -> {
          var live = new HashSet<String>();
          rows.forEach(row -> live.add(row.getString("node")));
          var first = rows.iterator().next();
          return new Lease(live, first.getString("server"), Duty.valueOf(first.getString("duty")));
        });
  }

  Future<Void> handOver(String node) {
    return statements.run(HAND_OVER, Tuple.of(node)).mapEmpty();
  }

  Future<Boolean> drain(String node, String by) {
    return statements.changed(DRAIN, Tuple.of(node, by));
  }

  Future<Boolean> undrain(String node) {
    return statements.changed(UNDRAIN, Tuple.of(node));
  }

  Future<Void> leave(String node) {
    return statements.run(LEAVE, Tuple.of(node)).mapEmpty();
  }
}
