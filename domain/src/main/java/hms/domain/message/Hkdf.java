package hms.domain.message;

import java.util.Arrays;

/** HMAC-based key derivation with SHA-256. Source: RFC 5869. */
public final class Hkdf {
  private static final int HASH_BYTES = 32;

  private Hkdf() {}

  /** Keying material of {@code length} bytes, at most 255 x 32. */
  public static byte[] derive(byte[] ikm, byte[] salt, byte[] info, int length) {
    byte[] prk = Digests.hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt, ikm);
    byte[] okm = new byte[length];
    byte[] block = new byte[0];
    for (int done = 0, n = 1; done < length; done += HASH_BYTES, n++) {
      block = Digests.hmac(prk, block, info, new byte[] {(byte) n});
      System.arraycopy(block, 0, okm, done, Math.min(HASH_BYTES, length - done));
    }
    Arrays.fill(prk, (byte) 0);
    return okm;
  }
}
