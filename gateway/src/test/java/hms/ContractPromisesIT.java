package hms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Permission;
import hms.gateway.Callers;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract says of each operation, tried on it: examples, keys, versions. */
class ContractPromisesIT {
  private static final String KEY = "Idempotency-Key";
  private static final String VERSION = "If-Match";
  private static final ContractWitness WITNESS = ContractWitness.get();

  static Stream<ContractWitness.Call> operations() {
    return WITNESS.calls().stream().filter(each -> !picture(each));
  }

  static Stream<ContractWitness.Call> bodies() {
    return operations().filter(each -> !each.jsonBody().isMissingNode());
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void an_example_is_there_and_fits_its_schema(ContractWitness.Call call) {
    assertThat(WITNESS.example(call).isMissingNode()).as("%s has no example", call).isFalse();
    assertThat(WITNESS.objectionsToExample(call)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void an_example_is_understood(ContractWitness.Call call) {
    var answer = signedIn(call, complete(call)).send();

    assertThat(answer.status()).as(answer.text()).isNotIn(400, 403, 405, 413, 415, 428, 429);
    // Who proves themselves in the body does so with a code that nobody was given.
    if (!open(call)) assertThat(answer.status()).as(answer.text()).isNotEqualTo(401);
    for (JsonNode each : answer.at("/errors")) {
      assertThat(each.path("code").asText()).as(answer.text()).isNotIn("type", "malformed");
      assertThat(each.path("detail").asText()).as(answer.text()).doesNotContain("unknown member");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_version_is_asked_for_where_the_contract_says_so_and_nowhere_else(
      ContractWitness.Call call) {
    var answer = signedIn(call, complete(call).without(VERSION)).send();

    if (says(call, "x-if-match")) answer.problem(428, "precondition-required");
    else assertThat(answer.status()).as(answer.text()).isNotEqualTo(428);
    assertThat(header(call, VERSION)).as("its parameter").isEqualTo(says(call, "x-if-match"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_key_is_asked_for_where_the_contract_says_so_and_nowhere_else(ContractWitness.Call call) {
    var answer = signedIn(call, complete(call).without(KEY)).send();

    if (says(call, "x-idempotency")) answer.problem(400, "idempotency-key-required");
    else assertThat(answer.text()).doesNotContain("idempotency-key-required");
    assertThat(header(call, KEY)).as("its parameter").isEqualTo(says(call, "x-idempotency"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_key_need_be_a_uuid_only_of_those_who_are_not_signed_in(ContractWitness.Call call) {
    var answer = signedIn(call, complete(call).with(KEY, "a".repeat(16))).send();

    if (says(call, "x-idempotency") && open(call)) answer.problem(400, "invalid-header");
    else assertThat(answer.text()).doesNotContain("must be a UUID");
  }

  /** The call with its example, a key and a version, about an object that nobody has. */
  private static Ask complete(ContractWitness.Call call) {
    String path =
        call.template()
            .replace("{size}", "detail")
            .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    var ask = new Ask(call.method(), path).with(KEY, UUID.randomUUID().toString()).seen(1);
    // As from a page of ours: what lets a browser in asks for that.
    ask.with("Origin", TestOffice.get().url());
    return call.jsonBody().isMissingNode() ? ask : ask.body(WITNESS.example(call));
  }

  private static Ask signedIn(ContractWitness.Call call, Ask ask) {
    String word = call.operation().path("x-permission").asText();
    var needed =
        Arrays.stream(Permission.values()).filter(each -> each.wire().equals(word)).findFirst();
    return Callers.signedIn(needed.orElse(null), ask);
  }

  private static boolean open(ContractWitness.Call call) {
    return call.operation().path("x-permission").asText().equals("public");
  }

  private static boolean says(ContractWitness.Call call, String what) {
    return call.operation().path(what).asBoolean();
  }

  /** Is the header among the parameters that the operation refers to? */
  private static boolean header(ContractWitness.Call call, String name) {
    String key = open(call) ? "idempotencyUuid" : "idempotencyKey";
    String reference = name.equals(KEY) ? key : "ifMatch";
    return StreamSupport.stream(call.operation().path("parameters").spliterator(), false)
        .anyMatch(each -> each.path("$ref").asText().endsWith("/" + reference));
  }

  private static boolean picture(ContractWitness.Call call) {
    return call.operation().at("/requestBody/content").has("image/png");
  }
}
