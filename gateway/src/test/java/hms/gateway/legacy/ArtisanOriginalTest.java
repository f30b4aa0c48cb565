package hms.gateway.legacy;

import static hms.gateway.legacy.OriginalFiles.OID;
import static hms.gateway.legacy.OriginalFiles.anArtisan;
import static hms.gateway.legacy.OriginalFiles.artisanAt;
import static hms.gateway.legacy.OriginalFiles.artisanWith;
import static hms.gateway.legacy.OriginalFiles.json;
import static hms.gateway.legacy.OriginalFiles.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.artisan.Artisan;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArtisanOriginalTest {

  @Test
  void what_keeps_all_rules_becomes_an_applicant() {
    var original = anArtisan();
    var artisan = original.artisan("chen-clay", "art-unused");

    assertThat(artisan.oid()).isEqualTo(OID);
    assertThat(artisan.created()).isEqualTo(Instant.parse("2018-03-01T08:30:00Z"));
    assertThat(artisan.modified()).isEqualTo(Instant.parse("2019-04-02T08:00:00Z"));
    assertThat(artisan.state()).isEqualTo(Artisan.State.APPLIED);
    assertThat(artisan.queueId()).isNull();
    assertThat(artisan.profile().givenName()).isEqualTo("Mia Lin");
    assertThat(artisan.profile().familyName()).isEqualTo("Chen");
    assertThat(artisan.profile().email()).isEqualTo("mia@example.org");
    assertThat(artisan.profile().companyName()).isEqualTo("Chen Clay");
    assertThat(artisan.profile().website()).isEqualTo("https://chen.example.org");
    assertThat(artisan.profile().businessAddress())
        .isEqualTo(
            new PostalAddress("1 Kiln Way", "Yard 2", "Antigua", "Sacatepéquez", "03001", "GT"));
    assertThat(original.flags()).containsExactly(Flag.NAME_SPLIT);
    assertThat(original.notes()).containsOnlyKeys("is_active").containsEntry("is_active", "true");
    assertThat(artisan.activate("art-queue", Instant.EPOCH)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void one_that_was_deleted_is_closed_for_good() {
    var closed = artisanWith("'is_deleted': true".replace('\'', '"')).artisan("chen", "art-q");

    assertThat(closed.state()).isEqualTo(Artisan.State.CLOSED);
    assertThat(closed.queueId()).isEqualTo("art-q");
    assertThat(closed.purged()).isEqualTo(closed.modified());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          Mia Chen       | Mia     | Chen | NAME_SPLIT
          ' Mia Lin Chen'| Mia Lin | Chen | NAME_SPLIT
          Cher           | ''      | Cher | NAME_INCOMPLETE
          ''             | ''      | ''   | NAME_INCOMPLETE
          """)
  void a_name_is_split_at_its_last_blank(String whole, String given, String family, Flag flag) {
    var original = artisanWith("\"contact_name\": " + quoted(whole));

    assertThat(original.profile().givenName()).isEqualTo(given);
    assertThat(original.profile().familyName()).isEqualTo(family);
    assertThat(original.flags()).containsExactly(flag);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mia@Example.org               | mia@example.org
          Mia Chen <mia@example.org>    | mia@example.org
          'mail (mia@example.org), please' | mia@example.org
          mia@example.org, MIA@example.org | mia@example.org
          """)
  void the_one_address_inside_is_the_email(String written, String email) {
    var original = artisanWith("\"contact_email\": " + quoted(written));

    assertThat(original.profile().email()).isEqualTo(email);
    assertThat(original.flags()).doesNotContain(Flag.EMAIL_UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mia", "mia@", "a@example.org, b@example.org", "mia@localhost"})
  void none_or_two_addresses_are_noted(String written) {
    var original = artisanWith("\"contact_email\": " + quoted(written));

    assertThat(original.profile().email()).isEmpty();
    assertThat(original.flags()).contains(Flag.EMAIL_UNREADABLE);
    assertThat(original.notes()).containsEntry("contact_email", written);
    assertThat(original.artisan("mia", "q").activate("art-q", Instant.EPOCH))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void an_email_that_is_taken_is_noted_and_left_out() {
    var original = anArtisan().emailTaken();

    assertThat(original.profile().email()).isEmpty();
    assertThat(original.flags()).contains(Flag.EMAIL_DUPLICATE);
    assertThat(original.notes()).containsEntry("email", "mia@example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chen.example.org", "ftp://chen.example.org", "my shop"})
  void a_website_that_is_no_url_of_ours_is_noted(String written) {
    var original = artisanWith("\"website\": " + quoted(written));

    assertThat(original.profile().website()).isNull();
    assertThat(original.flags()).contains(Flag.WEBSITE_UNREADABLE);
    assertThat(original.notes()).containsEntry("website", written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null          | GT | true
          ''            | GT | true
          "Guatemala"   | GT | true
          "de"          | DE | false
          """)
  void a_country_that_we_do_not_know_is_assumed(String written, String country, boolean assumed) {
    var original = artisanAt("country", written.isEmpty() ? "\"\"" : written);

    assertThat(original.profile().businessAddress().country()).isEqualTo(country);
    assertThat(original.flags().contains(Flag.COUNTRY_ASSUMED)).isEqualTo(assumed);
    assertThat(original.notes().containsKey("address.country"))
        .isEqualTo(written.contains("Guatemala"));
  }

  @Test
  void what_an_address_lacks_is_flagged_and_keeps_the_artisan_from_activation() {
    var original = artisanWith("\"address\": {\"city\": \"Antigua\", \"planet\": \"Mars\"}");

    assertThat(original.profile().businessAddress())
        .isEqualTo(new PostalAddress("", null, "Antigua", null, "", "GT"));
    assertThat(original.flags())
        .contains(Flag.POSTAL_CODE_MISSING, Flag.ADDRESS_INCOMPLETE, Flag.COUNTRY_ASSUMED);
    assertThat(original.notes()).containsEntry("address.planet", "Mars");
    assertThat(original.artisan("mia", "q").activate("art-q", Instant.EPOCH))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void a_company_name_that_is_too_long_is_cut_and_noted_whole() {
    String whole = "Clay ".repeat(30).strip();
    var original = artisanWith("\"company_name\": " + quoted(whole));

    assertThat(original.profile().companyName()).isEqualTo(whole.substring(0, 120).strip());
    assertThat(original.flags()).contains(Flag.TEXT_CUT);
    assertThat(original.notes()).containsEntry("company_name", whole);
  }

  @Test
  void keys_of_later_versions_are_read_and_unknown_ones_noted() {
    var original =
        ArtisanOriginal.read(
                OID + ".json",
                json(
                    """
                    {"oid": "5f0c3a52-8b1e-4d77-9a53-2f6f0f7f1a01", "created": "2018-03-01 09:30:00",
                     "modified": "2018-03-01 09:30:00", "honorific": "Dr.", "given_name": "Mia",
                     "middle_name": "Lin", "family_name": "Chen", "suffix": "Jr.",
                     "email_address": "mia@example.org", "phone": "+502 5555-1234",
                     "business_address": {"street_address": "1 Kiln Way", "city": "Antigua",
                       "region_name": "Sacatepéquez", "postal_code": "03001", "country": "GT"},
                     "fax": [1, 2]}
                    """),
                OriginalFiles.OPEN)
            .orThrow();

    assertThat(original.profile().displayName()).isEqualTo("Dr. Mia Lin Chen Jr.");
    assertThat(original.profile().email()).isEqualTo("mia@example.org");
    assertThat(original.profile().phone()).isEqualTo("+50255551234");
    assertThat(original.profile().businessAddress().region()).isEqualTo("Sacatepéquez");
    assertThat(original.flags()).isEmpty();
    assertThat(original.notes()).containsOnlyKeys("fax").containsEntry("fax", "[1,2]");
  }

  @Test
  void what_cannot_be_stored_in_a_note_is_replaced() {
    var original = artisanWith("\"motto\": \"a\\u0000b\\ud800\"");

    assertThat(original.notes()).containsEntry("motto", "a\uFFFDb\uFFFD");
  }
}
