package hms.domain.message;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * A private key that signs with Ed25519: only its holder can have signed. It is never printed.
 * Source: RFC 8032.
 */
public final class Ed25519Key implements Seal {
  public static final int SEED_BYTES = 32;

  private final PrivateKey key;
  private final Ed25519PublicKey publicKey;

  /**
   * @param seed the 32 bytes that RFC 8032 calls the private key
   * @throws IllegalArgumentException unless there are 32 bytes
   */
  public Ed25519Key(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("expected 32 bytes, found " + seed.length);
    }
    try {
      this.key = KeyFactory.getInstance("Ed25519").generatePrivate(spec(seed.clone()));
      this.publicKey = publicKey(seed.clone());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }

  /** What everybody may know. */
  public Ed25519PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }

  @Override
  public String toString() {
    return "Ed25519Key[hidden]";
  }

  private static EdECPrivateKeySpec spec(byte[] seed) {
    return new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed);
  }

  /** The JDK computes public halves in its generator only, from the random bytes it draws. */
  private static Ed25519PublicKey publicKey(byte[] seed) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new Drawn(seed));
    var pair = generator.generateKeyPair();
    return Ed25519PublicKey.of((EdECPublicKey) pair.getPublic());
  }

  /** Draws the seed. */
  private static final class Drawn extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] seed;

    Drawn(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(Arrays.copyOf(seed, bytes.length), 0, bytes, 0, bytes.length);
    }
  }
}
