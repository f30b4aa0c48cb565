package hms.domain.artisan;

import static hms.domain.fixture.Makers.aProfile;
import static hms.domain.fixture.Makers.anAddress;
import static hms.domain.fixture.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.PostalAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArtisanProfileTest {

  @Test
  void a_clean_profile_is_taken_as_it_is() {
    var profile = aProfile();

    assertThat(profile.checked()).isEqualTo(Outcome.done(profile));
  }

  @Test
  void a_profile_is_tidied() {
    var typed =
        new ArtisanProfile(
            null,
            " Mia ",
            null,
            "Chen",
            null,
            null,
            "MIA@Example.org",
            "(502) 1234-5678",
            null,
            anAddress());

    var clean = typed.checked().orThrow();

    assertThat(clean.givenName()).isEqualTo("Mia");
    assertThat(clean.email()).isEqualTo("mia@example.org");
    assertThat(clean.phone()).isEqualTo("50212345678");
  }

  @Test
  void every_fault_is_listed_with_its_place() {
    var nowhere = new PostalAddress("1 Main St", null, "", null, "12345", "US");
    var typed =
        new ArtisanProfile(
            "Dr.".repeat(7), "", null, "x".repeat(81), "Jr", " ", "mia", "12", "mia.org", nowhere);

    var found = violations(typed.checked());

    assertThat(found)
        .containsExactly(
            "/honorific too-long",
            "/givenName blank",
            "/familyName too-long",
            "/companyName blank",
            "/email email",
            "/phone phone",
            "/website url",
            "/businessAddress/city blank");
  }

  @ParameterizedTest
  @CsvSource({
    "Chen Ceramics, chen-ceramics",
    "Müller & Söhne, muller-sohne",
    "  --A.B.C--, a-b-c",
    "Jo, maker-jo",
    "陶器, maker",
    "1234567890 1234567890 1234567890 12 4567, 1234567890-1234567890-1234567890-12"
  })
  void a_handle_is_made_of_the_name(String name, String handle) {
    var profile =
        new ArtisanProfile(null, "M", null, "C", null, name, "a@b.co", null, null, anAddress());

    assertThat(profile.handle()).isEqualTo(handle).matches("[a-z0-9-]{3,40}");
  }

  @Test
  void without_a_company_the_person_is_shown() {
    var profile =
        new ArtisanProfile(
            "Dr.", "Mia", "Lin", "Chen", "Jr.", null, "a@b.co", null, null, anAddress());

    assertThat(profile.displayName()).isEqualTo("Dr. Mia Lin Chen Jr.");
    assertThat(profile.handle()).isEqualTo("dr-mia-lin-chen-jr");
  }
}
