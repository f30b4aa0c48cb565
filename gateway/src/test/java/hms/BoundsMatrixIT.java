package hms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Permission;
import hms.gateway.Callers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Every bound of the contract: what is at it is no reason to refuse, one more is, by name. */
class BoundsMatrixIT {
  private static final ContractWitness WITNESS = ContractWitness.get();
  private static final String KEYWORDS = "minimum maximum minLength maxLength minItems maxItems";

  @Test
  void each_member_of_each_body_is_held_to_its_bounds() {
    var wrong = new ArrayList<String>();
    int tried = 0;
    for (var call : WITNESS.calls()) {
      if (call.jsonBody().isMissingNode()) continue;
      for (var bound : SchemaBounds.of(call)) {
        var beyond = send(call, bound.with(WITNESS.example(call), bound.beyond()));
        if (!names(beyond, bound)) wrong.add("%s %s: %s".formatted(call, bound, beyond.text()));
        var at = send(call, bound.with(WITNESS.example(call), bound.at()));
        if (names(at, bound) && at.text().matches(".*expected (at|more).*"))
          wrong.add("%s at %s: %s".formatted(call, bound, at.text()));
        tried++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried).as("bounds").isGreaterThan(200);
  }

  @Test
  void each_query_parameter_is_held_to_its_bounds() {
    var wrong = new ArrayList<String>();
    int tried = 0;
    for (var call : WITNESS.calls()) {
      for (JsonNode each : call.operation().path("parameters")) {
        JsonNode parameter = WITNESS.resolved(each);
        if (!parameter.path("in").asText().equals("query")) continue;
        JsonNode schema = WITNESS.resolved(parameter.path("schema"));
        for (var keyword : schema.properties()) {
          if (!List.of(KEYWORDS.split(" ")).contains(keyword.getKey())) continue;
          check(wrong, call, parameter.path("name").asText(), keyword.getKey(), schema);
          tried++;
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried).as("bounds").isGreaterThan(50);
  }

  private static void check(
      List<String> wrong, ContractWitness.Call call, String name, String keyword, JsonNode schema) {
    long bound = schema.path(keyword).asLong();
    boolean text = keyword.endsWith("Length");
    long more = keyword.startsWith("max") ? bound + 1 : bound - 1;
    var beyond = ask(call, "?" + name + "=" + value(text, more)).send();
    boolean named =
        beyond.at("/code").asText().equals("invalid-parameter")
            && beyond.at("/parameter").asText().equals(name);
    if (!named) wrong.add("%s ?%s %s: %s".formatted(call, name, keyword, beyond.text()));
    if (name.equals("wait")) return; // for so long it would
    var at = ask(call, "?" + name + "=" + value(text, bound)).send();
    if (at.text().matches(".*must (be a whole number|have characters).*")) {
      wrong.add("%s at ?%s %s: %s".formatted(call, name, keyword, at.text()));
    }
  }

  private static String value(boolean text, long bound) {
    return text ? "x".repeat((int) bound) : "" + bound;
  }

  /** Is it refused because of this very bound? */
  private static boolean names(Answer answer, SchemaBounds.Bound bound) {
    return answer.status() == 422
        && StreamSupport.stream(answer.at("/errors").spliterator(), false)
            .anyMatch(each ->
                each.path("pointer").asText().equals(bound.pointer())
                    && bound.codes().contains(each.path("code").asText()));
  }

  private static Answer send(ContractWitness.Call call, JsonNode body) {
    boolean rehearsed =
        StreamSupport.stream(call.operation().path("parameters").spliterator(), false)
            .anyMatch(each -> each.path("$ref").asText().endsWith("/dryRun"));
    var ask = new Ask(call.method(), path(call) + (rehearsed ? "?dryRun=true" : ""));
    return signedIn(call, ask.body(body)).send();
  }

  private static Ask ask(ContractWitness.Call call, String query) {
    var ask = new Ask(call.method(), path(call) + query);
    return signedIn(call, call.jsonBody().isMissingNode() ? ask : ask.body(WITNESS.example(call)));
  }

  private static String path(ContractWitness.Call call) {
    return call.template()
        .replace("{size}", "detail")
        .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
  }

  private static Ask signedIn(ContractWitness.Call call, Ask ask) {
    String word = call.operation().path("x-permission").asText();
    var needed =
        Arrays.stream(Permission.values()).filter(each -> each.wire().equals(word)).findFirst();
    ask.with("Idempotency-Key", UUID.randomUUID().toString()).seen(1);
    return Callers.signedIn(needed.orElse(null), ask);
  }
}
