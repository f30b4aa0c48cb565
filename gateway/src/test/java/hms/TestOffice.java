package hms;

import hms.domain.Actor;
import hms.domain.Role;
import hms.domain.access.Session;
import hms.gateway.Access;
import hms.gateway.Node;
import hms.gateway.command.Mint;
import hms.gateway.config.ConfigSources;
import hms.gateway.config.OfficeConfig;
import hms.gateway.embedded.EmbeddedBroker;
import hms.gateway.trace.Spans;
import hms.gateway.trust.Secrets;
import hms.storage.TestPostgres;
import hms.storage.embedded.StickyPort;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.PgPools;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** One whole office for all tests of a JVM: database, broker and a node, by the real doors. */
public final class TestOffice {
  private static final long ACCOUNT_SECONDS = 5;
  private static final TestOffice INSTANCE = start();

  private final Path dir;
  private final Vertx vertx;
  private final Pool owner;
  private final DatabaseConfig database;
  private final Pool office;
  private final PgStores stores;
  private final int port;
  private final Map<String, String> flags = new HashMap<>();
  private final Map<Role, String> tokens = new ConcurrentHashMap<>();
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private EmbeddedBroker broker;

  private TestOffice(Path dir, Vertx vertx, TestPostgres.Database database) throws IOException {
    this.dir = dir;
    this.vertx = vertx;
    this.database = database.office();
    this.owner = PgPools.open(vertx, database.owner());
    var pools = RolePools.open(vertx, database.office());
    this.office = pools.office();
    this.stores = new PgStores(pools, () -> {});
    this.broker = EmbeddedBroker.start(dir.resolve("broker"), this::mayLogIn);
    this.port = StickyPort.renew(dir.resolve("http-port"));
  }

  public static TestOffice get() {
    return INSTANCE;
  }

  public int port() {
    return port;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public Vertx vertx() {
    return vertx;
  }

  /** The spans of a trace that are over; only of traces whose beginning wants them told. */
  public List<SpanData> spans(String trace) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace))
        .toList();
  }

  public EmbeddedBroker broker() {
    return broker;
  }

  /** The token of somebody who has this role and no other. */
  public String token(Role role) {
    return tokens.computeIfAbsent(
        role, r -> access().userToken(r.wire() + "@office.example", r.wire(), List.of(r)).await());
  }

  /** The token of a command line at which somebody with this role has signed in just now. */
  public String session(Role role) {
    return session(role.wire() + "@office.example", token(role));
  }

  private String session(String email, String known) {
    Assertions.assertNotNull(known);
    var user = stores.access().users().byEmail(email).await().orElseThrow();
    String secret = Secrets.token(new SecureRandom());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var session = Session.open(UUID.randomUUID(), user.oid(), Session.Client.CLI, now);
    stores
        .transact(
            new Actor.House("test"),
            tx -> tx.access().sessions().create(session, Secrets.hash(secret)))
        .await()
        .orThrow();
    return secret;
  }

  /** The token of a storefront of its own. */
  public String newStorefront() {
    return access().channelToken("shop-" + UUID.randomUUID()).await();
  }

  /** The way into the database, for commands that go there themselves. */
  public DatabaseConfig database() {
    return database;
  }

  /** The database, past all doors but with the rules of the stores. */
  public PgStores stores() {
    return stores;
  }

  /** What its node is told, and otherwise where it says so: for a node beside it. */
  public OfficeConfig config(Map<String, String> otherwise) {
    return OfficeConfig.load(new ConfigSources(settings(otherwise), Map.of(), Optional.empty()));
  }

  /** The same, by key. */
  public Map<String, String> settings(Map<String, String> otherwise) {
    var all = new HashMap<>(flags);
    all.putAll(otherwise);
    return all;
  }

  /** A connection of its owner, for transactions that stay open. */
  public SqlConnection connection() {
    return owner.getConnection().await();
  }

  /** A number from the database, past all doors. */
  public long count(String sql, Object... values) {
    return owner
        .preparedQuery(sql)
        .execute(io.vertx.sqlclient.Tuple.from(values))
        .await()
        .iterator()
        .next()
        .getLong(0);
  }

  /** The first column of each row. */
  public List<String> texts(String sql, Object... values) {
    return owner
        .preparedQuery(sql)
        .mapping(row -> row.getString(0))
        .execute(io.vertx.sqlclient.Tuple.from(values))
        .await()
        .stream()
        .toList();
  }

  /** Changes something in the database, past all doors. */
  public void change(String sql, Object... values) {
    owner.preparedQuery(sql).execute(io.vertx.sqlclient.Tuple.from(values)).await();
  }

  /** Lets a deadline of the object come now instead of in days; the timer looks every 100 ms. */
  public void makeDue(UUID object, String kind) {
    var changed =
        owner
            .preparedQuery(
                """
                update deadlines set due = now() - interval '1 second'
                where object_oid = $1 and kind = $2 and done is null
                """)
            .execute(io.vertx.sqlclient.Tuple.of(object, kind))
            .await();
    Assertions.assertEquals(1, changed.rowCount(), "open deadlines " + kind);
  }

  /** Ends every connection of the office to the database; tells how many. */
  public long cutConnections() {
    return office
        .query(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and usename = current_user
              and pid <> pg_backend_pid()
            """)
        .execute()
        .await()
        .iterator()
        .next()
        .getLong(0);
  }

  /** Ends the broker and starts it again with all it had on disk. */
  public void restartBroker() {
    withoutBroker(() -> {});
  }

  /** The same, and something happens meanwhile. */
  public void withoutBroker(Runnable meanwhile) {
    try {
      broker.close();
      try {
        meanwhile.run();
      } finally {
        broker = EmbeddedBroker.start(dir.resolve("broker"), this::mayLogIn);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Access access() {
    return new Access(stores, new Mint(Clock.systemUTC(), new SecureRandom()));
  }

  private boolean mayLogIn(String user, String password) {
    try {
      return stores
          .keys()
          .brokerHash(user)
          .map(hash ->
              hash.filter(h -> MessageDigest.isEqual(h, Secrets.hash(password))).isPresent())
          .toCompletionStage()
          .toCompletableFuture()
          .get(ACCOUNT_SECONDS, TimeUnit.SECONDS);
    } catch (Exception unknown) {
      return false;
    }
  }

  private static TestOffice start() {
    try {
      Path dir = Files.createTempDirectory("hms-test-office-");
      var database = TestPostgres.freshDatabase();
      var office = new TestOffice(dir, Vertx.vertx(), database);
      office.flags.putAll(TestFlags.of(dir, office.port, office.broker, database));
      var config = office.config(Map.of());
      Node.start(config, new Spans("test", 0, SimpleSpanProcessor.create(office.spans)));
      return office;
    } catch (IOException e) {
      return Assertions.fail(e);
    }
  }
}
