package hms.domain.message;

import hms.domain.Outcome;
import hms.domain.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/** Checks messages against one HMAC key: row 5 of the checks on receipt. */
public record Verifier(UUID key, HmacSecret secret) {

  /**
   * The same envelope, if this key signed it for this direction.
   *
   * @param direction where it was read, never what it says itself
   * @return refused as Untrusted, {@code unknown_key} or {@code signature}
   */
  public Outcome<Envelope> verify(Envelope envelope, Direction direction) {
    if (!envelope.keyId().equals(key.toString())) return untrusted("unknown_key");
    String expected = Digests.base64url(secret.mac(SigningBytes.of(envelope, direction)));
    boolean genuine = envelope.signature().map(found -> same(expected, found)).orElse(false);
    return genuine ? Outcome.done(envelope) : untrusted("signature");
  }

  /** Compares the texts, so that a signature has one spelling only. */
  private static boolean same(String expected, String found) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), found.getBytes(StandardCharsets.US_ASCII));
  }

  private static Outcome<Envelope> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
