package hms.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not pass the verifier. */
class VerifierTest {

  @Test
  void a_genuine_message_passes() {
    var outcome = TheVector.verifier().verify(TheVector.signed(), Direction.IN);

    assertThat(outcome).isEqualTo(Outcome.done(TheVector.signed()));
  }

  @ParameterizedTest
  @CsvSource({
    "source,        urn:hms:artisan:0195f3a0-7c1e-7b52-9d64-3f1c2a5b8e02",
    "hmsrecipient,  hms.artisan.art-aaaaaaaaaaaaaaaaaaaaaaaaaa",
    "id,            01a20407-50b7-7e21-8f90-a1b2c3d4e5f7",
    "type,          hms.work_order.rejecu.v1",
    "sequence,      00000000000000000043",
    "hmssentat,     2026-11-22T16:12:03.123457Z",
    "expirytime,    2026-12-22T16:11:58.007001Z",
    "time,          2026-11-22T16:11:58.007001Z",
    "correlationid, 01a20407-50b7-7e21-8f90-a1b2c3d4e5f6",
    "subject,       work_order/01a203f1-8c10-7c44-8e1f-5a6b7c8d9e0e",
    "subject,       ''",
    "dataschema,    urn:hms:schema:work_order.reject:1.1",
  })
  void an_altered_attribute_is_refused(String name, String text) {
    Envelope altered = with(name, text);

    assertThat(TheVector.verifier().verify(altered, Direction.IN))
        .isEqualTo(untrusted("signature"));
  }

  @Test
  void another_key_id_is_refused() {
    Envelope altered = with("hmskeyid", "0195f3a0-8a10-7d33-b0c1-d2e3f4051628");

    assertThat(TheVector.verifier().verify(altered, Direction.IN))
        .isEqualTo(untrusted("unknown_key"));
    var other = new Verifier(UUID.fromString(altered.keyId()), TheVector.SECRET);
    assertThat(other.verify(altered, Direction.IN)).isEqualTo(untrusted("signature"));
  }

  @Test
  void a_reflected_direction_is_refused() {
    assertThat(TheVector.verifier().verify(TheVector.signed(), Direction.OUT))
        .isEqualTo(untrusted("signature"));
  }

  @Test
  void data_altered_by_one_bit_are_refused() {
    byte[] data = TheVector.signed().data();
    data[40] ^= 1;
    Envelope altered = parsed(TheVector.signed().attributes(), data);

    assertThat(TheVector.verifier().verify(altered, Direction.IN))
        .isEqualTo(untrusted("signature"));
  }

  @Test
  void a_field_moved_into_its_neighbour_is_refused() {
    var attributes = TheVector.signed().attributes();
    attributes.put("cloudEvents_correlationid", "01a203f1-8c10-7c44-8e1f-5a6b7c8d9e0f");
    attributes.remove("cloudEvents_subject");
    Envelope moved = parsed(attributes, TheVector.signed().data());

    assertThat(TheVector.verifier().verify(moved, Direction.IN)).isEqualTo(untrusted("signature"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kNpRxKXUOgwwEsKoRge0NuIcXRKZeyLjzJrjeH7TgDR",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      })
  void another_signature_is_refused_also_another_spelling_of_the_right_one(String signature) {
    assertThat(TheVector.verifier().verify(with("hmssig", signature), Direction.IN))
        .isEqualTo(untrusted("signature"));
  }

  @Test
  void a_draft_without_signature_is_refused() {
    Envelope unsigned = TheVector.draft().key(TheVector.KEY).build();

    assertThat(TheVector.verifier().verify(unsigned, Direction.IN))
        .isEqualTo(untrusted("signature"));
  }

  @Test
  void another_secret_is_refused() {
    var stranger = new Verifier(TheVector.KEY, new HmacSecret(new byte[32]));

    assertThat(stranger.verify(TheVector.signed(), Direction.IN)).isEqualTo(untrusted("signature"));
  }

  private static Envelope with(String name, String text) {
    var attributes = TheVector.signed().attributes();
    attributes.put("cloudEvents_" + name, text);
    if (text.isEmpty()) attributes.remove("cloudEvents_" + name);
    return parsed(attributes, TheVector.DATA.getBytes(StandardCharsets.UTF_8));
  }

  private static Envelope parsed(Map<String, String> attributes, byte[] data) {
    return Envelope.parse(attributes, "application/json", data).orThrow();
  }

  private static Outcome<Envelope> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
