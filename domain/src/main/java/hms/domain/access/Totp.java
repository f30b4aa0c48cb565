package hms.domain.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of six digits that a telephone makes from a secret and the time, in steps of 30 s. Source:
 * RFC 6238, with HMAC-SHA-1, which is what the applications know.
 */
public final class Totp {
  private static final long STEP_SECONDS = 30;
  private static final int DIGITS_MODULUS = 1_000_000;

  /** A telephone's clock may be off by a step, and a person needs time to type. */
  private static final int DRIFT_STEPS = 1;

  private Totp() {}

  /** The code of a step. */
  public static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] digest = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = digest[digest.length - 1] & 0xf;
      int bits = ByteBuffer.wrap(digest).getInt(offset) & Integer.MAX_VALUE;
      return "%06d".formatted(bits % DIGITS_MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  public static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
  }

  /**
   * The step that a code is of, among those near now; empty if it is none of theirs. Each is looked
   * at, so that the time this takes says nothing.
   */
  public static OptionalLong stepOf(byte[] secret, String code, Instant now) {
    var found = OptionalLong.empty();
    for (long step = step(now) - DRIFT_STEPS; step <= step(now) + DRIFT_STEPS; step++) {
      if (same(code(secret, step), code)) found = OptionalLong.of(step);
    }
    return found;
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
