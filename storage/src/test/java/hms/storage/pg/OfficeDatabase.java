package hms.storage.pg;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.storage.Step;
import hms.storage.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh database for a test class, entered as the running office and as its owner. */
final class OfficeDatabase implements BeforeAllCallback, AfterAllCallback {
  static final Actor ACTOR = new Actor.House("test");

  private final AtomicInteger wakeUps = new AtomicInteger();
  private final Vertx vertx = Vertx.vertx();
  private final TestPostgres.Database database = TestPostgres.freshDatabase();
  private final RolePools pools = RolePools.open(vertx, wide(database.office()));
  private final Pool office = pools.office();
  private final Pool owner = PgPools.open(vertx, database.owner());
  private final PgStores stores = new PgStores(pools, wakeUps::incrementAndGet);

  @Override
  public void beforeAll(ExtensionContext context) {}

  @Override
  public void afterAll(ExtensionContext context) {
    vertx.close().await();
  }

  PgStores stores() {
    return stores;
  }

  /** As each role may. */
  RolePools pools() {
    return pools;
  }

  Pool ownerPool() {
    return owner;
  }

  /** How often the relay was told of new messages. */
  int wakeUps() {
    return wakeUps.get();
  }

  <T> Outcome<T> transact(Function<PgStores, Step<T>> work) {
    return stores.transact(ACTOR, work).await();
  }

  <T> T done(Function<PgStores, Step<T>> work) {
    return transact(work).orThrow();
  }

  /** {@link #done}, by the artisan whose act it is. */
  <T> T doneBy(UUID artisan, Function<PgStores, Step<T>> work) {
    return stores.transact(new Actor.Maker(artisan), work).await().orThrow();
  }

  /** {@link #done}, where the value is of no interest. */
  <T> void carryOut(Function<PgStores, Step<T>> work) {
    var unused = done(work);
  }

  /** As the office may. */
  List<Row> asOffice(String sql, Object... values) {
    return rows(office, sql, values);
  }

  /** As nobody but the migrations may. */
  List<Row> asOwner(String sql, Object... values) {
    return rows(owner, sql, values);
  }

  /** How many rows a statement of this artisan meets; nothing of it stays. Empty if refused. */
  Optional<Integer> as(UUID artisan, String sql, @Nullable Object... values) {
    try {
      return Optional.of(tried(artisan, sql, values));
    } catch (PgException refused) {
      return Optional.empty();
    }
  }

  /** Why a statement of this artisan is refused; null if it is not. Nothing of it stays. */
  @Nullable String refusalTo(UUID artisan, String sql, @Nullable Object... values) {
    try {
      var unused = tried(artisan, sql, values);
      return null;
    } catch (PgException refused) {
      return refused.getSqlState();
    }
  }

  private int tried(UUID artisan, String sql, @Nullable Object... values) {
    var connection = pools.artisan().getConnection().await();
    try {
      connection.query(RolePools.begin(new Actor.Maker(artisan))).execute().await();
      return connection.preparedQuery(sql).execute(Tuple.wrap(values)).await().rowCount();
    } finally {
      connection.query("rollback").execute().await();
      connection.close().await();
    }
  }

  void execute(String sql, Object... values) {
    var unused = asOwner(sql, values);
  }

  /** Writes states that no lifecycle leads to. */
  void pastTheGuard(String table, Runnable work) {
    execute("alter table " + table + " disable trigger user");
    try {
      work.run();
    } finally {
      execute("alter table " + table + " enable trigger user");
    }
  }

  /** What begins a transaction, in the role of {@code pool}; nothing of it stays. */
  void inVain(Pool pool, String sql) {
    var connection = pool.getConnection().await();
    try {
      var unused = connection.query(sql).execute().await();
    } finally {
      connection.query("rollback").execute().await();
      connection.close().await();
    }
  }

  long count(String table) {
    return asOwner("select count(*) from " + table).getFirst().getLong(0);
  }

  /** The way in of the office. */
  DatabaseConfig config() {
    return database.office();
  }

  /** What a unique index says to the second of two inserts that differ in their id only. */
  Outcome<?> insertedTwice(String sql) {
    execute(sql, UUID.randomUUID());
    return new PgSession(owner, ACTOR).runUnique(sql, UUID.randomUUID()).future().await();
  }

  private static List<Row> rows(Pool pool, String sql, Object... values) {
    var found = pool.preparedQuery(sql).execute(Tuple.wrap(values)).await();
    return StreamSupport.stream(found.spliterator(), false).toList();
  }

  /**
   * Enough connections and waiters for a hundred callers at once, and so few that three pools of
   * them fit into the hundred connections of the server.
   */
  private static DatabaseConfig wide(DatabaseConfig config) {
    return new DatabaseConfig(
        config.host(), config.port(), config.database(), config.user(), config.password(), 26);
  }
}
