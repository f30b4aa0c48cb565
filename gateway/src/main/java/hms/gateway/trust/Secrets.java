package hms.gateway.trust;

import hms.domain.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Tokens and passwords that machines use: 256 random bits, so a plain digest is enough to keep
 * them.
 */
public final class Secrets {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int PREFIX = 10;
  private static final int SECRET = 52;
  private static final int PASSWORD_BYTES = 32;

  private Secrets() {}

  /** A bearer token: {@code hms_}, 10 characters to tell it by, 52 that are the secret. */
  public static String token(SecureRandom random) {
    return "hms_" + base32(random, PREFIX) + "_" + base32(random, SECRET);
  }

  public static String password(SecureRandom random) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is stored instead of the secret. */
  public static byte[] hash(String secret) {
    return Sha256.of(secret);
  }

  private static String base32(SecureRandom random, int length) {
    var text = new StringBuilder();
    while (text.length() < length) text.append(BASE32.charAt(random.nextInt(BASE32.length())));
    return text.toString();
  }
}
