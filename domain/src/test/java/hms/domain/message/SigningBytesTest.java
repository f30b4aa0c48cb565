package hms.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two implementations of the signing bytes, and the published vector between them. */
class SigningBytesTest {

  @Test
  void signing_bytes_are_those_of_the_published_vector() throws Exception {
    byte[] bytes = SigningBytes.of(TheVector.signed(), Direction.IN);

    assertThat(bytes).hasSize(517);
    assertThat(hex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .isEqualTo(TheVector.SIGNING_BYTES_SHA256);
    assertThat(hex(TheVector.SECRET.mac(bytes))).isEqualTo(TheVector.MAC);
  }

  @Test
  void the_signature_is_that_of_the_published_vector() {
    assertThat(TheVector.signed().signature()).contains(TheVector.SIGNATURE);
  }

  @Test
  void a_second_implementation_agrees_for_absent_and_present_fields() throws Exception {
    var reply = TheVector.draft().answers("01a20407-50b7-7e21-8f90-a1b2c3d4e5f7");
    Envelope answer = new Signer(TheVector.KEY, TheVector.SECRET).sign(reply, Direction.OUT);

    assertThat(hex(SigningBytes.of(TheVector.signed(), Direction.IN)))
        .isEqualTo(independently("in", TheVector.signed()));
    assertThat(hex(SigningBytes.of(answer, Direction.OUT))).isEqualTo(independently("out", answer));
  }

  /** Written from the text of docs/messages.md alone, in hex, sharing no code. */
  private static String independently(String direction, Envelope e) throws Exception {
    var hex = new StringBuilder("484d537631");
    String sequence = "0".repeat(20 - Long.toString(e.sequence()).length()) + e.sequence();
    var fields =
        List.of(
            direction,
            e.source(),
            e.recipient(),
            e.keyId(),
            e.id(),
            e.type(),
            sequence,
            e.sentAt(),
            e.expires(),
            e.time(),
            e.correlationId().orElse(""),
            e.subject().orElse(""),
            e.dataSchema(),
            e.dataContentType());
    for (String field : fields) {
      byte[] text = field.getBytes(StandardCharsets.UTF_8);
      hex.append("%016x".formatted(text.length)).append(hex(text));
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(e.data());
    return hex.append("0000000000000020").append(hex(digest)).toString();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
