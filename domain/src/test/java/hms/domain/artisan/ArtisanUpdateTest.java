package hms.domain.artisan;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Makers.anArtisan;
import static hms.domain.fixture.Refusals.violations;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Refusal.Clash;
import hms.domain.Refusal.Conflict;
import hms.domain.Refusal.Denied;
import hms.domain.Refusal.WrongState;
import hms.domain.fixture.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ArtisanUpdateTest {
  private static final Actor OFFICE = new Actor.Office(new UUID(0, 1), "g@example.org", Set.of());

  private final Artisan mia = anArtisan();
  private final Actor self = new Actor.Maker(mia.oid());

  @Test
  void an_artisan_writes_what_the_public_and_the_post_need() {
    var after = mia.update(List.of(to(ArtisanField.COMPANY_NAME, "Oak Ltd"), away()), self, NOW);

    assertThat(after).isInstanceOf(Outcome.Refused.class);
    assertThat(violations(after)).containsExactly("/awayTo away");
    var both = List.of(away(), to(ArtisanField.AWAY_TO, LocalDate.of(2026, 12, 31)));
    assertThat(mia.update(both, self, NOW).orThrow().terms().awayOn(LocalDate.of(2026, 12, 31)))
        .isTrue();
  }

  @Test
  void the_artisans_own_new_email_waits_until_the_office_confirms_it() {
    var asked = mia.update(List.of(to(ArtisanField.EMAIL, "New@Example.org")), self, NOW).orThrow();

    assertThat(asked.profile().email()).isEqualTo(mia.profile().email());
    assertThat(asked.pendingEmail()).isEqualTo("new@example.org");
    var confirmed = asked.confirmEmail(NOW).orThrow();
    assertThat(confirmed.profile().email()).isEqualTo("new@example.org");
    assertThat(confirmed.pendingEmail()).isNull();
    assertThat(((WrongState) why(confirmed.confirmEmail(NOW))).code())
        .isEqualTo("no-pending-email");
  }

  @Test
  void the_office_writes_the_email_at_once() {
    var after = mia.update(List.of(to(ArtisanField.EMAIL, "b@example.org")), OFFICE, NOW);

    assertThat(after.orThrow().profile().email()).isEqualTo("b@example.org");
  }

  @Test
  void a_field_that_the_sender_may_not_write_refuses_all_and_is_named() {
    var changes =
        List.of(to(ArtisanField.COMPANY_NAME, "Oak Ltd"), to(ArtisanField.NOTES, "pays late"));

    assertThat(why(mia.update(changes, self, NOW)))
        .isEqualTo(new Denied("not the sender's to write", List.of("notes")));
    assertThat(why(mia.update(List.of(to(ArtisanField.PENDING_EMAIL, "a@b.co")), OFFICE, NOW)))
        .isEqualTo(new Denied("not the sender's to write", List.of("pendingEmail")));
  }

  @Test
  void both_sides_changing_one_field_is_a_conflict_that_shows_all_three_values() {
    var stale = new ArtisanChange(ArtisanField.COMPANY_NAME, "Old Ltd", "Oak Ltd");

    assertThat(why(mia.update(List.of(stale), self, NOW)))
        .isEqualTo(
            new Conflict(List.of(new Clash("companyName", "Old Ltd", "Oak Ltd", "Chen Ceramics"))));
  }

  @Test
  void a_change_that_changes_nothing_is_no_new_version() {
    var same = to(ArtisanField.COMPANY_NAME, "Chen Ceramics");

    assertThat(mia.update(List.of(same), self, NOW).orThrow()).isSameAs(mia);
  }

  @Test
  void what_breaks_a_rule_is_told_by_its_field() {
    var changes =
        List.of(to(ArtisanField.WEBSITE, "chen"), to(ArtisanField.GIVEN_NAME, " "), noAddress());

    assertThat(violations(mia.update(changes, OFFICE, NOW)))
        .containsExactlyInAnyOrder("/website url", "/givenName blank", "/businessAddress missing");
  }

  @ParameterizedTest
  @EnumSource(value = Artisan.State.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void an_artisan_writes_only_while_it_is_active(Artisan.State state) {
    var artisan = Standing.artisan(state);
    var refused = artisan.update(List.of(), new Actor.Maker(artisan.oid()), NOW);

    assertThat(why(refused)).isInstanceOf(WrongState.class);
  }

  @Test
  void open_work_keeps_a_contract_alive_and_is_named() {
    var refused = (WrongState) why(mia.close("moved away", List.of("2026-00871-1"), NOW));

    assertThat(refused.code()).isEqualTo("open-units");
    assertThat(refused.why()).contains("2026-00871-1");
  }

  @Test
  void what_is_purged_is_not_reopened() {
    var purged = mia.close("moved", List.of(), NOW).then(a -> a.purge(NOW)).orThrow();

    assertThat(why(purged.reopen(NOW)))
        .isInstanceOfSatisfying(
            Refusal.WrongState.class, no -> assertThat(no.code()).isEqualTo("purged"));
  }

  private ArtisanChange away() {
    return to(ArtisanField.AWAY_FROM, LocalDate.of(2026, 12, 24));
  }

  private ArtisanChange noAddress() {
    return new ArtisanChange(ArtisanField.BUSINESS_ADDRESS, mia.profile().businessAddress(), null);
  }

  private ArtisanChange to(ArtisanField field, Object value) {
    return new ArtisanChange(field, field.of(mia), value);
  }
}
