package hms.domain.message;

import hms.domain.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The 32 bytes that office and artisan share. They never travel and are never printed. */
public final class HmacSecret implements Seal, SealCheck {
  public static final int BYTES = 32;

  private final byte[] bytes;

  /**
   * @throws IllegalArgumentException unless there are 32 bytes
   */
  public HmacSecret(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("expected 32 bytes, found " + bytes.length);
    }
    this.bytes = bytes.clone();
  }

  /** HMAC-SHA256, 32 bytes. */
  public byte[] mac(byte[] message) {
    return Digests.hmac(bytes, message);
  }

  @Override
  public byte[] sign(byte[] message) {
    return mac(message);
  }

  /** Compares the texts, so that a signature has one spelling only. */
  @Override
  public boolean genuine(byte[] message, String signature) {
    byte[] expected = Digests.base64url(mac(message)).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of HMAC(secret, "hms-fingerprint"): tells keys apart, gives nothing away. */
  public byte[] fingerprint() {
    return Sha256.of(mac("hms-fingerprint".getBytes(StandardCharsets.US_ASCII)));
  }

  /** The secret itself, for a file of mode 0600 or {@link SecretWrapping}. A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "HmacSecret[hidden]";
  }
}
