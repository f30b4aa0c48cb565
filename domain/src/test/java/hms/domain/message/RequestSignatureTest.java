package hms.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Outcome.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The profile hms-v1 of RFC 9421, against a signature made by other code, and altered requests. */
class RequestSignatureTest {
  private static final byte[] BODY = "{\"lines\":[]}".getBytes(StandardCharsets.US_ASCII);
  private static final Instant CREATED = Instant.parse("2026-11-22T16:12:03.9Z");
  private static final String URI =
      "https://office.example/api/v1/work-orders/1/accept?dryRun=true";
  private static final String INPUT =
      "sig1=(\"@method\" \"@target-uri\" \"content-digest\" \"content-type\" \"idempotency-key\""
          + " \"if-match\");created=1795363923;expires=1795364223;nonce=\"abcdefghijklmnop\""
          + ";keyid=\"0195f3a0-8a10-7d33-b0c1-d2e3f4051627\";tag=\"hms-v1\"";
  private static final RequestSignature SIGNED = sign(request());

  @Test
  void a_signature_is_that_of_the_vector() {
    assertThat(SIGNED.input()).isEqualTo(INPUT);
    assertThat(SIGNED.signature()).isEqualTo("sig1=:aHZ8ye3kzdQTnuhUgprJ19Z47ZmjTvV3ZszsoDJZmQw=:");
  }

  @Test
  void a_genuine_request_passes_and_names_its_key() {
    var input = verify(request(), SIGNED).orThrow();

    assertThat(input.key()).isEqualTo(TheVector.KEY);
    assertThat(input.nonce()).isEqualTo("abcdefghijklmnop");
    assertThat(input.created()).isEqualTo("2026-11-22T16:12:03Z");
  }

  @Test
  void a_request_without_body_covers_method_and_target_only() {
    var get = new SignedRequest("GET", URI, Map.of("Accept", "application/json"));

    assertThat(sign(get).input()).startsWith("sig1=(\"@method\" \"@target-uri\");created=");
    assertThat(verify(get, sign(get))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void another_method_or_target_is_refused() {
    var headers = request().headers();

    assertThat(verify(new SignedRequest("PUT", URI, headers), SIGNED)).isInstanceOf(Refused.class);
    assertThat(verify(new SignedRequest("POST", URI + "1", headers), SIGNED))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"content-digest", "content-type", "idempotency-key", "if-match"})
  void a_covered_header_that_is_altered_or_gone_is_refused(String name) {
    assertThat(verify(with(name, "x"), SIGNED)).isInstanceOf(Refused.class);
    assertThat(verify(with(name, ""), SIGNED)).isInstanceOf(Refused.class);
  }

  @Test
  void a_header_that_is_there_must_be_covered() {
    var bare = new SignedRequest("POST", URI, Map.of());

    assertThat(verify(request(), sign(bare))).isInstanceOf(Refused.class);
  }

  @Test
  void another_secret_or_signature_is_refused() {
    var input = SignatureInput.parse(INPUT).orThrow();
    var stranger = new HmacSecret(new byte[32]);

    assertThat(RequestSignature.verify(request(), input, SIGNED.signature(), stranger))
        .isInstanceOf(Refused.class);
    assertThat(RequestSignature.verify(request(), input, "", TheVector.SECRET))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1795363923, 1795363924",
    "1795364223, 1795364224",
    "nonce=\"abc, nonce=\"xbc",
    "'\"content-digest\" ', ''",
    "'\"@method\" \"@target-uri\"', '\"@target-uri\" \"@method\"'",
  })
  void an_altered_input_is_refused(String from, String to) {
    var altered = new RequestSignature(INPUT.replace(from, to), SIGNED.signature());

    assertThat(verify(request(), altered)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "sig1=, sig2=",
    "tag=\"hms-v1\", tag=\"hms-v2\"",
    ";tag=\"hms-v1\", ''",
    ";tag=\"hms-v1\", ;tag=\"hms-v1\";tag=\"hms-v1\"",
    ";tag=\"hms-v1\", ;tag=\"hms-v1\";extra=1",
    "\"if-match\", \"if-match\" \"if-match\"",
    "\"if-match\", \"host\"",
    "\"if-match\", \"if-match\";req",
    "created=1795363923, created=\"1795363923\"",
    "created=1795363923, created=-1",
    "abcdefghijklmnop, short",
    "0195f3a0-8a10, 0195F3A0-8A10",
    "'\" \"', '\"  \"'",
    "hms-v1, hms;v1",
    "sig1=, ''",
  })
  void an_input_outside_the_profile_is_refused(String from, String to) {
    assertThat(SignatureInput.parse(INPUT.replace(from, to))).isInstanceOf(Refused.class);
  }

  @Test
  void an_algorithm_that_the_sender_names_decides_nothing() {
    var input = SignatureInput.parse(INPUT + ";alg=\"none\"");

    assertThat(input).isInstanceOf(Outcome.Done.class);
    assertThat(
            RequestSignature.verify(
                request(), input.orThrow(), SIGNED.signature(), TheVector.SECRET))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T16:12:03Z, true",
    "2026-11-22T16:07:03Z, true",
    "2026-11-22T16:07:02Z, false",
    "2026-11-22T16:17:03Z, true",
    "2026-11-22T16:17:04Z, false",
  })
  void a_signature_lives_five_minutes_on_either_side(Instant now, boolean good) {
    var outcome = SignatureInput.parse(INPUT).orThrow().at(now);

    assertThat(outcome instanceof Outcome.Done).isEqualTo(good);
  }

  @Test
  void a_signature_that_would_live_longer_is_refused() {
    var input = SignatureInput.parse(INPUT.replace("1795364223", "1795364224")).orThrow();

    assertThat(input.at(CREATED)).isInstanceOf(Refused.class);
  }

  @Test
  void a_digest_names_one_body() {
    assertThat(ContentDigest.of(BODY))
        .isEqualTo("sha-256=:L/2Wf0GsHH7kPFWBCey06Gch//QCXyLCpwr/X80KPjI=:");
    assertThat(ContentDigest.matches(ContentDigest.of(BODY), BODY)).isTrue();
    assertThat(ContentDigest.matches(ContentDigest.of(BODY), new byte[0])).isFalse();
    assertThat(ContentDigest.matches("md5=:AAAA:", BODY)).isFalse();
  }

  private static SignedRequest request() {
    return new SignedRequest(
        "POST",
        URI,
        Map.of(
            "Content-Digest", ContentDigest.of(BODY),
            "Content-Type", "application/json",
            "Idempotency-Key", "0123456789abcdef",
            "If-Match", "\"v2\"",
            "Accept", "*/*"));
  }

  private static SignedRequest with(String name, String value) {
    var headers = new HashMap<>(request().headers());
    headers.keySet().removeIf(name::equalsIgnoreCase);
    if (!value.isEmpty()) headers.put(name, value);
    return new SignedRequest("POST", URI, headers);
  }

  private static RequestSignature sign(SignedRequest request) {
    return RequestSignature.sign(
        request, TheVector.KEY, TheVector.SECRET, CREATED, "abcdefghijklmnop");
  }

  private static Outcome<SignatureInput> verify(SignedRequest request, RequestSignature signed) {
    return SignatureInput.parse(signed.input())
        .then(
            input -> RequestSignature.verify(request, input, signed.signature(), TheVector.SECRET));
  }
}
