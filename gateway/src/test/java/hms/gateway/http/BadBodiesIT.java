package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.TestOffice;
import hms.gateway.Callers;
import hms.gateway.Operations;
import hms.gateway.Samples;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that cannot be read, at every operation that takes JSON. */
class BadBodiesIT {
  private static final int MIB = 1024 * 1024;

  static Stream<Arguments> unreadable() {
    var bodies = new LinkedHashMap<String, byte[]>();
    bodies.put("no JSON", utf8("pot"));
    bodies.put("cut off", utf8("{\"name\":\"Oak"));
    bodies.put("a key twice", utf8("{\"a\":1,\"a\":2}"));
    bodies.put("a key twice, inside", utf8("{\"a\":[{\"b\":1,\"b\":1}]}"));
    bodies.put("NaN", utf8("{\"a\":NaN}"));
    bodies.put("byte order mark", utf8("\uFEFF{}"));
    bodies.put("no UTF-8", new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'});
    bodies.put("overlong UTF-8", new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'});
    bodies.put("an array", utf8("[{}]"));
    bodies.put("a number", utf8("7"));
    bodies.put("null", utf8("null"));
    bodies.put("two values", utf8("{}{}"));
    bodies.put("a comment", utf8("{/**/}"));
    bodies.put("single quotes", utf8("{'a':1}"));
    bodies.put("depth 21", utf8("{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}"));
    bodies.put("41 digits", utf8("{\"a\":" + "9".repeat(41) + "}"));
    bodies.put("1001 values", utf8("{\"a\":[" + "1,".repeat(1000) + "1]}"));
    bodies.put("a text of 64 KiB and a byte", utf8("{\"a\":\"" + "x".repeat(65_537) + "\"}"));
    bodies.put("wide characters of 66 KiB", utf8("{\"a\":[\"" + "器".repeat(22_000) + "\"]}"));
    bodies.put("only blanks", utf8("  \n"));
    bodies.put("a raw NUL", utf8("{\"a\":\"\u0000\"}"));
    return readingJson()
        .flatMap(route ->
            bodies.entrySet().stream().map(b -> Arguments.of(route, b.getKey(), b.getValue())));
  }

  private static Stream<Route> readingJson() {
    return Stream.concat(Operations.taking(Route.Body.JSON), Operations.taking(Route.Body.EMPTY));
  }

  /** Files may be larger: ImportSizesIT. */
  static Stream<Route> small() {
    return writing().filter(route -> !route.takesFile());
  }

  static Stream<Route> writing() {
    return Operations.all().filter(route -> route.body() != null);
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("unreadable")
  void a_body_that_cannot_be_read_is_malformed(Route route, String what, byte[] body) {
    var before = rows();

    var answer = send(route, ask(route).bytes("application/json", body));

    answer.problem(400, "malformed-body").saying("expected");
    assertThat(rows()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("small")
  void a_body_of_2_MiB_is_refused_by_its_length(Route route) {
    send(route, tooLarge(route)).problem(413, "payload-too-large").saying("at most");
  }

  @ParameterizedTest
  @MethodSource("small")
  void a_body_of_2_MiB_is_refused_without_a_length(Route route) {
    send(route, tooLarge(route).chunked()).problem(413, "payload-too-large");
  }

  @ParameterizedTest
  @MethodSource("writing")
  void another_content_type_is_refused(Route route) {
    for (String type :
        new String[] {
          "text/plain",
          "application/xml",
          "application/jsonp",
          "?",
          "application/json; charset=iso-8859-1"
        }) {
      if (route.body() == Route.Body.LINES && type.equals("text/plain")) continue;
      var answer = send(route, ask(route).bytes(type, utf8("{}")));

      answer.problem(415, "unsupported-media-type");
      String taken = Samples.mediaType(route).split(";", 2)[0];
      switch (route.method().name()) {
        case "POST" -> assertThat(answer.header("Accept-Post").orElse("")).contains(taken);
        case "PATCH" ->
            assertThat(answer.header("Accept-Patch").orElse("")).contains("merge-patch");
        default -> answer.saying(taken);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("writing")
  void a_packed_body_is_refused(Route route) {
    String type = Samples.mediaType(route);
    send(route, ask(route).bytes(type, utf8("{}")).with("Content-Encoding", "gzip"))
        .problem(415, "unsupported-media-type")
        .saying("gzip");
  }

  @Test
  void what_is_just_within_the_bounds_is_read() {
    var body =
        hms.storage.DomainJson.object()
            .put("colour", "x".repeat(65_536))
            .set("shades", hms.storage.DomainJson.tree(java.util.Collections.nCopies(1000, 1)));

    new Ask("POST", "/sign-ups")
        .with("Idempotency-Key", java.util.UUID.randomUUID().toString())
        .body(body)
        .send()
        .problem(422, "invalid");
  }

  private static Map<String, Long> rows() {
    var rows = new LinkedHashMap<String, Long>();
    for (String table : new String[] {"artisans", "products", "orders", "job"}) {
      rows.put(table, TestOffice.get().count("select count(*) from " + table));
    }
    return rows;
  }

  private static Ask tooLarge(Route route) {
    boolean image = route.body() == Route.Body.IMAGE || route.body() == Route.Body.FORM;
    byte[] body = new byte[image ? 11 * MIB : 2 * MIB];
    java.util.Arrays.fill(body, (byte) ' ');
    return ask(route).bytes(Samples.mediaType(route), body);
  }

  private static Ask ask(Route route) {
    return new Ask(route.method().name(), Operations.path(route));
  }

  /** Sends it with all that the route asks for. */
  private static Answer send(Route route, Ask ask) {
    return Callers.allowed(route, ask).send();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
