package hms.domain.message;

import hms.domain.Outcome;
import hms.domain.Refusal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import java.util.UUID;

/**
 * One side of an X25519 agreement: both sides derive the same HMAC secret, which never travels.
 * Used once, then forgotten. Source: RFC 7748, RFC 5869; docs/messages.md.
 */
public final class KeyAgreement {
  private static final int KEY_BYTES = 32;
  private static final byte[] INFO = "hms-hmac-v1".getBytes(StandardCharsets.US_ASCII);

  private final KeyPair pair;

  private KeyAgreement(KeyPair pair) {
    this.pair = pair;
  }

  public static KeyAgreement generate(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance("X25519");
      generator.initialize(NamedParameterSpec.X25519, random);
      return new KeyAgreement(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 11 has X25519", e);
    }
  }

  /** The salt of a rotation, where no enrolment code is at hand. */
  public static byte[] rotationSalt() {
    return new byte[KEY_BYTES];
  }

  /** The public half: 32 raw bytes, base64url without padding. */
  public String agreeKey() {
    return Digests.base64url(raw());
  }

  /**
   * The secret as the artisan derives it.
   *
   * @param officeKey the office's {@link #agreeKey()}
   * @param salt {@link EnrolmentCode#hash()} or {@link #rotationSalt()}
   * @return refused as Untrusted if the other key is none or yields all zeros
   */
  public Outcome<HmacSecret> secretForArtisan(String officeKey, UUID key, byte[] salt) {
    return decode(officeKey).then(office -> agree(office, salt, info(key, raw(), office)));
  }

  /** The secret as the office derives it; otherwise as {@link #secretForArtisan}. */
  public Outcome<HmacSecret> secretForOffice(String artisanKey, UUID key, byte[] salt) {
    return decode(artisanKey).then(artisan -> agree(artisan, salt, info(key, artisan, raw())));
  }

  private Outcome<HmacSecret> agree(byte[] peer, byte[] salt, byte[] info) {
    try {
      var agreement = javax.crypto.KeyAgreement.getInstance("X25519");
      agreement.init(pair.getPrivate());
      var unused = agreement.doPhase(publicKey(peer), true);
      byte[] shared = agreement.generateSecret();
      return Outcome.done(new HmacSecret(Hkdf.derive(shared, salt, info, HmacSecret.BYTES)));
    } catch (InvalidKeyException smallOrder) {
      return untrusted("agreeKey yields no secret");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 11 has X25519", e);
    }
  }

  private byte[] raw() {
    BigInteger u = ((XECPublicKey) pair.getPublic()).getU();
    return reversed(ByteBuffer.allocate(KEY_BYTES).put(unsigned(u)).array());
  }

  /** 32 bytes, most significant first. */
  private static byte[] unsigned(BigInteger u) {
    byte[] bytes = new byte[KEY_BYTES];
    byte[] twos = u.toByteArray();
    int count = Math.min(twos.length, KEY_BYTES);
    System.arraycopy(twos, twos.length - count, bytes, KEY_BYTES - count, count);
    return bytes;
  }

  /** RFC 7748 section 5: little-endian, the top bit is ignored. */
  private static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
    byte[] bytes = reversed(raw);
    bytes[0] &= 0x7f;
    var spec = new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bytes));
    return KeyFactory.getInstance("X25519").generatePublic(spec);
  }

  private static byte[] info(UUID key, byte[] artisan, byte[] office) {
    byte[] oid = key.toString().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(INFO.length + oid.length + 2 * KEY_BYTES)
        .put(INFO)
        .put(oid)
        .put(artisan)
        .put(office)
        .array();
  }

  private static Outcome<byte[]> decode(String agreeKey) {
    if (!agreeKey.matches("[A-Za-z0-9_-]{43}")) {
      return untrusted("agreeKey is not 32 bytes in base64url");
    }
    return Outcome.done(Base64.getUrlDecoder().decode(agreeKey));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) turned[i] = bytes[bytes.length - 1 - i];
    return turned;
  }

  private static <T> Outcome<T> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
