package hms.domain.message;

import java.util.UUID;

/** Signs messages with one HMAC key. */
public record Signer(UUID key, HmacSecret secret) {

  /** The envelope, naming this key and signed by it; whatever signed it before is forgotten. */
  public Envelope sign(EnvelopeDraft draft, Direction direction) {
    Envelope unsigned = draft.key(key).build();
    byte[] mac = secret.mac(SigningBytes.of(unsigned, direction));
    return unsigned.redraft().signature(Digests.base64url(mac)).build();
  }
}
