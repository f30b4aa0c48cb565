package hms.storage.pg;

import hms.domain.Actor;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/**
 * Looks for what cannot be: every rule of {@link Invariants}, then the chain of the audit. All of
 * it is as of one moment, while the office goes on, and changes nothing. Blocks; for a thread that
 * may wait.
 */
public final class Verification {
  private static final String ONE_MOMENT = "begin isolation level repeatable read, read only";
  private static final Actor.House ACTOR = new Actor.House("verification");

  private final Vertx vertx;
  private final DatabaseConfig database;
  private final byte[] secret;

  /**
   * @param lookedAt how much, and of what: {@code 12 order lines}
   * @param findings what is wrong and where, a line each; empty if the check holds
   */
  public record Check(String name, String lookedAt, List<String> findings) {
    public Check {
      findings = List.copyOf(findings);
    }

    public boolean holds() {
      return findings.isEmpty();
    }
  }

  /** Sees how it goes. */
  public interface Watcher {
    /** A check has ended. */
    void ended(Check check);

    /** The longest of them is under way: so many seals of all. */
    void passed(long seals, long all);
  }

  /**
   * @param database entered as the office, which sees all rows
   * @param secret that signed the roots of the audit
   */
  public Verification(Vertx vertx, DatabaseConfig database, byte[] secret) {
    this.vertx = vertx;
    this.database = database;
    this.secret = secret.clone();
  }

  /** Answers whether every check holds. */
  public boolean run(Watcher watcher) {
    var pool = PgPools.openForLongWork(vertx, database);
    try {
      var connection = pool.getConnection().await();
      connection.query(ONE_MOMENT).execute().await();
      boolean holds = rules(connection, watcher) & audit(connection, watcher);
      connection.query("rollback").execute().await();
      return holds;
    } finally {
      pool.close().await();
    }
  }

  private static boolean rules(SqlConnection connection, Watcher watcher) {
    var invariants = new Invariants(connection);
    boolean holds = true;
    for (var rule : Invariants.rules()) {
      var broken = invariants.check(rule).await().objects().stream().map(UUID::toString).toList();
      var check = new Check(rule, invariants.lookedAt(rule).await(), broken);
      watcher.ended(check);
      holds &= check.holds();
    }
    return holds;
  }

  private boolean audit(SqlConnection connection, Watcher watcher) {
    var chain = new PgAuditChain(new PgSession(connection, ACTOR));
    var walk =
        new AuditVerification(
            chain,
            (seals, all) -> {
              watcher.passed(seals, all);
              return true;
            });
    var report = walk.run(secret).await();
    var check = new Check("audit-is-a-chain", report.seals() + " seals", report.findings());
    watcher.ended(check);
    return check.holds();
  }
}
