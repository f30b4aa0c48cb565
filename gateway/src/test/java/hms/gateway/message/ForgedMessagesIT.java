package hms.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Bodies;
import hms.TestLink;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.HmacSecret;
import hms.domain.message.Party;
import hms.domain.message.Signer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are not what their sender signed leave one event, and nothing else. */
class ForgedMessagesIT {
  private static final String CREATE = "product.create";

  private static TestLink link;
  private static TestMaker stranger;
  private long before;

  @BeforeAll
  static void connect() {
    link = TestLink.of(TestMaker.enrolled());
    stranger = TestMaker.enrolled();
  }

  @BeforeEach
  void count() {
    before = products();
  }

  @AfterEach
  void nothing_came_of_it() {
    assertThat(products()).isEqualTo(before);
    assertThat(link.lastIn()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "id, 018f2f3a-7b7c-7000-8000-00000000beef",
    "type, hms.product.update.v1",
    "dataschema, urn:hms:schema:product.create:1.1",
    "subject, product/018f2f3a-7b7c-7000-8000-00000000beef",
    "sequence, 00000000000000000002",
    "time, 2026-01-01T00:00:00.000000Z",
    "hmssentat, 2026-01-01T00:00:00.000000Z",
    "expirytime, 2030-01-01T00:00:00.000000Z",
    "correlationid, 018f2f3a-7b7c-7000-8000-00000000beef",
    "hmssig, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
  })
  void an_altered_attribute_breaks_the_signature(String attribute, String other) {
    var forged = with(genuine(), attribute, other);

    link.send(forged);

    // The id may be the altered one: it is used once for each run of the office.
    link.mustBe("signature", forged);
  }

  @Test
  void altered_data_break_the_signature() {
    var genuine = genuine();
    byte[] other =
        new String(genuine.data(), StandardCharsets.UTF_8)
            .replace("Oak", "Ash")
            .getBytes(StandardCharsets.UTF_8);
    var forged = Envelope.parse(genuine.attributes(), "application/json", other).orThrow();

    link.send(forged);

    link.mustBe("signature", forged);
  }

  @Test
  void a_message_to_somebody_else_is_not_taken() {
    var forged = with(genuine(), "hmsrecipient", "hms.artisan." + stranger.enrolment().queueId());

    sendTo(forged);

    link.mustBe("foreign_recipient", forged);
  }

  @Test
  void a_message_in_the_name_of_another_is_not_taken() {
    var draft = link.draft(1, CREATE, data()).from(new Party.Artisan(stranger.oid()));
    var forged = link.signed(draft);

    link.send(forged);

    link.mustBe("sender_mismatch", forged);
  }

  @Test
  void an_unknown_key_proves_nothing() {
    var signer = new Signer(UUID.randomUUID(), new HmacSecret(new byte[32]));
    var forged = signer.sign(link.draft(1, CREATE, data()), Direction.IN);

    link.send(forged);

    link.mustBe("unknown_key", forged);
  }

  @Test
  void an_office_message_sent_back_proves_nothing() {
    var own = link.maker().enrolment();
    var reflected =
        new Signer(own.key(), own.secret()).sign(link.draft(1, CREATE, data()), Direction.OUT);

    link.send(reflected);

    link.mustBe("signature", reflected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "source",
        "hmsrecipient",
        "type",
        "sequence",
        "hmskeyid",
        "hmssig",
        "specversion"
      })
  void a_message_without_an_attribute_is_malformed(String attribute) {
    long events = events("malformed");
    var attributes = new HashMap<>(genuine().attributes());
    attributes.remove("cloudEvents_" + attribute);

    link.send(RawMessages.of(attributes, data()));

    Awaitility.await().until(() -> events("malformed") == events + 1);
  }

  private static Envelope genuine() {
    return link.signed(link.draft(1, CREATE, data()));
  }

  private static String data() {
    return Bodies.product(1, Bodies.image(UUID.randomUUID(), new byte[] {1})).toString();
  }

  private static Envelope with(Envelope genuine, String attribute, String value) {
    var attributes = new HashMap<>(genuine.attributes());
    attributes.put("cloudEvents_" + attribute, value);
    return Envelope.parse(attributes, "application/json", genuine.data()).orThrow();
  }

  /** The broker takes it to the office's queue, whatever the envelope says. */
  private static void sendTo(Envelope forged) {
    link.send(
        RawMessages.of(forged.attributes(), new String(forged.data(), StandardCharsets.UTF_8)));
  }

  private static long events(String kind) {
    return TestOffice.get().count("select count(*) from security_events where kind = $1", kind);
  }

  private static long products() {
    return TestOffice.get()
        .count("select count(*) from products where artisan_oid = $1", link.maker().oid());
  }
}
