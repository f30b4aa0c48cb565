package hms.domain.audit;

import hms.domain.LengthPrefixed;
import hms.domain.message.Hkdf;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Stands in the audit for what tells of a person: whoever has the office's key can check a value
 * against it, and nobody can read the value from it. So what is erased is gone, though nothing is
 * ever taken out of the audit. The same value of two objects has two digests: they link nobody.
 */
public final class AuditDigest {
  private static final String MAGIC = "hms-audit-digest-v1";
  private static final int KEY_BYTES = 32;

  private final byte[] key;

  /**
   * @param secret what this office keeps outside the database; the key is derived from it
   */
  public AuditDigest(byte[] secret) {
    byte[] info = MAGIC.getBytes(StandardCharsets.US_ASCII);
    this.key = Hkdf.derive(secret, new byte[0], info, KEY_BYTES);
  }

  /**
   * HMAC-SHA256 as {@code hmac-sha256:} and 64 hex digits.
   *
   * @param value the field's value as JSON
   */
  public String of(UUID object, String field, String value) {
    byte[] text =
        new LengthPrefixed(MAGIC).field(object.toString()).field(field).field(value).toBytes();
    return "hmac-sha256:" + HexFormat.of().formatHex(AuditRoot.hmac(key, text));
  }
}
