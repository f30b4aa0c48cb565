package hms.domain.message;

/** What signs: a secret that both sides hold, or the private half of a pair. */
public interface Seal {

  /** The signature over these bytes: 32 bytes of an HMAC, 64 of Ed25519. */
  byte[] sign(byte[] message);
}
