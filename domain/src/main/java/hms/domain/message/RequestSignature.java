package hms.domain.message;

import hms.domain.Outcome;
import hms.domain.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * HMAC-SHA256 signatures of HTTP requests in the profile {@code hms-v1} of RFC 9421.
 *
 * @param input value of the header {@code Signature-Input}
 * @param signature value of the header {@code Signature}
 */
public record RequestSignature(String input, String signature) {

  /**
   * Signs all of the request that the profile covers.
   *
   * @param nonce 16 to 64 of base64url, used once
   */
  public static RequestSignature sign(
      SignedRequest request, UUID key, HmacSecret secret, Instant created, String nonce) {
    SignatureInput input = SignatureInput.of(request, key, created, nonce);
    return new RequestSignature(input.header(), signature(base(request, input), secret));
  }

  /**
   * The input again, if {@code signature} is by the secret over this request and all parts that are
   * there are covered. Times, nonce, key state and the digest of the body are the caller's.
   *
   * @param signature value of the header {@code Signature}
   * @return refused as Untrusted
   */
  public static Outcome<SignatureInput> verify(
      SignedRequest request, SignatureInput input, String signature, HmacSecret secret) {
    if (!input.components().containsAll(request.components())) return untrusted("not covered");
    if (!request.components().containsAll(input.components())) return untrusted("covered, absent");
    byte[] expected = signature(base(request, input), secret).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))
        ? Outcome.done(input)
        : untrusted("request signature");
  }

  /** The signature base of RFC 9421 section 2.5. */
  static String base(SignedRequest request, SignatureInput input) {
    var lines = new StringBuilder();
    for (String component : input.components()) {
      String value = request.value(component).orElse("");
      lines.append("\"%s\": %s\n".formatted(component, value));
    }
    return lines.append("\"@signature-params\": ").append(input.parameters()).toString();
  }

  private static String signature(String base, HmacSecret secret) {
    byte[] mac = secret.mac(base.getBytes(StandardCharsets.UTF_8));
    return "sig1=:" + Base64.getEncoder().encodeToString(mac) + ":";
  }

  private static Outcome<SignatureInput> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
