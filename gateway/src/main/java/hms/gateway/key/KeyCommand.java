package hms.gateway.key;

import java.util.UUID;

/** What can be asked about keys. */
public sealed interface KeyCommand {

  /**
   * An artisan's app asks for its first key.
   *
   * @param code the enrolment code as a person typed it
   * @param algorithm {@code hmac_sha256}
   * @param agreeKey the app's X25519 public key, 32 bytes, base64url
   */
  record Enrol(String code, String algorithm, String agreeKey) implements KeyCommand {}

  /** An artisan with a key in force asks for the next one. */
  record Issue(UUID artisan, String algorithm, String agreeKey) implements KeyCommand {}

  /** A storefront asks for its first key, or the next one. */
  record IssueToChannel(UUID channel, String algorithm, String agreeKey) implements KeyCommand {}

  /** A pending key gets a fresh challenge. */
  record Challenge(UUID key) implements KeyCommand {}

  /** The app proves that it has derived the same secret. */
  record Prove(UUID key, String signature) implements KeyCommand {}

  /** The key is out of force at once. */
  record Revoke(UUID key, String reason) implements KeyCommand {}

  /** Nobody proved it in time. */
  record Expire(UUID key) implements KeyCommand {}

  /** The time of a former key is over. */
  record Retire(UUID key) implements KeyCommand {}

  /** A new code for an artisan that has no key in force; the old one dies. */
  record NewCode(UUID artisan) implements KeyCommand {}

  /** The artisan wants an account at the broker; the password is shown once. */
  record OpenBrokerAccount(UUID artisan) implements KeyCommand {}
}
