package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hms.domain.Permission;
import hms.domain.Role;
import hms.domain.Violation;
import hms.gateway.Access;
import hms.gateway.batch.BatchRoutes;
import hms.gateway.command.Mint;
import hms.storage.DomainJson;
import hms.storage.TestPostgres;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A door whose clock goes on by three seconds with each part of a batch, and by nothing else. */
final class BatchTimesIT {
  private static final Duration WORK = Duration.ofSeconds(10);
  private static final Vertx VERTX = Vertx.vertx();
  private static final PgStores STORES =
      new PgStores(RolePools.open(VERTX, TestPostgres.freshDatabase().office()), () -> {});
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static final List<String> KEYS = new ArrayList<>();
  private static Instant now = Instant.now();
  private static HttpServer server;
  private static String token;

  @BeforeAll
  static void open() {
    InstantSource moved = () -> now;
    Clock clock = moved.withZone(ZoneOffset.UTC);
    var quota = new Quota("any", 1000, Duration.ofMinutes(1));
    var rates =
        new RateLimit(
            new Quota.Plan(quota, quota, quota, quota, quota, quota),
            new CallerAddress(Set.of()),
            clock);
    String url = "https://office.example";
    var proofs = new Authentication.Settings(url, SessionCookie.of(url), Set.of());
    var api =
        new Api(
            new Api.Limits(1 << 20, 1, new Api.Times(WORK, WORK, WORK), 10, Duration.ZERO),
            new Authentication(STORES, null, proofs, new CallerAddress(Set.of()), clock),
            new Admission(OwnOrigins.of(url, 443)),
            rates,
            new Observation(Map.of(), List.of()),
            new Ticks(),
            STORES,
            new SealedCursors(new byte[32], new SecureRandom(), clock),
            clock);
    Routes tick =
        () -> List.of(Route.post("/ticks/:oid", Permission.AUDIT_READ, BatchTimesIT::tick));
    var router = api.handler(VERTX, List.of(tick, new BatchRoutes(clock, WORK)));
    server = VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
    var access = new Access(STORES, new Mint(Clock.systemUTC(), new SecureRandom()));
    token = access.userToken("a@office.example", "somebody", List.of(Role.AUDITOR)).await();
  }

  @AfterAll
  static void close() {
    server.close().await();
    VERTX.close().await();
  }

  @Test
  void when_four_fifths_of_the_time_are_over_no_more_is_begun() throws Exception {
    var results = sent(5).path("results");

    assertThat(results.findValuesAsText("opId")).containsExactly("p0", "p1", "p2", "p3", "p4");
    assertThat(results.findValuesAsText("status"))
        .startsWith("204", "204", "204", "503")
        .endsWith("503");
    assertThat(results.at("/4/body/code").asText()).isEqualTo("unavailable");
    assertThat(results.at("/4/body/retryable").asBoolean()).isTrue();
    assertThat(results.at("/4/body/instance").asText()).startsWith("urn:uuid:");
    assertThat(KEYS).as("each part has a key of its own").containsExactly("k/p0", "k/p1", "k/p2");
  }

  private static Future<Void> tick(Exchange exchange) {
    now = now.plusSeconds(3);
    KEYS.add(exchange.said("idempotency-key").orElseThrow().replaceFirst("k+", "k"));
    return exchange.nothing();
  }

  private static JsonNode sent(int parts) throws Exception {
    var batch = DomainJson.object();
    var all = batch.putArray("operations");
    for (int i = 0; i < parts; i++) {
      all.addObject()
          .put("opId", "p" + i)
          .put("operationId", "tick")
          .putObject("path")
          .put("oid", "x");
    }
    var uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1/batches");
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", "k".repeat(20))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(batch.toString()));
    var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  /** A contract in which ticks can be parts of batches. */
  private static final class Ticks implements BodyRules {
    @Override
    public List<Violation> broken(Route route, JsonNode body) {
      return List.of();
    }

    @Override
    public Optional<String> inBatches(Route route) {
      return Optional.of("tick").filter(id -> route.path().contains("/ticks/"));
    }
  }
}
