package hms;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every operation of the contract, by every role: let in if the table of permissions says so. */
class RoleMatrixIT {
  /** What has no column of its own: rights of a session, and of nobody at all. */
  private static final Set<Permission> OTHERWISE =
      EnumSet.of(Permission.ACCOUNT_EDIT, Permission.HOUSE_ACT);

  /** What who was let in is told: nobody knows the parameter. */
  private static final String LET_IN = "unknown-parameter";

  @Test
  void the_code_says_what_the_table_says() {
    var coded =
        Arrays.stream(Permission.values())
            .filter(each -> !OTHERWISE.contains(each))
            .collect(Collectors.toMap(Permission::wire, RoleMatrixIT::row));

    assertThat(coded).containsExactlyInAnyOrderEntriesOf(Roles.rows());
  }

  @Test
  void each_operation_lets_in_those_who_may_and_nobody_else() {
    var wrong = new ArrayList<String>();
    var calls = ContractWitness.get().calls();
    for (var call : calls) {
      for (var role : Roles.values()) {
        boolean steps = call.operation().path("x-step-up").asBoolean();
        String admitted = steps ? "step-up-required" : LET_IN;
        String expected = role.may(needed(call)) ? admitted : refusal(role);
        check(wrong, call, role, role.sends(ask(call)), expected);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(calls).hasSizeGreaterThan(100);
  }

  @Test
  void who_has_signed_in_has_the_rights_of_their_token_and_those_over_their_account() {
    var wrong = new ArrayList<String>();
    for (var role : Roles.signedIn()) {
      // An auditor needs a second factor here.
      if (role.office().isEmpty() || role == Roles.U) continue;
      String session = TestOffice.get().session(role.office().get());
      for (var call : ContractWitness.get().calls()) {
        boolean own = needed(call).equals(Permission.ACCOUNT_EDIT.wire());
        String expected = own || role.may(needed(call)) ? LET_IN : refusal(role);
        check(wrong, call, role, ask(call).by(session), expected);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String refusal(Roles role) {
    return role == Roles.NOBODY ? "unauthenticated" : "forbidden";
  }

  private static void check(
      List<String> wrong, ContractWitness.Call call, Roles role, Ask ask, String expected) {
    var answer = ask.send();
    boolean named =
        !expected.equals("forbidden") || answer.at("/permission").asText().equals(needed(call));
    if (!answer.at("/code").asText().equals(expected) || !named) {
      wrong.add("%s by %s: %s expected: %s".formatted(call, role, expected, answer.text()));
    }
  }

  /**
   * Nobody knows the parameter, and it is looked at only when the caller has been let in: so no
   * call does anything.
   */
  private static Ask ask(ContractWitness.Call call) {
    String path =
        call.template()
            .replace("{size}", "detail")
            .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    return new Ask(call.method(), path + "?colour=red");
  }

  private static String needed(ContractWitness.Call call) {
    return call.operation().path("x-permission").asText();
  }

  private static List<String> row(Permission permission) {
    return Roles.signedIn().stream().map(role -> cell(role, permission)).toList();
  }

  private static String cell(Roles role, Permission permission) {
    var id = UUID.randomUUID();
    if (role == Roles.A) return own(new Actor.Maker(id), permission);
    if (role == Roles.C) return own(new Actor.Storefront(id, "shop"), permission);
    boolean may = Role.permissions(List.of(role.office().orElseThrow())).contains(permission);
    if (!may) return "-";
    return permission == Permission.ACCOUNT_READ ? "o" : "+";
  }

  private static String own(Actor actor, Permission permission) {
    return actor.may(permission) ? "o" : "-";
  }
}
