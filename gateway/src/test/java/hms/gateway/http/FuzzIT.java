package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.LeftJobs;
import hms.SignedAsk;
import hms.TestOffice;
import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.Role;
import hms.gateway.Callers;
import hms.gateway.Forms;
import hms.gateway.Met;
import hms.gateway.Operations;
import hms.gateway.Samples;
import hms.gateway.Spoilt;
import hms.gateway.Subjects;
import hms.storage.pg.Invariants;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Good requests about what earlier ones have shown, spoilt at random in several places, by anybody:
 * no answer is a 5xx, and the books are right in the end. {@code -Dproperty.steps=20000} goes on
 * for longer, and tells how far it came; {@code -Dproperty.seed} does it again.
 */
class FuzzIT {
  private static final int REQUESTS = Integer.getInteger("property.steps", 1_000);
  private static final String[] HEADERS = {
    "If-Match",
    "Idempotency-Key",
    "Content-Type",
    "X-Request-Id",
    "Accept",
    "Content-Digest",
    "Signature-Input",
    "Signature",
    "Authorization",
    "traceparent",
    "Content-Encoding"
  };

  private final Met met = new Met();

  /** Renewed from time to time: what was asked about them may have ended their trade. */
  private Subjects subjects;

  private final Map<String, Set<Integer>> reached = new TreeMap<>();
  private final SortedMap<Integer, Integer> statuses = new TreeMap<>();

  /** One that is always the same, and one that is new in each run; a long run has one. */
  static List<Long> seeds() {
    boolean isLong = Integer.getInteger("property.steps") != null;
    long given = Long.getLong("property.seed", System.nanoTime());
    return isLong ? List.of(given) : List.of(7L, given);
  }

  @AfterEach
  void endWhatItBegan() {
    LeftJobs.kill();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void no_request_makes_the_office_stumble(long seed) {
    var before = broken();
    var random = new Random(seed);
    var routes = Operations.all().toList();

    for (int n = 0; n < REQUESTS; n++) {
      if (n % 500 == 0) subjects = new Subjects();
      var route = routes.get(random.nextInt(routes.size()));
      var ask = request(random, route);
      var answer = ask.send();
      met.look(route.method().name(), ask.path(), answer);
      statuses.merge(answer.status(), 1, Integer::sum);
      reached.computeIfAbsent(route.call(), each -> new TreeSet<>()).add(answer.status());
    }

    tell(seed, routes);
    int refused = statuses.tailMap(400).values().stream().mapToInt(each -> each).sum();
    assertThat(refused).as("seed %d", seed).isBetween(REQUESTS / 4, REQUESTS);
    var after = broken();
    after.removeAll(before);
    assertThat(after).as("seed %d", seed).isEmpty();
  }

  /** What breaks a rule of the books; other tests may have cooked them. */
  private static Set<String> broken() {
    var connection = TestOffice.get().connection();
    try {
      return new Invariants(connection)
          .broken().await().stream()
              .flatMap(rule -> rule.objects().stream().map(each -> rule.rule() + " " + each))
              .collect(Collectors.toCollection(TreeSet::new));
    } finally {
      connection.close().await();
    }
  }

  /** How far a long run came: which calls have never been answered well. */
  private void tell(long seed, List<Route> routes) {
    if (Integer.getInteger("property.steps") == null) return;
    var never =
        routes.stream()
            .map(Route::call)
            .filter(call ->
                reached.getOrDefault(call, Set.of()).stream().noneMatch(status -> status < 400))
            .map(call -> call + " " + reached.getOrDefault(call, Set.of()))
            .toList();
    System.out.printf(
        "seed %d: %d requests, %d calls, statuses %s%nnever answered well: %d%n%s%n",
        seed, REQUESTS, routes.size(), statuses, never.size(), String.join("\n", never));
  }

  private Ask request(Random random, Route route) {
    String kind = route.path().replaceAll("/api/v1/([a-z-]+)/.*", "$1");
    var thing = random.nextInt(4) == 0 ? Optional.<Met.Thing>empty() : met.any(kind, random);
    String path =
        thing.map(each -> Operations.path(route, each.oid())).orElseGet(() -> standing(route));
    var ask = new Ask(route.method().name(), path + query(random, route));
    if (route.body() != null) ask.bytes(type(route), body(random, route));
    long seen = thing.map(Met.Thing::version).orElse(1L);
    Callers.complete(route, ask).seen(random.nextInt(4) > 0 ? seen : 1 + random.nextInt(3));
    credential(random, route, ask);
    if (random.nextInt(4) == 0) {
      ask.with(HEADERS[random.nextInt(HEADERS.length)], printable(random));
    }
    return ask;
  }

  /** The path of what exists; who has been closed or sold out gives way to somebody else. */
  private String standing(Route route) {
    try {
      return subjects.path(route);
    } catch (AssertionError ended) {
      subjects = new Subjects();
      return subjects.path(route);
    }
  }

  private void credential(Random random, Route route, Ask ask) {
    switch (random.nextInt(10)) {
      case 0 -> ask.by(Role.values()[random.nextInt(Role.values().length)]);
      case 1 -> ask.by(subjects.shop());
      case 2 -> SignedAsk.by(subjects.maker().enrolment(), ask);
      default -> rightful(random, route.permission(), ask);
    }
  }

  /** Of those who may: an artisan and a storefront with things of their own, somebody else. */
  private void rightful(Random random, @Nullable Permission needed, Ask ask) {
    boolean makers = needed != null && new Actor.Maker(new UUID(0, 1)).may(needed);
    boolean shops = needed != null && new Actor.Storefront(new UUID(0, 1), "shop").may(needed);
    if (makers && random.nextInt(3) > 0) SignedAsk.by(subjects.maker().enrolment(), ask);
    else if (shops && random.nextInt(3) > 0) ask.by(subjects.shop());
    else Callers.signedIn(needed, ask);
  }

  private byte[] body(Random random, Route route) {
    if (route.body() == Route.Body.IMAGE) return hms.Pictures.png(9, 9);
    if (route.body() == Route.Body.FORM) return spoilt(random, form().bytes());
    if (route.takesFile()) return spoilt(random, utf8("{\"name\":\"Oak bowl\"}\n"));
    var good = subjects.body(route);
    met.fill(good, random);
    String text = good.toString();
    if (random.nextBoolean()) return utf8(text);
    var places = Spoilt.pointers(good);
    for (int n = random.nextInt(3); n > 0 && !places.isEmpty(); n--) {
      String place = places.get(random.nextInt(places.size()));
      String value = Spoilt.VALUES.get(random.nextInt(Spoilt.VALUES.size()));
      text = Spoilt.with(good, place, value);
    }
    return spoilt(random, utf8(text));
  }

  private static Forms form() {
    return Forms.with("file", hms.Pictures.png(9, 9)).and("altText", "A bowl");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** As it is, or with a few bytes turned into others. */
  private static byte[] spoilt(Random random, byte[] bytes) {
    if (random.nextInt(3) > 0) return bytes;
    for (int n = random.nextInt(4); n > 0; n--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static String query(Random random, Route route) {
    if (random.nextInt(3) > 0) return "";
    String known = route.parameters().stream().findFirst().orElse("x");
    return "?" + (random.nextBoolean() ? known : "y") + "=" + random.nextInt(-5, 300);
  }

  private static String type(Route route) {
    return Samples.mediaType(route);
  }

  private static String printable(Random random) {
    return random
        .ints(1 + random.nextInt(60), 0x21, 0x7f)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
