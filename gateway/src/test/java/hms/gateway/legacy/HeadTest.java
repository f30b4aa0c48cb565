package hms.gateway.legacy;

import static hms.domain.fixture.Refusals.why;
import static hms.gateway.legacy.OriginalFiles.NOW;
import static hms.gateway.legacy.OriginalFiles.OID;
import static hms.gateway.legacy.OriginalFiles.OPEN;
import static hms.gateway.legacy.OriginalFiles.json;
import static hms.gateway.legacy.OriginalFiles.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Refusal;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadTest {
  private static final String TIMES =
      ", \"created\": \"2018-03-01 09:30:00\", \"modified\": \"2018-03-01 09:30:00\"";

  @ParameterizedTest
  @CsvSource({
    "5f0c3a52-8b1e-4d77-9a53-2f6f0f7f1a01, 5f0c3a52-8b1e-4d77-9a53-2f6f0f7f1a01.json, false",
    "5f0c3a528b1e4d779a532f6f0f7f1a01, 5f0c3a52-8b1e-4d77-9a53-2f6f0f7f1a01.json, false",
    "5F0C3A528B1E4D779A532F6F0F7F1A01, 5f0c3a528b1e4d779a532f6f0f7f1a01.json, false",
    "5f0c3a528b1e4d779a532f6f0f7f1a01, 00000000-8b1e-4d77-9a53-2f6f0f7f1a01.json, true",
    "5f0c3a528b1e4d779a532f6f0f7f1a01, mia.json, true",
  })
  void the_oid_inside_counts_and_another_name_is_flagged(
      String oid, String file, boolean mismatch) {
    var from = new Original(json("{\"oid\": " + quoted(oid) + TIMES + "}"));

    assertThat(Head.read(file, from, OPEN).orThrow().oid()).isEqualTo(OID);
    assertThat(from.remarks().flags()).isEqualTo(mismatch ? Set.of(Flag.NAME_MISMATCH) : Set.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"oid\": 7}", "{\"oid\": \"mia\"}", "{\"oid\": [\"a\"]}"})
  void without_an_oid_nothing_is_read(String text) {
    var refusal = why(Head.read("mia.json", new Original(json(text)), OPEN));

    assertThat(refusal).isInstanceOf(Refusal.Invalid.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2018-01-15 09:30:00, 2018-01-15T08:30:00Z, false",
    "2018-07-15 09:30:00, 2018-07-15T07:30:00Z, false",
    "2018-10-28 02:30:00, 2018-10-28T00:30:00Z, true",
    "2018-03-25 02:30:00, 2018-03-25T01:30:00Z, true",
  })
  void local_times_are_of_the_zone_that_was_named(String local, Instant at, boolean ambiguous) {
    var from = head("\"created\": " + quoted(local) + ", \"modified\": " + quoted(local));

    assertThat(Head.read(OID + ".json", from, OPEN).orThrow().created()).isEqualTo(at);
    assertThat(from.remarks().flags())
        .isEqualTo(ambiguous ? Set.of(Flag.TIME_AMBIGUOUS) : Set.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2018-02-30 09:30:00", "2018-03-01T09:30:00Z"})
  void a_time_of_another_form_is_noted_and_the_other_one_counts(String written) {
    var from = head("\"created\": " + quoted(written) + ", \"modified\": \"2018-07-15 09:30:00\"");

    var head = Head.read(OID + ".json", from, OPEN).orThrow();
    assertThat(head.created()).isEqualTo(Instant.parse("2018-07-15T07:30:00Z"));
    assertThat(from.remarks().flags()).containsExactly(Flag.TIME_UNREADABLE);
    assertThat(from.remarks().notes()).containsEntry("created", written);
  }

  @Test
  void without_any_time_it_was_made_when_it_was_imported() {
    var from = head("\"is_deleted\": true");

    assertThat(Head.read(OID + ".json", from, OPEN).orThrow())
        .isEqualTo(new Head(OID, NOW, NOW, true));
    assertThat(from.remarks().flags()).containsExactly(Flag.TIME_UNREADABLE);
  }

  @Test
  void nothing_is_changed_before_it_was_made() {
    var from = head("\"created\": \"2018-07-15 09:30:00\", \"modified\": \"2018-07-15 09:29:59\"");

    var head = Head.read(OID + ".json", from, OPEN).orThrow();
    assertThat(head.modified()).isEqualTo(head.created());
    assertThat(from.remarks().notes()).containsKey("modified");
  }

  private static Original head(String members) {
    return new Original(json("{\"oid\": " + quoted(OID.toString()) + ", " + members + "}"));
  }
}
