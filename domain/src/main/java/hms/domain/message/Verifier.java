package hms.domain.message;

import hms.domain.Outcome;
import hms.domain.Refusal;
import java.util.UUID;

/** Checks messages against one key: row 5 of the checks on receipt. */
public record Verifier(UUID key, SealCheck check) {

  /**
   * The same envelope, if this key signed it for this direction.
   *
   * @param direction where it was read, never what it says itself
   * @return refused as Untrusted, {@code unknown_key} or {@code signature}
   */
  public Outcome<Envelope> verify(Envelope envelope, Direction direction) {
    if (!envelope.keyId().equals(key.toString())) return untrusted("unknown_key");
    byte[] signed = SigningBytes.of(envelope, direction);
    boolean genuine = envelope.signature().map(s -> check.genuine(signed, s)).orElse(false);
    return genuine ? Outcome.done(envelope) : untrusted("signature");
  }

  private static Outcome<Envelope> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
