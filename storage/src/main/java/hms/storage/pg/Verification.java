package hms.storage.pg;

import hms.domain.Actor;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks for what cannot be: every rule of {@link Invariants}, then the chain of the audit. All of
 * it is as of one moment, while the office goes on, and changes nothing. Blocks; for a thread that
 * may wait.
 */
public final class Verification {
  private static final String ONE_MOMENT = "begin isolation level repeatable read, read only";
  private static final String AUDIT = "audit-is-a-chain";
  private static final Actor.House ACTOR = new Actor.House("verification");

  private final Vertx vertx;
  private final DatabaseConfig database;
  private final byte[] secret;
  private final Optional<Sample> sample;

  /**
   * What is looked at of a large database: of each rule with many objects some of them, of the
   * audit some seals.
   *
   * @param size how many of each, 1 to 100,000
   * @param seed draws them: the same ones while nothing is added
   */
  public record Sample(int size, long seed) {
    public static final int MAX = 100_000;

    public Sample {
      if (size < 1 || size > MAX) {
        throw new IllegalArgumentException("expected 1 to %d, found %d".formatted(MAX, size));
      }
    }
  }

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
   * @param sample empty: everything is looked at
   */
  public Verification(
      Vertx vertx, DatabaseConfig database, byte[] secret, Optional<Sample> sample) {
    this.sample = sample;
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

  private boolean rules(SqlConnection connection, Watcher watcher) {
    var invariants = new Invariants(connection);
    boolean holds = true;
    for (var rule : Invariants.rules()) {
      var drawn = sample.flatMap(some -> invariants.draw(rule, some).await());
      var broken = invariants.check(rule, drawn).await().objects();
      String lookedAt = drawn.map(ids -> ids.size() + " drawn").orElse("");
      if (drawn.isEmpty()) lookedAt = invariants.lookedAt(rule).await();
      var check = new Check(rule, lookedAt, broken.stream().map(UUID::toString).toList());
      watcher.ended(check);
      holds &= check.holds();
    }
    return holds;
  }

  private boolean audit(SqlConnection connection, Watcher watcher) {
    var chain = new PgAuditChain(new PgSession(connection, ACTOR));
    var check = sample.map(some -> drawn(chain, some)).orElseGet(() -> walked(chain, watcher));
    watcher.ended(check);
    return check.holds();
  }

  private Check drawn(PgAuditChain chain, Sample some) {
    var links = new AuditSample(chain);
    var findings = links.findings(some, secret);
    return new Check(AUDIT, links.seals() + " seals drawn", findings);
  }

  private Check walked(PgAuditChain chain, Watcher watcher) {
    var walk =
        new AuditVerification(
            chain,
            (seals, all) -> {
              watcher.passed(seals, all);
              return true;
            });
    var report = walk.run(secret).await();
    return new Check(AUDIT, report.seals() + " seals", report.findings());
  }
}
