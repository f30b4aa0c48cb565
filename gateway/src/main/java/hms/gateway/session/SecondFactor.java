package hms.gateway.session;

import hms.domain.access.OfficeUser;
import hms.domain.access.Totp;
import hms.domain.message.Base32;
import hms.domain.message.HmacSecret;
import hms.domain.message.SecretWrapping;
import hms.gateway.command.Mint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.UUID;

/** Secrets of second factors: in the database they are wrapped, and bound to their person. */
final class SecondFactor {
  private static final String ISSUER = "HMS";

  private final SecretWrapping wrapping;
  private final Mint mint;

  SecondFactor(SecretWrapping wrapping, Mint mint) {
    this.wrapping = wrapping;
    this.mint = mint;
  }

  /**
   * A new secret for a telephone.
   *
   * @param text in base32, to be typed
   * @param uri the same for a picture that telephones read
   * @param wrapped as it is kept
   */
  record Offered(String text, String uri, String wrapped) {
    @Override
    public String toString() {
      return "Offered[hidden]";
    }
  }

  Offered offer(OfficeUser user) {
    var secret = new HmacSecret(mint.bytes(HmacSecret.BYTES));
    byte[] nonce = mint.bytes(SecretWrapping.NONCE_BYTES);
    byte[] wrapped = wrapping.wrap(secret, user.oid(), user.oid(), nonce);
    String text = Base32.encode(secret.bytes());
    String label = URLEncoder.encode(ISSUER + ":" + user.email(), StandardCharsets.UTF_8);
    String uri = "otpauth://totp/%s?secret=%s&issuer=%s".formatted(label, text, ISSUER);
    return new Offered(text, uri, Base64.getEncoder().encodeToString(wrapped));
  }

  /** The step that the code is of; empty if it is not one of now. */
  OptionalLong stepOf(UUID user, String wrapped, String code, Instant now) {
    var secret = wrapping.unwrap(Base64.getDecoder().decode(wrapped), user, user);
    return Totp.stepOf(secret.bytes(), code, now);
  }
}
