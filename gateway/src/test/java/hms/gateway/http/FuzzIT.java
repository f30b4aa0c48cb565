package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.SignedAsk;
import hms.domain.Role;
import hms.gateway.Callers;
import hms.gateway.Forms;
import hms.gateway.Operations;
import hms.gateway.Samples;
import hms.gateway.Spoilt;
import hms.gateway.Subjects;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Good requests, spoilt at random in several places, by anybody: no answer is a 5xx. */
class FuzzIT {
  private static final int REQUESTS = 1_000;
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

  /** One that is always the same, and one that is new in each run. */
  static List<Long> seeds() {
    return List.of(7L, System.nanoTime());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void no_request_makes_the_office_stumble(long seed) {
    var random = new Random(seed);
    var subjects = new Subjects();
    var routes = Operations.all().toList();
    int refused = 0;

    for (int n = 0; n < REQUESTS; n++) {
      var route = routes.get(random.nextInt(routes.size()));
      if (request(random, route, subjects).send().status() >= 400) refused++;
    }

    assertThat(refused).as("seed %d", seed).isBetween(REQUESTS / 4, REQUESTS);
  }

  private static Ask request(Random random, Route route, Subjects subjects) {
    var ask = new Ask(route.method().name(), subjects.path(route) + query(random, route));
    if (route.body() != null) ask.bytes(type(route), body(random, route, subjects));
    Callers.complete(route, ask).seen(1 + random.nextInt(3));
    credential(random, route, ask, subjects);
    if (random.nextInt(4) == 0) {
      ask.with(HEADERS[random.nextInt(HEADERS.length)], printable(random));
    }
    return ask;
  }

  private static void credential(Random random, Route route, Ask ask, Subjects subjects) {
    switch (random.nextInt(6)) {
      case 0 -> ask.by(Role.values()[random.nextInt(Role.values().length)]);
      case 1 -> ask.by(subjects.shop());
      case 2 -> SignedAsk.by(subjects.maker().enrolment(), ask);
      default -> Callers.signedIn(route.permission(), ask);
    }
  }

  private static byte[] body(Random random, Route route, Subjects subjects) {
    if (route.body() == Route.Body.IMAGE) return hms.Pictures.png(9, 9);
    if (route.body() == Route.Body.FORM) return spoilt(random, form().bytes());
    if (route.body() == Route.Body.ROWS) return spoilt(random, utf8("{\"name\":\"Oak bowl\"}\n"));
    String text = subjects.body(route).toString();
    var places = Spoilt.pointers(subjects.body(route));
    for (int n = random.nextInt(3); n > 0 && !places.isEmpty(); n--) {
      String place = places.get(random.nextInt(places.size()));
      String value = Spoilt.VALUES.get(random.nextInt(Spoilt.VALUES.size()));
      text = Spoilt.with(subjects.body(route), place, value);
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
