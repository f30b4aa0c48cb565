package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.SignedAsk;
import hms.TestMaker;
import hms.TestOffice;
import hms.artisan.Enrolled;
import hms.domain.message.ContentDigest;
import hms.domain.message.HmacSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests signed by RFC 9421: what is altered on the way is not believed. */
class SignedRequestsIT {
  private static TestMaker maker;
  private static UUID product;

  @BeforeAll
  static void enrol() {
    maker = TestMaker.enrolled();
    product = oid(maker.offers(Bodies.product(2, maker.image())));
  }

  @Test
  void a_good_signature_is_believed() {
    maker.ask(Ask.get("/products/" + product)).good();
  }

  @Test
  void an_altered_body_is_not_believed() {
    var ask = SignedAsk.by(maker.enrolment(), offer());
    refused(ask.bytes("application/json", text("{\"content\":{\"name\":\"Cheap\"}}")));
  }

  @Test
  void an_altered_body_with_its_own_digest_is_not_believed() {
    byte[] other = text("{\"content\":{\"name\":\"Cheap\"}}");
    var ask = SignedAsk.by(maker.enrolment(), offer());
    refused(ask.bytes("application/json", other).with("Content-Digest", ContentDigest.of(other)));
  }

  @Test
  void a_body_that_the_signature_does_not_cover_is_not_believed() {
    var ask = SignedAsk.by(maker.enrolment(), Ask.post("/products").with("Content-Type", "x"));
    refused(ask.bytes("application/json", text(offerBody().toString())));
  }

  @Test
  void another_path_is_not_believed() {
    refused(moved(Ask.get("/products"), Ask.get("/products/" + product)));
    refused(moved(Ask.get("/products"), Ask.get("/products?limit=5")));
  }

  @Test
  void another_method_is_not_believed() {
    var signed = SignedAsk.by(maker.enrolment(), Ask.get("/products"));
    refused(copy(signed, new Ask("POST", "/products")).with("Idempotency-Key", "k".repeat(20)));
  }

  @Test
  void another_header_is_not_believed() {
    refused(SignedAsk.by(maker.enrolment(), offer()).with("Idempotency-Key", "k".repeat(20)));
    refused(SignedAsk.by(maker.enrolment(), Ask.get("/products")).seen(4));
    refused(SignedAsk.by(maker.enrolment(), offer().seen(1)).without("If-Match"));
  }

  @Test
  void another_key_is_not_believed() {
    refused(SignedAsk.by(with(maker.enrolment(), UUID.randomUUID()), Ask.get("/products")));
    var stranger = TestMaker.enrolled().enrolment();
    refused(SignedAsk.by(with(stranger, maker.enrolment().key()), Ask.get("/products")));
  }

  @Test
  void another_secret_is_not_believed() {
    var own = maker.enrolment();
    var forged =
        new Enrolled(own.artisan(), own.queueId(), own.office(), own.broker(), own.key(), secret());
    refused(SignedAsk.by(forged, Ask.get("/products")));
  }

  @Test
  void a_signature_that_is_too_old_or_too_new_is_not_believed() {
    for (long seconds : new long[] {-301, -3600, 400, 86_400}) {
      Instant then = Instant.now().plusSeconds(seconds);
      refused(SignedAsk.by(maker.enrolment(), Ask.get("/products"), then, nonce()));
    }
  }

  @Test
  void a_signature_that_is_none_is_not_believed() {
    for (String bad : new String[] {"", "sig1=", "sig1=()", "sig1=(\"@method\");created=x", "é"}) {
      refused(SignedAsk.by(maker.enrolment(), Ask.get("/products")).with("Signature-Input", bad));
    }
    for (String bad : new String[] {"", "sig1=:AAAA:", "sig2=:AAAA:", "x"}) {
      refused(SignedAsk.by(maker.enrolment(), Ask.get("/products")).with("Signature", bad));
    }
    refused(SignedAsk.by(maker.enrolment(), Ask.get("/products")).without("Signature"));
  }

  @Test
  void a_command_that_is_sent_again_as_it_was_is_not_believed() {
    var offer = SignedAsk.by(maker.enrolment(), offer());
    offer.send().good();

    refused(offer);
  }

  /** The refusal tells nothing, and leaves one event for the auditor. */
  private static void refused(Ask ask) {
    long before = events();

    var answer = ask.send().problem(401, "untrusted");

    assertThat(answer.at("/detail").asText())
        .isEqualTo("the credential is missing, unknown, expired or wrong");
    assertThat(events()).as("%s", ask).isEqualTo(before + 1);
  }

  private static long events() {
    return TestOffice.get()
        .count("select count(*) from security_events where kind = 'request-signature'");
  }

  private static Ask moved(Ask signed, Ask to) {
    return copy(SignedAsk.by(maker.enrolment(), signed), to);
  }

  private static Ask copy(Ask signed, Ask to) {
    for (String name : new String[] {"Signature-Input", "Signature"}) {
      to.with(name, signed.header(name));
    }
    return to;
  }

  private static Enrolled with(Enrolled of, UUID key) {
    return new Enrolled(of.artisan(), of.queueId(), of.office(), of.broker(), key, of.secret());
  }

  private static HmacSecret secret() {
    return new HmacSecret(new byte[32]);
  }

  private static Ask offer() {
    return Ask.post("/products").body(offerBody());
  }

  private static ObjectNode offerBody() {
    return Bodies.product(2, maker.image());
  }

  private static byte[] text(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String nonce() {
    return UUID.randomUUID().toString();
  }

  private static UUID oid(Answer offered) {
    return UUID.fromString(offered.at("/product/oid").asText());
  }
}
