package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.Pictures;
import hms.SignedAsk;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.Callers;
import hms.gateway.Operations;
import hms.gateway.Subjects;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every change can be asked for without being made: all checks, and nothing is left of it. */
class DryRunIT {
  /**
   * What the house writes whenever it likes: leases, seals, what it swept, where nodes are, whom it
   * called. And nonces: a request that was signed to ask for it counts once too.
   */
  private static final Set<String> RESTLESS =
      Set.of(
          "stream_leases",
          "audit_seals",
          "audit_roots",
          "compute_node",
          "webhook_attempts",
          "used_nonces");

  /** Sent and marked, fallen due, last used, or long to read: of these only how many there are. */
  private static final Set<String> MARKED =
      Set.of("outbox", "deadlines", "channel_notices", "image_bytes", "sessions", "webhooks");

  private static final int ATTEMPTS = 3;
  private static final String TABLES =
      "select table_name::text from information_schema.tables where table_schema = 'public'";

  private static final String DIGESTS = digests();
  private static Subjects subjects;

  @BeforeAll
  static void exist() {
    subjects = new Subjects();
  }

  static Stream<Route> changes() {
    return Operations.all().filter(route -> route.parameters().contains(Route.DRY_RUN));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void nothing_is_left_of_it(Route route) {
    var answer = unmoved(route);

    String request = answer.header("X-Request-Id").orElseThrow();
    assertThat(
            TestOffice.get()
                .count(
                    "select count(*) from audit_entries where request_id = $1::uuid",
                    UUID.fromString(request)))
        .isZero();
    if (answer.status() == 200) {
      assertThat(answer.at("/dryRun").asBoolean()).as(answer.text()).isTrue();
      assertThat(answer.header("ETag")).isEmpty();
    } else {
      assertThat(answer.status()).as(answer.text()).isIn(401, 403, 404, 409, 412, 422);
    }
  }

  /** The answer, if no table has moved; a timer may have moved one by chance, but not each time. */
  private static Answer unmoved(Route route) {
    // Who must sign in does so before: that is written down.
    var ask =
        Callers.makersOnly(route)
            ? about(route)
            : Callers.signedIn(route.permission(), about(route));
    int first = 0;
    for (int n = 1; ; n++) {
      var before = tables();
      var answer = send(route, ask);
      var after = tables();
      if (n == 1) first = answer.status();
      assertThat(answer.status()).as("asked again").isEqualTo(first);
      if (after.equals(before)) return answer;
      if (n == ATTEMPTS) assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void it_tells_what_would_come_of_it() {
    var maker = TestMaker.enrolled();
    var body = Bodies.product(3, maker.image());

    var told = maker.ask(new Ask("POST", "/products?dryRun=true").body(body)).good();

    assertThat(told.at("/status").asInt()).isEqualTo(201);
    assertThat(told.at("/changes/review").asText()).isEqualTo("submitted");
    String oid = told.at("/changes/product/oid").asText();
    maker.ask(Ask.get("/products/" + oid)).problem(404, "not-found");
    assertThat(maker.ask(Ask.post("/products").body(body)).status()).isEqualTo(201);
  }

  @Test
  void an_order_shows_how_it_would_be_split_and_takes_nothing_from_the_stock() {
    var maker = TestMaker.enrolled();
    var bowl = maker.sells(1);
    String shop = TestOffice.get().newStorefront();
    var ask = new Ask("POST", "/orders?dryRun=true").by(shop).body(Bodies.order(bowl));

    assertThat(ask.send().good().at("/changes/workOrders").size()).isEqualTo(1);
    assertThat(ask.send().good().at("/changes/workOrders/0/artisan").asText())
        .isEqualTo(maker.oid().toString());
  }

  @Test
  void what_would_be_refused_is_refused() {
    var maker = TestMaker.enrolled();
    String path = "/products/" + maker.sells(1);

    new Ask("POST", path + "/unlist?dryRun=true")
        .by(Role.REVIEWER)
        .seen(99)
        .send()
        .problem(412, "stale");
    new Ask("POST", path + "/unblock?dryRun=true")
        .by(Role.REVIEWER)
        .seen(Ask.get(path).by(Role.REVIEWER).send().good().at("/version").asLong())
        .send()
        .problem(409, "wrong-state");
    new Ask("POST", path + "/unlist?dryRun=perhaps")
        .by(Role.REVIEWER)
        .seen(1)
        .with("Idempotency-Key", "a".repeat(20))
        .send()
        .problem(400, "invalid-parameter");
  }

  @Test
  void a_code_is_not_shown_that_would_not_be_good() {
    var told =
        new Ask("POST", "/artisans?dryRun=true")
            .by(Role.ARTISAN_MANAGER)
            .body(Bodies.signUp())
            .send()
            .good();

    assertThat(told.at("/changes/state").asText()).isEqualTo("active");
    assertThat(told.at("/changes/enrolmentCode").isTextual()).isFalse();
  }

  @Test
  void a_key_that_is_sent_with_it_stays_free() {
    var body = Bodies.signUp();
    String key = UUID.randomUUID().toString();
    var rehearsed = new Ask("POST", "/sign-ups?dryRun=true").body(body);

    rehearsed.with("Idempotency-Key", key).send().good();

    var meant = new Ask("POST", "/sign-ups").body(body).with("Idempotency-Key", key).send();
    assertThat(meant.status()).isEqualTo(202);
    assertThat(meant.header("Idempotency-Replayed")).isEmpty();
  }

  private static Ask about(Route route) {
    var ask = new Ask(route.method().name(), subjects.path(route) + "?dryRun=true").seen(1);
    if (route.body() == Route.Body.IMAGE) return ask.bytes("image/png", Pictures.png(20, 20));
    return route.body() == null ? ask : ask.body(subjects.body(route));
  }

  private static Answer send(Route route, Ask ask) {
    return Callers.makersOnly(route)
        ? SignedAsk.by(subjects.maker().enrolment(), ask).send()
        : ask.send();
  }

  /** A digest of each table, as {@code table=number}. */
  private static List<String> tables() {
    return TestOffice.get().texts(DIGESTS);
  }

  private static String digests() {
    return TestOffice.get().texts(TABLES).stream()
        .filter(table -> !RESTLESS.contains(table))
        .sorted()
        .map(DryRunIT::digest)
        .collect(Collectors.joining(" union all "));
  }

  private static String digest(String table) {
    String held =
        MARKED.contains(table)
            ? "count(*)"
            : "coalesce(sum(hashtext(t::text)::bigint), 0), count(*)";
    return "select concat_ws(' ', '%s', %s) from %s t".formatted(table, held, table);
  }
}
