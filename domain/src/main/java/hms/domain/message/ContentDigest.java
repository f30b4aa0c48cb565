package hms.domain.message;

import hms.domain.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** The header {@code Content-Digest: sha-256=:<base64>:}. Source: RFC 9530. */
public final class ContentDigest {
  private ContentDigest() {}

  /** The value of the header for this body. */
  public static String of(byte[] body) {
    return header(Sha256.of(body));
  }

  /** The value of the header for a body with this SHA-256. */
  public static String header(byte[] sha256) {
    return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
  }

  /** Whether the header names this body; other algorithms are not taken. */
  public static boolean matches(String header, byte[] body) {
    return names(header, Sha256.of(body));
  }

  /** Whether the header names a body with this SHA-256. */
  public static boolean names(String header, byte[] sha256) {
    return MessageDigest.isEqual(
        header(sha256).getBytes(StandardCharsets.US_ASCII),
        header.getBytes(StandardCharsets.UTF_8));
  }
}
