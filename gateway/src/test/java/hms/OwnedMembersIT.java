package hms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Role;
import hms.gateway.Operations;
import hms.gateway.Subjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the office answers but does not ask for is its own: nobody writes it, by whatever call. */
class OwnedMembersIT {
  private static final ContractWitness WITNESS = ContractWitness.get();

  private final Subjects subjects = new Subjects();
  private final String session = TestOffice.get().session(Role.ADMIN);
  private final Map<ContractWitness.Call, String> paths = new HashMap<>();

  @Test
  void no_role_writes_by_any_call_what_the_office_owns() {
    var wrong = new ArrayList<String>();
    int tried = 0;
    for (var call : WITNESS.calls()) {
      if (call.jsonBody().isMissingNode()) continue;
      for (String member : owned(call)) {
        for (var role : writers(call)) {
          var answer = send(call, role, member);
          if (!refuses(answer, member)) {
            wrong.add("%s by %s with %s: %s".formatted(call, role, member, answer.text()));
          }
          tried++;
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried).as("members, calls and roles").isGreaterThan(500);
  }

  /** Members of what is answered that are not among those that are asked for. */
  private static Set<String> owned(ContractWitness.Call call) {
    var names = new TreeSet<String>(Set.of("version", "modified", "state"));
    for (var answer : call.operation().path("responses").properties()) {
      if (!answer.getKey().startsWith("2")) continue;
      collect(answer.getValue().at("/content/application~1json/schema"), names);
    }
    WITNESS
        .resolved(call.jsonBody())
        .path("properties")
        .fieldNames()
        .forEachRemaining(names::remove);
    return names;
  }

  private static void collect(JsonNode unresolved, Set<String> names) {
    JsonNode schema = WITNESS.resolved(unresolved);
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    for (String choice : List.of("anyOf", "oneOf")) {
      schema.path(choice).forEach(each -> collect(each, names));
    }
  }

  private static List<Roles> writers(ContractWitness.Call call) {
    String needed = call.operation().path("x-permission").asText();
    if (needed.equals("public")) return List.of(Roles.NOBODY);
    if (needed.equals("account.edit")) return List.of(Roles.D);
    return Roles.signedIn().stream().filter(role -> role.may(needed)).toList();
  }

  private static boolean refuses(Answer answer, String member) {
    String code = answer.at("/code").asText();
    // A call may ask for more than the contract can say.
    if (code.equals("forbidden")) return true;
    if (code.equals("denied")) return has(answer.at("/fields"), member);
    return code.equals("invalid")
        && StreamSupport.stream(answer.at("/errors").spliterator(), false)
            .anyMatch(each ->
                each.path("pointer").asText().equals("/" + member)
                    && each.path("code").asText().equals("unknown"));
  }

  private static boolean has(JsonNode list, String text) {
    return StreamSupport.stream(list.spliterator(), false)
        .anyMatch(each -> each.asText().equals(text));
  }

  private Answer send(ContractWitness.Call call, Roles role, String member) {
    ObjectNode body = WITNESS.example(call).deepCopy();
    var ask =
        new Ask(call.method(), paths.computeIfAbsent(call, this::path))
            .with("Idempotency-Key", UUID.randomUUID().toString())
            .seen(1)
            .body(body.put(member, 1));
    boolean signedIn =
        call.operation().path("x-step-up").asBoolean()
            || call.operation().path("x-permission").asText().equals("account.edit");
    return signedIn ? ask.by(session).send() : sent(role, ask);
  }

  private Answer sent(Roles role, Ask ask) {
    return switch (role) {
      case A -> subjects.maker().ask(ask);
      case C -> ask.by(subjects.shop()).send();
      default -> role.sends(ask).send();
    };
  }

  /** Of an object that exists, as far as there is one. */
  private String path(ContractWitness.Call call) {
    return Operations.all()
        .filter(route -> route.method().name().equals(call.method()))
        .filter(route -> route.path().replaceAll(":(\\w+)", "{$1}").equals(call.template()))
        .map(subjects::path)
        .findFirst()
        .orElseThrow();
  }
}
