package hms.domain.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps HMAC secrets unreadable in the database: AES-256-GCM under a key that lives outside, bound
 * to artisan and key, so that a row copied to another artisan opens nothing.
 */
public final class SecretWrapping {
  public static final int KEY_BYTES = 32;
  public static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int WRAPPED_BYTES = NONCE_BYTES + HmacSecret.BYTES + TAG_BYTES;

  private final SecretKeySpec wrappingKey;

  public SecretWrapping(byte[] wrappingKey) {
    if (wrappingKey.length != KEY_BYTES) {
      throw new IllegalArgumentException("expected 32 bytes, found " + wrappingKey.length);
    }
    this.wrappingKey = new SecretKeySpec(wrappingKey, "AES");
  }

  /**
   * Nonce, ciphertext and tag: 60 bytes.
   *
   * @param nonce 12 random bytes, never used twice
   */
  public byte[] wrap(HmacSecret secret, UUID artisan, UUID key, byte[] nonce) {
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, artisan, key).doFinal(secret.bytes());
      return ByteBuffer.allocate(WRAPPED_BYTES).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  /**
   * The secret again.
   *
   * @throws IllegalStateException if it was altered, belongs to another row, or the wrapping key is
   *     another: a fault, nobody's request can cause it
   */
  public HmacSecret unwrap(byte[] wrapped, UUID artisan, UUID key) {
    if (wrapped.length != WRAPPED_BYTES) {
      throw new IllegalStateException("expected 60 bytes, found " + wrapped.length);
    }
    var bytes = ByteBuffer.wrap(wrapped);
    byte[] nonce = new byte[NONCE_BYTES];
    byte[] sealed = new byte[WRAPPED_BYTES - NONCE_BYTES];
    bytes.get(nonce).get(sealed);
    try {
      return new HmacSecret(cipher(Cipher.DECRYPT_MODE, nonce, artisan, key).doFinal(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secret of key " + key + " does not open", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, UUID artisan, UUID key)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, wrappingKey, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD((artisan + "/" + key).getBytes(StandardCharsets.US_ASCII));
    return cipher;
  }
}
