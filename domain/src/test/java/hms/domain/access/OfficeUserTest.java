package hms.domain.access;

import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Role;
import hms.domain.access.OfficeUser.Profile;
import hms.domain.access.OfficeUser.ProfileChange;
import hms.domain.access.SignedIn.Duty;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class OfficeUserTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final UUID EDITOR = new UUID(0, 7);

  @Test
  void all_that_is_wrong_with_somebody_new_is_told_at_once() {
    var created = OfficeUser.create(new UUID(0, 1), new Profile("mia", " ", null), "x", NOW);

    assertThat(why(created)).isInstanceOf(Refusal.Invalid.class);
    assertThat(((Refusal.Invalid) why(created)).violations()).hasSize(3);
  }

  @Test
  void nobody_decides_on_their_own_roles_nor_whether_they_may_come_in() {
    var mia = mia(Role.ADMIN);
    var more = new ProfileChange(null, null, List.of(Role.ADMIN, Role.AUDITOR));

    assertThat(why(mia.edit(more, mia.oid(), NOW)))
        .isEqualTo(new Refusal.Denied("nobody decides on their own roles", List.of("/roles")));
    assertThat(why(mia.switchedTo(false, mia.oid(), NOW))).isInstanceOf(Refusal.Denied.class);
    assertThat(why(mia.reset("x", true, mia.oid(), NOW))).isInstanceOf(Refusal.Denied.class);
    assertThat(mia.edit(more, EDITOR, NOW).orThrow().roles())
        .containsExactly(Role.ADMIN, Role.AUDITOR);
  }

  @Test
  void the_same_again_changes_nothing() {
    var mia = mia(Role.REVIEWER);

    assertThat(mia.edit(new ProfileChange(null, "Mia", null), EDITOR, NOW).orThrow()).isSameAs(mia);
    assertThat(mia.switchedTo(true, EDITOR, NOW).orThrow()).isSameAs(mia);
  }

  @Test
  void a_password_that_somebody_else_has_seen_is_good_for_nothing_but_another_one() {
    var live = signedIn(mia(Role.REVIEWER).reset("x", true, EDITOR, NOW).orThrow());

    assertThat(live.duties(Set.of())).containsExactly(Duty.CHOOSE_PASSWORD);
    assertThat(live.actor(Set.of()).permissions())
        .containsExactlyInAnyOrder(Permission.ACCOUNT_READ, Permission.ACCOUNT_EDIT);
  }

  @Test
  void a_role_that_needs_a_second_factor_is_of_no_use_without_one() {
    var mia = mia(Role.ADMIN).withPassword("x", NOW);

    assertThat(signedIn(mia).actor(Set.of(Role.ADMIN)).may(Permission.USERS_MANAGE)).isFalse();
    assertThat(signedIn(mia).actor(Set.of(Role.AUDITOR)).may(Permission.USERS_MANAGE)).isTrue();
    var both = mia.offered("secret", NOW).confirmed(NOW);
    assertThat(signedIn(both).actor(Set.of(Role.ADMIN)).may(Permission.USERS_MANAGE)).isTrue();
  }

  private static SignedIn signedIn(OfficeUser user) {
    var session = Session.open(new UUID(0, 2), user.oid(), Session.Client.CLI, NOW);
    return new SignedIn(session, user, NOW);
  }

  private static OfficeUser mia(Role role) {
    var profile = new Profile("mia@office.example", "Mia", List.of(role));
    return OfficeUser.create(new UUID(0, 1), profile, null, NOW).orThrow();
  }
}
