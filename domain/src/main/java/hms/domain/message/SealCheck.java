package hms.domain.message;

/** What tells a genuine signature from any other: the same secret, or the public half of a pair. */
public interface SealCheck {

  /**
   * Whether the signature is over these bytes.
   *
   * @param signature base64url without padding, in its one spelling; anything else is not genuine
   */
  boolean genuine(byte[] message, String signature);
}
