package hms.domain.message;

import hms.domain.LengthPrefixed;
import hms.domain.Outcome;
import hms.domain.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Shows that the other side has derived the new secret: an HMAC by it over {@code HMSk1}, the key's
 * oid and the challenge, each behind its length.
 *
 * @param challenge the text that the office sent; base64url of 32 random bytes
 */
public record KeyProof(UUID key, String challenge) {
  public static final int CHALLENGE_BYTES = 32;

  /** A new challenge as text. */
  public static String challenge(byte[] random) {
    if (random.length != CHALLENGE_BYTES) {
      throw new IllegalArgumentException("expected 32 random bytes, found " + random.length);
    }
    return Digests.base64url(random);
  }

  /** What the artisan sends: base64url without padding. */
  public String sign(HmacSecret secret) {
    return Digests.base64url(secret.mac(bytes()));
  }

  /** This proof, if {@code signature} is by the secret; else refused as Untrusted. */
  public Outcome<KeyProof> verify(HmacSecret secret, String signature) {
    byte[] expected = sign(secret).getBytes(StandardCharsets.US_ASCII);
    byte[] found = signature.getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, found)
        ? Outcome.done(this)
        : Outcome.refused(new Refusal.Untrusted("proof of key " + key));
  }

  byte[] bytes() {
    return new LengthPrefixed("HMSk1").field(key.toString()).field(challenge).toBytes();
  }
}
