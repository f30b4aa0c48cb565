package hms.gateway.local;

import hms.gateway.Access;
import hms.gateway.command.Mint;
import hms.gateway.embedded.BrokerAccounts;
import hms.gateway.embedded.EmbeddedBroker;
import hms.gateway.trust.Secrets;
import hms.storage.embedded.EmbeddedPostgres;
import hms.storage.pg.Migrations;
import hms.storage.pg.PgDatabase;
import hms.storage.pg.PgStores;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database and the broker in a directory: migrated, ready, and gone with this process. */
public final class LocalServers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalServers.class);
  private static final long LOGIN_SECONDS = 5;

  private final Path dir;
  private final Vertx vertx;
  private final EmbeddedPostgres postgres;
  private final PgDatabase database;
  private final PgStores stores;
  private final Accounts accounts;
  private EmbeddedBroker broker;

  private LocalServers(
      Path dir, Vertx vertx, EmbeddedPostgres postgres, Accounts accounts, EmbeddedBroker broker) {
    this.dir = dir;
    this.vertx = vertx;
    this.postgres = postgres;
    this.database = PgDatabase.open(vertx, postgres.office());
    this.stores = database.stores(() -> {});
    this.accounts = accounts;
    this.broker = broker;
    accounts.stores = stores;
  }

  /**
   * Starts both, side by side; what an earlier process left is recovered first.
   *
   * @param vertx for the connections of this process
   */
  public static LocalServers start(Vertx vertx, Path dir) {
    var accounts = new Accounts();
    var broker = CompletableFuture.supplyAsync(() -> startBroker(dir, accounts));
    try {
      var postgres = EmbeddedPostgres.start(dir.resolve("postgres"));
      Migrations.migrate(postgres.owner());
      return new LocalServers(dir, vertx, postgres, accounts, broker.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Vertx vertx() {
    return vertx;
  }

  public EmbeddedPostgres postgres() {
    return postgres;
  }

  public EmbeddedBroker broker() {
    return broker;
  }

  /** The stores, for checks that look past the doors. */
  public PgStores stores() {
    return stores;
  }

  /** Hands out tokens. */
  public Access access() {
    return new Access(stores, new Mint(Clock.systemUTC(), new SecureRandom()));
  }

  /** Ends the broker and starts it again with all it had on disk. */
  public void restartBroker() {
    try {
      broker.close();
      broker = startBroker(dir, accounts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts every connection that nodes have to the database; answers how many. */
  public int cutDatabaseConnections() {
    return database.cutOtherConnections().await();
  }

  @Override
  public void close() throws IOException {
    database.close().await();
    broker.close();
    postgres.close();
  }

  private static EmbeddedBroker startBroker(Path dir, Accounts accounts) {
    try {
      return EmbeddedBroker.start(dir.resolve("broker"), accounts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the office's database who may log in; called on the broker's own threads. */
  private static final class Accounts implements BrokerAccounts {
    private volatile @Nullable PgStores stores;

    @Override
    public boolean verify(String user, String password) {
      var known = stores;
      return known != null && verify(known, user, password);
    }

    private static boolean verify(PgStores stores, String user, String password) {
      try {
        return stores
            .keys()
            .brokerHash(user)
            .map(known -> known.filter(hash -> same(hash, password)).isPresent())
            .toCompletionStage()
            .toCompletableFuture()
            .get(LOGIN_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (ExecutionException | TimeoutException e) {
        LOG.atWarn().addKeyValue("user", user).setCause(e).log("account not checked");
        return false;
      }
    }

    private static boolean same(byte[] hash, String password) {
      return MessageDigest.isEqual(hash, Secrets.hash(password));
    }
  }
}
