package hms.domain.message;

import java.util.UUID;

/** Signs messages with one key, whatever its algorithm. */
public record Signer(UUID key, Seal seal) {

  /** The envelope, naming this key and signed by it; whatever signed it before is forgotten. */
  public Envelope sign(EnvelopeDraft draft, Direction direction) {
    Envelope unsigned = draft.key(key).build();
    byte[] signature = seal.sign(SigningBytes.of(unsigned, direction));
    return unsigned.redraft().signature(Digests.base64url(signature)).build();
  }
}
