package hms.gateway.trust;

import hms.domain.message.Ed25519Key;
import hms.domain.message.Ed25519PublicKey;
import hms.domain.message.Signer;
import java.util.UUID;

/**
 * The office's own key (Ed25519): it signs to those who share no secret with the office, and
 * everybody can check it. Its oid follows from its public half.
 */
public record OfficeKey(Ed25519Key key) {
  public UUID oid() {
    return publicKey().oid();
  }

  public Ed25519PublicKey publicKey() {
    return key.publicKey();
  }

  Signer signer() {
    return new Signer(oid(), key);
  }
}
