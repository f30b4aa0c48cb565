package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Role;
import hms.gateway.Access;
import hms.gateway.command.Mint;
import hms.gateway.event.EventFeed;
import hms.gateway.event.EventRoutes;
import hms.storage.TestPostgres;
import hms.storage.pg.PgJobViews;
import hms.storage.pg.PgPools;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.sqlclient.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers of events that do not read, and a node that leaves them. */
class SlowListenerIT {
  private static final Api.Times TIMES =
      new Api.Times(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));

  private static final int EVENTS = 100_000;
  private static final int CHUNK = 5000;

  private static final String INSERT =
      """
      insert into audit_entries (actor, kind, object, object_version, command, change)
      select 'system:test', 'product', gen_random_uuid(), 1, 'create', '{}'
      from generate_series(1, %d)
      """;

  private final Vertx vertx = Vertx.vertx();
  private final TestPostgres.Database database = TestPostgres.freshDatabase();
  private final Pool owner = PgPools.open(vertx, database.owner());
  private final Clock clock = Clock.systemUTC();
  private final PgStores stores = new PgStores(RolePools.open(vertx, database.office()), () -> {});
  private final EventFeed feed = new EventFeed(vertx, stores, new PgJobViews(owner), clock);
  private HttpServer server;
  private String token;

  @BeforeEach
  void open() {
    token =
        new Access(stores, new Mint(clock, new SecureRandom()))
            .userToken("mia@office.example", "Mia", List.of(Role.REVIEWER))
            .await();
    var quota = new Quota("any", 1000, Duration.ofSeconds(1));
    var plan = new Quota.Plan(quota, quota, quota, quota, quota, quota);
    var addresses = new CallerAddress(Set.of());
    String url = "https://office.example";
    var proofs = new Authentication.Settings(url, SessionCookie.of(url), Set.of());
    var api =
        new Api(
            new Api.Limits(1024, 1024, TIMES, 1, Duration.ZERO),
            new Authentication(stores, null, proofs, addresses, clock),
            new Admission(OwnOrigins.of(url, 443)),
            new RateLimit(plan, addresses, clock),
            new Observation(Map.of(), List.of()),
            (route, body) -> List.of(),
            stores,
            null,
            clock);
    var router = api.handler(vertx, List.of(new EventRoutes(feed)));
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void who_is_a_mebibyte_behind_is_cut_to_the_latest() throws IOException {
    try (var slow = reader()) {
      var lines = lines(slow);
      assertThat(until(lines, "event: snapshot")).contains("event: snapshot");

      write(EVENTS);
      String last = "-" + count("select max(n) from audit_entries");
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> place().endsWith(last));

      // What it reads now is what lay on the way, and then where it stands.
      var told = until(lines, last);
      assertThat(told.stream().filter("event: change"::equals).count()).isBetween(1L, EVENTS / 2L);
      assertThat(lines.readLine()).isEqualTo("event: snapshot");
    }
  }

  @Test
  void a_node_that_leaves_sends_its_readers_elsewhere() throws IOException {
    try (var reader = reader()) {
      var lines = lines(reader);
      assertThat(until(lines, "event: snapshot")).contains("event: snapshot");

      feed.close().await();

      assertThat(until(lines, "event: reset")).contains("event: reset");
      assertThat(until(lines, "0")).as("its end").contains("0");
    }
    try (var late = reader()) {
      assertThat(lines(late).readLine()).contains("503");
    }
  }

  @Test
  void streams_are_not_counted_among_the_calls_at_a_time() throws IOException {
    var all = new ArrayList<Socket>();
    for (int n = 0; n < 3; n++) {
      all.add(reader());
      assertThat(lines(all.getLast()).readLine()).contains("200");
    }
    for (var each : all) each.close();
  }

  /** Little by little: no statement may take long, on however slow a machine. */
  private void write(int events) {
    for (int written = 0; written < events; written += CHUNK) {
      var rows = owner.query(INSERT.formatted(CHUNK)).execute().await();
      assertThat(rows.rowCount()).isEqualTo(CHUNK);
    }
  }

  private Socket reader() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(8192);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress("127.0.0.1", server.actualPort()));
    String request =
        "GET /api/v1/events?topics=products HTTP/1.1\r\nHost: office\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(token);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Where a reader begins who comes now. */
  private String place() throws IOException {
    try (var probe = reader()) {
      var all = until(lines(probe), "event: snapshot");
      return all.get(all.size() - 2);
    }
  }

  private long count(String sql) {
    return owner.query(sql).execute().await().iterator().next().getLong(0);
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** All lines up to and with the one that ends so. */
  private static List<String> until(BufferedReader lines, String end) throws IOException {
    var all = new ArrayList<String>();
    do all.add(lines.readLine());
    while (!all.getLast().endsWith(end));
    return all;
  }
}
