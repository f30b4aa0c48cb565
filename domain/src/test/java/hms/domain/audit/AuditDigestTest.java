package hms.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AuditDigestTest {
  private static final UUID ORDER = new UUID(7, 7);

  private final AuditDigest digest = new AuditDigest(new byte[32]);

  @Test
  void a_value_can_be_checked_and_not_read() {
    String of = digest.of(ORDER, "shipToName", "\"Lena Brandt\"");

    assertThat(of).matches("hmac-sha256:[0-9a-f]{64}");
    assertThat(digest.of(ORDER, "shipToName", "\"Lena Brandt\"")).isEqualTo(of);
  }

  @Test
  void another_value_field_object_or_key_is_another_digest() {
    String of = digest.of(ORDER, "note", "\"a\"");

    assertThat(digest.of(ORDER, "note", "\"b\"")).isNotEqualTo(of);
    assertThat(digest.of(ORDER, "shipToName", "\"a\"")).isNotEqualTo(of);
    assertThat(digest.of(new UUID(7, 8), "note", "\"a\"")).isNotEqualTo(of);
    byte[] other = {1};
    assertThat(new AuditDigest(other).of(ORDER, "note", "\"a\"")).isNotEqualTo(of);
  }
}
