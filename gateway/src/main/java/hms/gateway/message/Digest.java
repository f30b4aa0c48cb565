package hms.gateway.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of the data of a message. */
final class Digest {
  private Digest() {}

  static byte[] sha256(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
