package hms.domain.audit;

import hms.domain.LengthPrefixed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The chain as it stood at the end of a day, signed with a key that is not in the database: whoever
 * can write all tables cannot make the chain anew, nor cut its end off.
 *
 * @param day UTC
 * @param seq the last seal of the day
 * @param hash of that seal, 32 bytes
 * @param signature HMAC-SHA256, 32 bytes
 */
public record AuditRoot(LocalDate day, long seq, byte[] hash, byte[] signature) {
  private static final String MAGIC = "hms-audit-root-v1";
  private static final String ALGORITHM = "HmacSHA256";

  /**
   * @param secret what this office keeps outside the database
   */
  public static AuditRoot signed(LocalDate day, long seq, byte[] hash, byte[] secret) {
    return new AuditRoot(day, seq, hash, signature(day, seq, hash, secret));
  }

  /** Was this root signed with {@code secret}? */
  public boolean genuine(byte[] secret) {
    return MessageDigest.isEqual(signature, signature(day, seq, hash, secret));
  }

  private static byte[] signature(LocalDate day, long seq, byte[] hash, byte[] secret) {
    byte[] text =
        new LengthPrefixed(MAGIC)
            .field(day.toString())
            .field(Long.toString(seq))
            .field(hash)
            .toBytes();
    return hmac(hmac(secret, MAGIC.getBytes(StandardCharsets.US_ASCII)), text);
  }

  static byte[] hmac(byte[] key, byte[] text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
