package hms.gateway.trust;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, as text: {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}. What it takes stands in
 * the text, so that older ones stay good. It needs tens of milliseconds and the memory of {@code
 * m}: for {@link PasswordVault} only. Source: RFC 9106, the PHC string format; figures of OWASP.
 *
 * @param memoryKib KiB
 * @param passes over the memory
 * @param lanes that are filled one after the other here
 */
record Argon2(int memoryKib, int passes, int lanes) {
  /** What new ones take. */
  static final Argon2 TODAY = new Argon2(19 * 1024, 2, 1);

  static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  String hash(String password, byte[] salt) {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            memoryKib,
            passes,
            lanes,
            base64.encodeToString(salt),
            base64.encodeToString(digest(password, salt, HASH_BYTES)));
  }

  /** Is it the password of this text? */
  static boolean matches(String text, String password) {
    var parts = parts(text);
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] salt = Base64.getDecoder().decode(parts.group(4));
    return MessageDigest.isEqual(expected, of(parts).digest(password, salt, expected.length));
  }

  /** Was it made with other figures than a new one would be? */
  boolean outdated(String text) {
    return !of(parts(text)).equals(this);
  }

  private static Matcher parts(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) throw new IllegalStateException("no hash of Argon2id");
    return parts;
  }

  private static Argon2 of(Matcher parts) {
    return new Argon2(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  private byte[] digest(String password, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] digest = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), digest);
    return digest;
  }
}
