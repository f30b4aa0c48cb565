package hms.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of parties, queues and instants on the wire. */
class PartiesTest {

  @Test
  void a_party_is_read_as_it_is_written() {
    assertRead(new Party.Office());
    assertRead(new Party.Artisan(TheVector.ARTISAN));
    assertRead(new Party.Channel(TheVector.KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "urn:hms:office:",
        "urn:hms:artisan:0195F3A0-7C1E-7B52-9D64-3F1C2A5B8E01",
        "urn:hms:artisan:1-1-1-1-1",
        "urn:hms:robot:0195f3a0-7c1e-7b52-9d64-3f1c2a5b8e01",
      })
  void what_names_nobody_is_not_read(String urn) {
    assertThat(Party.parse(urn)).isEmpty();
  }

  @Test
  void a_queue_id_is_base32_of_16_bytes() {
    String id = Queues.newId("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    assertThat(id).isEqualTo("art-gaytemzugu3doobzmfrggzdfmy");
    assertThat(Queues.artisan(id)).isEqualTo("hms.artisan." + id);
    assertThat(Queues.isAddress(Queues.artisan(id))).isTrue();
    assertThat(Queues.isAddress(Queues.channel(TheVector.KEY))).isTrue();
  }

  @Test
  void what_is_no_queue_id_is_a_defect() {
    assertThatIllegalArgumentException().isThrownBy(() -> Queues.artisan("art-1"));
    assertThatIllegalArgumentException().isThrownBy(() -> Queues.newId(new byte[15]));
  }

  @Test
  void an_instant_has_six_fraction_digits() {
    var instant = Instant.parse("2026-11-22T16:11:58.0070009Z");

    assertThat(WireTime.format(instant)).isEqualTo("2026-11-22T16:11:58.007000Z");
    assertThat(WireTime.parse("2026-11-22T16:11:58.007000Z"))
        .contains(Instant.parse("2026-11-22T16:11:58.007Z"));
  }

  private static void assertRead(Party party) {
    assertThat(Party.parse(party.urn())).contains(party);
  }
}
