package hms.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hms.domain.Outcome;
import hms.domain.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 1 of the checks on receipt. */
class EnvelopeTest {
  private static final Envelope SIGNED = TheVector.signed();

  @Test
  void what_is_written_is_read_again() {
    var read = Envelope.parse(SIGNED.attributes(), "application/json", SIGNED.data());

    assertThat(read).isEqualTo(Outcome.done(SIGNED));
    assertThat(SIGNED.sequence()).isEqualTo(42);
    assertThat(SIGNED.subject()).contains("work_order/" + TheVector.WORK_ORDER);
    assertThat(SIGNED.correlationId()).isEmpty();
  }

  @Test
  void the_colon_prefix_is_read_too_but_not_both_in_one_message() {
    var colons =
        SIGNED.attributes().entrySet().stream()
            .collect(
                Collectors.toMap(
                    each -> each.getKey().replace("cloudEvents_", "cloudEvents:"),
                    Map.Entry::getValue));
    assertThat(Envelope.parse(colons, "application/json", SIGNED.data()))
        .isEqualTo(Outcome.done(SIGNED));

    colons.put("cloudEvents_type", "hms.work_order.accept.v1");
    assertMalformed(colons, "two prefixes in one message");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "specversion",
        "id",
        "source",
        "hmsrecipient",
        "hmskeyid",
        "hmssig",
        "type",
        "dataschema",
        "sequence",
        "time",
        "hmssentat",
        "expirytime"
      })
  void a_required_attribute_must_be_there(String name) {
    assertMalformed(with(name, null), name + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "specversion, 1.1",
    "id, 01A20407-50B7-7E21-8F90-A1B2C3D4E5F6",
    "id, 42",
    "source, urn:hms:artisan:",
    "source, urn:hms:somebody",
    "hmsrecipient, hms.artisan.art-short",
    "hmsrecipient, hms.dead",
    "type, hms.work_order.reject",
    "type, hms.work_order.reject.v0",
    "dataschema, urn:hms:schema:work_order.reject:1",
    "subject, work_order",
    "correlationid, ''",
    "sequence, 42",
    "sequence, 09223372036854775808",
    "sequence, 99999999999999999999",
    "time, 2026-11-22T16:12:03.123Z",
    "time, 2026-11-22T16:12:03.123456+00:00",
    "time, 2026-11-22T23:59:60.000000Z",
    "time, 2026-02-30T16:12:03.123456Z",
    "hmssentat, 2026-11-22T24:00:00.000000Z",
    "hmssig, kNpR",
    "hmskeyid, x",
    "traceparent, 'grün'",
  })
  void an_attribute_that_is_not_well_formed_is_refused(String name, String text) {
    assertMalformed(with(name, text), name + " is not well-formed");
  }

  @Test
  void text_beyond_256_characters_is_refused() {
    assertMalformed(with("traceparent", "a".repeat(257)), "traceparent is not well-formed");
  }

  @Test
  void an_unknown_attribute_is_ignored_unless_it_is_one_of_ours() {
    assertThat(Envelope.parse(with("partitionkey", "x"), "application/json", SIGNED.data()))
        .isEqualTo(Outcome.done(SIGNED));
    assertMalformed(with("hmsalg", "none"), "unknown attribute hmsalg");
  }

  @Test
  void another_content_type_is_refused() {
    var outcome = Envelope.parse(SIGNED.attributes(), null, SIGNED.data());

    assertThat(outcome).isEqualTo(malformed("datacontenttype is not well-formed"));
  }

  @Test
  void data_above_256_kib_are_refused() {
    var outcome = Envelope.parse(SIGNED.attributes(), "application/json", new byte[262145]);

    assertThat(outcome).isEqualTo(malformed("data are larger than 256 KiB"));
  }

  @Test
  void the_largest_sequence_is_that_of_a_long() {
    var attributes = with("sequence", "09223372036854775807");

    var read = Envelope.parse(attributes, "application/json", SIGNED.data());

    assertThat(read.orThrow().sequence()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void nobody_changes_the_data_of_an_envelope() {
    byte[] data = SIGNED.data();
    var read = Envelope.parse(SIGNED.attributes(), "application/json", data).orThrow();

    data[0] = 'x';
    read.data()[1] = 'x';

    assertThat(read).isEqualTo(SIGNED).hasSameHashCodeAs(SIGNED);
  }

  @Test
  void a_draft_that_lacks_something_is_a_defect_of_its_writer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Envelope.draft().build())
        .withMessage("id is missing");
  }

  @Test
  void a_log_line_shows_no_data() {
    assertThat(SIGNED).asString().contains("#42").doesNotContain("ausverkauft");
  }

  private static Map<String, String> with(String name, @Nullable String text) {
    var attributes = new HashMap<>(SIGNED.attributes());
    attributes.remove("cloudEvents_" + name);
    if (text != null) attributes.put("cloudEvents_" + name, text);
    return attributes;
  }

  private static void assertMalformed(Map<String, String> attributes, String why) {
    assertThat(Envelope.parse(attributes, "application/json", SIGNED.data()))
        .isEqualTo(malformed(why));
  }

  private static Outcome<Envelope> malformed(String why) {
    return Outcome.refused(new Refusal.Untrusted("malformed: " + why));
  }
}
