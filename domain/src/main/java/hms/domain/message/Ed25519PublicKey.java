package hms.domain.message;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Sha256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** The public half of an {@link Ed25519Key}. Source: RFC 8032, section 5.1.2. */
public final class Ed25519PublicKey implements SealCheck {
  private static final int BYTES = 32;
  private static final int SIGN_OF_X = 0x80;

  private final PublicKey key;
  private final byte[] raw;

  private Ed25519PublicKey(PublicKey key, byte[] raw) {
    this.key = key;
    this.raw = raw;
  }

  static Ed25519PublicKey of(EdECPublicKey key) {
    byte[] raw = new byte[BYTES];
    byte[] y = key.getPoint().getY().toByteArray();
    for (int i = 0; i < Math.min(y.length, BYTES); i++) raw[i] = y[y.length - 1 - i];
    if (key.getPoint().isXOdd()) raw[BYTES - 1] |= (byte) SIGN_OF_X;
    return new Ed25519PublicKey(key, raw);
  }

  /** Reads {@link #text}; refused as Untrusted if it is no key. */
  public static Outcome<Ed25519PublicKey> parse(String text) {
    if (!text.matches("[A-Za-z0-9_-]{43}")) return untrusted();
    byte[] raw = Base64.getUrlDecoder().decode(text);
    byte[] y = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) y[i] = raw[BYTES - 1 - i];
    boolean odd = (y[0] & SIGN_OF_X) != 0;
    y[0] = (byte) (y[0] & ~SIGN_OF_X);
    var spec =
        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y)));
    try {
      var key = KeyFactory.getInstance("Ed25519").generatePublic(spec);
      return Outcome.done(new Ed25519PublicKey(key, raw));
    } catch (GeneralSecurityException e) {
      return untrusted();
    }
  }

  /** 32 raw bytes, base64url without padding. */
  public String text() {
    return Digests.base64url(raw);
  }

  /** SHA-256 of the raw bytes in hex: what people compare. */
  public String fingerprint() {
    return HexFormat.of().formatHex(Sha256.of(raw));
  }

  /**
   * A name for the key that follows from it: the first bytes of the fingerprint as a UUID of
   * version 8, RFC 9562.
   */
  public UUID oid() {
    var digest = ByteBuffer.wrap(Sha256.of(raw));
    long high = digest.getLong() & ~0xf000L | 0x8000L;
    long low = digest.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  @Override
  public boolean genuine(byte[] message, String signature) {
    if (!signature.matches("[A-Za-z0-9_-]{86}")) return false;
    byte[] bytes = Base64.getUrlDecoder().decode(signature);
    return Digests.base64url(bytes).equals(signature) && verified(message, bytes);
  }

  private boolean verified(byte[] message, byte[] signature) {
    try {
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  private static <T> Outcome<T> untrusted() {
    return Outcome.refused(new Refusal.Untrusted("publicKey is not an Ed25519 key in base64url"));
  }
}
