package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.storage.DomainJson;
import hms.storage.TestPostgres;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A door behind which something changes, or is away, and whose clock stands still. */
class PublicAnswersIT {
  private static final Api.Times TIMES =
      new Api.Times(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Vertx vertx = Vertx.vertx();
  private final List<EndedCall> told = new ArrayList<>();
  private Instant now = Instant.now();
  private int looks;
  private boolean away;
  private boolean hidden;
  private HttpServer server;

  @BeforeEach
  void open() {
    var pools = RolePools.open(vertx, TestPostgres.freshDatabase().office());
    var stores = new PgStores(pools, () -> {});
    InstantSource moved = () -> now;
    Clock clock = moved.withZone(ZoneOffset.UTC);
    var quota = new Quota("any", 5, Duration.ofMinutes(1));
    var plan = new Quota.Plan(quota, quota, quota, quota, quota, quota);
    var addresses = new CallerAddress(Set.of("127.0.0.1"));
    String url = "https://office.example";
    var proofs = new Authentication.Settings(url, SessionCookie.of(url), Set.of());
    var names = Map.of("GET /api/v1/thing", "getThing");
    var api =
        new Api(
            new Api.Limits(1024, 1024, TIMES, 10, Duration.ofSeconds(1)),
            new Authentication(stores, null, proofs, addresses, clock),
            new Admission(OwnOrigins.of(url, 443)),
            new RateLimit(plan, addresses, clock),
            new Observation(names, List.of(told::add)),
            (route, body) -> List.of(),
            stores,
            null,
            clock);
    Routes doors =
        () ->
            List.of(
                Route.get("/thing", null, this::thing), Route.get("/mine", null, this::notForAll));
    var handler = api.handler(vertx, List.of(doors));
    server = vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1").await();
  }

  private Future<Void> thing(Exchange exchange) {
    looks++;
    if (away) return Future.failedFuture(new IOException("connection refused"));
    if (hidden) exchange.orRefuse(Outcome.refused(new Refusal.NotFound("thing")));
    exchange.cacheable(30);
    return exchange.unversioned(DomainJson.object().put("look", looks));
  }

  private Future<Void> notForAll(Exchange exchange) {
    return exchange.unversioned(DomainJson.object().put("look", ++looks));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void many_who_look_at_once_cost_one_look() throws Exception {
    var first = send("/thing", 1);
    var second = send("/thing", 2);

    assertThat(looks).isEqualTo(1);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().map().keySet())
        .containsExactlyInAnyOrderElementsOf(first.headers().map().keySet());
    for (var same : List.of("etag", "cache-control", "content-type", "content-security-policy")) {
      assertThat(second.headers().allValues(same)).isEqualTo(first.headers().allValues(same));
    }
    assertThat(second.headers().firstValue("x-request-id"))
        .isPresent()
        .isNotEqualTo(first.headers().firstValue("x-request-id"));
  }

  @Test
  void each_is_told_to_who_watches() throws Exception {
    send("/thing", 1);
    send("/thing", 2);

    // Who asked may have its answer before anybody is told of it.
    await().until(() -> told.size() == 2);
    assertThat(told).extracting(EndedCall::operation).containsExactly("getThing", "getThing");
    assertThat(told).extracting(EndedCall::status).containsExactly(200, 200);
    assertThat(told.get(1).bytes()).isPositive();
  }

  @Test
  void who_has_it_already_is_told_so() throws Exception {
    String tag = send("/thing", 1).headers().firstValue("etag").orElseThrow();
    var again = send("/thing", 2, "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.headers().firstValue("etag")).contains(tag);
    assertThat(again.headers().firstValue("cache-control")).isPresent();
    assertThat(again.headers().firstValue("x-request-id")).isPresent();
    // RFC 9110, 15.4.5: the rest is where the answer is.
    assertThat(again.headers().firstValue("content-type")).isEmpty();
    assertThat(again.headers().firstValue("referrer-policy")).isEmpty();
    assertThat(send("/thing", 2, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void after_a_second_somebody_looks_again() throws Exception {
    send("/thing", 1);
    now = now.plusMillis(1001);

    assertThat(send("/thing", 2).body()).isEqualTo("{\"look\":2}");
    assertThat(send("/thing", 3).body()).isEqualTo("{\"look\":2}");
  }

  @Test
  void what_is_hidden_is_forgotten() throws Exception {
    send("/thing", 1);
    hidden = true;
    now = now.plusMillis(1001);

    assertThat(send("/thing", 2).statusCode()).isEqualTo(404);
    assertThat(send("/thing", 3).statusCode()).isEqualTo(404);
  }

  @Test
  void while_the_database_is_away_the_last_answer_is_given_for_half_a_minute() throws Exception {
    send("/thing", 1);
    away = true;
    now = now.plusSeconds(30);
    assertThat(send("/thing", 2).body()).isEqualTo("{\"look\":1}");
    assertThat(send("/thing?", 2).statusCode()).as("never seen").isEqualTo(503);

    now = now.plusSeconds(1);
    assertThat(send("/thing", 3).statusCode()).isEqualTo(503);
    away = false;
    assertThat(send("/thing", 4).statusCode()).isEqualTo(200);
  }

  @Test
  void nobody_gets_more_than_their_allowance() throws Exception {
    for (int i = 0; i < 5; i++) assertThat(send("/thing", 1).statusCode()).isEqualTo(200);
    var refused = send("/thing", 1);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).contains("12");
    assertThat(send("/thing", 2).body()).as("another one").isEqualTo("{\"look\":1}");
  }

  @Test
  void a_call_that_says_more_goes_its_way() throws Exception {
    send("/thing", 1);

    assertThat(send("/thing", 2, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
    assertThat(send("/thing?dryRun=true", 2).statusCode()).isEqualTo(400);
    assertThat(send("/mine", 2).body()).isNotEqualTo(send("/mine", 2).body());
  }

  private HttpResponse<String> send(String path, int from, String... header)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1" + path);
    var request = HttpRequest.newBuilder(uri).header("X-Forwarded-For", "192.0.2." + from);
    if (header.length > 0) request.headers(header);
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
