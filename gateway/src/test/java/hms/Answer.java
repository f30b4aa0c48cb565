package hms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the office answered. */
public record Answer(int status, Map<String, List<String>> headers, byte[] bytes) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  static Answer of(HttpResponse<byte[]> response) {
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  public Answer {
    var byName = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    headers = byName;
  }

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    try {
      return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text(), e);
    }
  }

  /** A member of the body, by pointer. */
  public JsonNode at(String pointer) {
    return json().at(pointer);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getFirst);
  }

  /** The same answer, which must be of 2xx. */
  public Answer good() {
    assertThat(status).as(text()).isBetween(200, 299);
    return this;
  }

  /** The same answer, which must be this problem. */
  public Answer problem(int expected, String code) {
    assertThat(status + " " + at("/code").asText()).as(text()).isEqualTo(expected + " " + code);
    return this;
  }

  /** The same answer, whose text for people must have these words. */
  public Answer saying(String... words) {
    assertThat(text()).contains(words);
    return this;
  }

  /** What holds for each answer to whatever was asked. */
  public Answer checked(Object asked) {
    assertThat(status).as("%s -> %s", asked, text()).isLessThan(500);
    assertThat(header("X-Request-Id").orElse("")).as("%s", asked).matches(UUID_FORM);
    assertThat(header("X-Content-Type-Options")).contains("nosniff");
    assertThat(header("Referrer-Policy")).contains("no-referrer");
    assertThat(header("Content-Security-Policy").orElse("")).contains("default-src 'none'");
    assertThat(header("Cache-Control")).isPresent();
    assertThat(header("Server")).isEmpty();
    assertThat(headers.keySet()).noneMatch(name -> name.startsWith("Access-Control"));
    if (status >= 400) checkProblem(asked);
    if (asked instanceof Ask ask) {
      assertThat(ContractWitness.get().objections(ask, this))
          .as("%s -> %s", asked, text())
          .isEmpty();
    }
    return this;
  }

  private void checkProblem(Object asked) {
    String what = asked + " -> " + text();
    assertThat(header("Content-Type")).as(what).contains("application/problem+json");
    String code = at("/code").asText();
    assertThat(code).as(what).matches("[a-z0-9-]+");
    assertThat(at("/type").asText()).as(what).isEqualTo("urn:hms:problem:" + code);
    assertThat(at("/title").asText()).as(what).isNotBlank();
    assertThat(at("/status").asInt()).as(what).isEqualTo(status);
    assertThat(at("/detail").asText()).as(what).isNotBlank();
    assertThat(at("/instance").asText())
        .as(what)
        .isEqualTo("urn:uuid:" + header("X-Request-Id").orElse(""));
    // No stack, no class of ours or of a library, no SQL. Types of messages look like classes.
    assertThat(text().replaceAll("\\bhms\\.[a-z_.]+\\.v1\\b", "type"))
        .as(what)
        .doesNotContainPattern("\\bat [a-z]+\\.[a-z.]+\\(|\\b(java|hms|io|com|org)\\.[a-z]+\\.")
        .doesNotContainPattern(
            "\\wException|(?i)\\bselect .* from|insert into|constraint|\\bnull\\b:");
  }
}
