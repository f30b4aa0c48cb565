package hms.storage.stall;

import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.Versioned;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * What proves who this app is, to the office and to the broker. Its oid is that of the key.
 *
 * @param queueId {@code art-} and 26 of {@code a-z2-7}
 * @param office URL without a slash at the end
 * @param host where the broker listens
 * @param user the account at the broker
 * @param secret 32 bytes, base64url without padding
 */
public record Credential(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID artisan,
    String queueId,
    String office,
    String host,
    int port,
    String user,
    String password,
    String secret)
    implements Versioned {
  private static final int SECRET_BYTES = 32;
  private static final int PORT_MAX = 65_535;

  /** Errors: Invalid, with all that is wrong; never shows the secret. */
  public Outcome<Credential> checked() {
    var rules = new Rules();
    rules.that(queueId.matches("art-[a-z2-7]{26}"), "/queueId", "name", "expected a queue id");
    rules.that(isAddress(office), "/office", "url", "expected the URL of the office");
    rules.range("/port", port, 0, PORT_MAX);
    rules.that(isSecret(secret), "/secret", "secret", "expected 32 bytes in base64url");
    return rules.broken() ? rules.refused() : Outcome.done(this);
  }

  /** The 32 bytes. */
  public byte[] secretBytes() {
    return Base64.getUrlDecoder().decode(secret);
  }

  @Override
  public String toString() {
    return "Credential[key=" + oid + ", artisan=" + artisan + ", secrets hidden]";
  }

  private static boolean isAddress(String text) {
    try {
      return URI.create(text).getHost() != null && !text.endsWith("/");
    } catch (IllegalArgumentException noUri) {
      return false;
    }
  }

  private static boolean isSecret(String text) {
    try {
      return Base64.getUrlDecoder().decode(text).length == SECRET_BYTES;
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }
}
