package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hms.domain.Permission;
import hms.domain.Role;
import hms.gateway.Access;
import hms.gateway.command.Mint;
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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A door with small allowances, whose clock stands still unless it is moved. */
class RateLimitIT {
  private static final Api.Times TIMES =
      new Api.Times(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));

  private static final Vertx VERTX = Vertx.vertx();
  private static final PgStores STORES =
      new PgStores(RolePools.open(VERTX, TestPostgres.freshDatabase().office()), () -> {});
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Instant now = Instant.now();
  private HttpServer server;

  @BeforeEach
  void open() {
    InstantSource moved = () -> now;
    Clock clock = moved.withZone(ZoneOffset.UTC);
    var plan =
        new Quota.Plan(
            quota("artisan", 9),
            quota("office", 3),
            quota("storefront", 9),
            quota("public", 2),
            quota("sign-up", 1),
            quota("proof", 1));
    var addresses = new CallerAddress(Set.of("127.0.0.1"));
    var rates = new RateLimit(plan, addresses, clock);
    String url = "https://office.example";
    var proofs = new Authentication.Settings(url, SessionCookie.of(url), Set.of());
    var authentication = new Authentication(STORES, null, proofs, addresses, clock);
    var unseen = new Observation(Map.of(), List.of());
    var limits = new Api.Limits(1024, 1024, TIMES, 10, Duration.ZERO);
    var cursors = new SealedCursors(new byte[32], new java.security.SecureRandom(), clock);
    Routes doors =
        () ->
            List.of(
                Route.get("/open", null, Exchange::nothing),
                Route.get("/three", Permission.AUDIT_READ, exchange -> several(exchange, 3)),
                Route.get("/four", Permission.AUDIT_READ, exchange -> several(exchange, 4)),
                Route.get("/apply", null, Exchange::nothing).rated(Route.Rate.SIGN_UP),
                Route.get("/prove", null, Exchange::nothing).rated(Route.Rate.PROOF),
                Route.probe("/livez", Exchange::nothing));
    var router =
        new Api(
                limits,
                authentication,
                new Admission(OwnOrigins.of(url, 443)),
                rates,
                unseen,
                (route, body) -> List.of(),
                STORES,
                cursors,
                clock)
            .handler(VERTX, List.of(doors));
    server = VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  @AfterEach
  void close() {
    server.close().await();
  }

  @AfterAll
  static void end() {
    VERTX.close().await();
  }

  @Test
  void each_answer_says_what_is_left() throws Exception {
    var answer = send("/api/v1/open", "192.0.2.1", null);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"public\";q=2;w=60");
    assertThat(answer.headers().firstValue("RateLimit")).contains("\"public\";r=1;t=30");
  }

  @Test
  void one_too_many_is_told_when_to_come_again_and_then_let_in() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThat(send("/api/v1/open", "192.0.2.1", null).statusCode()).isEqualTo(204);
    }
    var refused = send("/api/v1/open", "192.0.2.1", null);
    var problem = new ObjectMapper().readTree(refused.body());

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(problem.path("code").asText()).isEqualTo("quota-exceeded");
    assertThat(problem.at("/violatedPolicies/0").asText()).isEqualTo("public");
    assertThat(problem.path("retryable").asBoolean()).isTrue();
    assertThat(refused.headers().firstValue("Retry-After")).contains("30");
    assertThat(refused.headers().firstValue("RateLimit")).contains("\"public\";r=0;t=30");

    now = now.plusSeconds(30);
    assertThat(send("/api/v1/open", "192.0.2.1", null).statusCode()).isEqualTo(204);
  }

  @Test
  void addresses_people_and_calls_have_allowances_of_their_own() throws Exception {
    String token = token("a@office.example");
    String other = token("b@office.example");
    assertThat(refusedAfter("/api/v1/open", "192.0.2.1", null)).isEqualTo(2);
    assertThat(refusedAfter("/api/v1/open", "192.0.2.2", null)).isEqualTo(2);
    assertThat(refusedAfter("/api/v1/open", "192.0.2.1", token)).isEqualTo(3);
    assertThat(refusedAfter("/api/v1/open", "192.0.2.9", token)).as("same person").isZero();
    assertThat(refusedAfter("/api/v1/open", "192.0.2.1", other)).isEqualTo(3);
    assertThat(refusedAfter("/api/v1/apply", "192.0.2.1", token)).isEqualTo(1);
    assertThat(refusedAfter("/api/v1/prove", "192.0.2.1", null)).isEqualTo(1);
  }

  @Test
  void who_guesses_at_credentials_is_stopped() throws Exception {
    String wrong = "hms_aaaaaaaaaa_" + "b".repeat(52);

    for (int i = 0; i < 2; i++) {
      assertThat(send("/api/v1/open", "192.0.2.1", wrong).statusCode()).isEqualTo(401);
    }
    assertThat(send("/api/v1/open", "192.0.2.1", wrong).statusCode()).isEqualTo(429);
    assertThat(send("/api/v1/open", "192.0.2.1", null).statusCode()).isEqualTo(429);
  }

  @Test
  void supervisors_are_not_counted() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(send("/livez", "192.0.2.1", null).statusCode()).isEqualTo(204);
    }
  }

  @Test
  void a_batch_counts_as_many_calls_as_it_has_parts() throws Exception {
    String token = token("batch@office.example");

    var first = send("/api/v1/three", "192.0.2.1", token);
    assertThat(first.statusCode()).isEqualTo(204);
    assertThat(first.headers().firstValue("RateLimit").orElse("")).contains("r=0;");
    assertThat(send("/api/v1/three", "192.0.2.1", token).statusCode()).isEqualTo(429);

    // One is let in, and two more are not there.
    now = now.plusSeconds(20);
    var refused = send("/api/v1/three", "192.0.2.1", token);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("40");
    now = now.plusSeconds(60);
    assertThat(send("/api/v1/three", "192.0.2.1", token).statusCode()).isEqualTo(204);
  }

  @Test
  void a_batch_of_more_than_all_that_may_be_sent_at_once_is_refused_for_good() throws Exception {
    var refused = send("/api/v1/four", "192.0.2.1", token("large@office.example"));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("/operations", "at most 3");
  }

  private static Future<Void> several(Exchange exchange, int n) {
    return Future.succeededFuture(exchange.parts(n)).compose(counted -> exchange.nothing());
  }

  /** How many calls are let in; more than ten are not tried. */
  private int refusedAfter(String path, String from, String token) throws Exception {
    int admitted = 0;
    while (admitted < 10 && send(path, from, token).statusCode() != 429) admitted++;
    return admitted;
  }

  private HttpResponse<String> send(String path, String from, String token)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    var request = HttpRequest.newBuilder(uri).header("X-Forwarded-For", from);
    if (token != null) request.header("Authorization", "Bearer " + token);
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String token(String email) {
    var access = new Access(STORES, new Mint(Clock.systemUTC(), new SecureRandom()));
    return access.userToken(email, "somebody", List.of(Role.AUDITOR)).await();
  }

  private static Quota quota(String name, int requests) {
    return new Quota(name, requests, Duration.ofMinutes(1));
  }
}
