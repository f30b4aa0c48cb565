package hms.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import hms.TestLink;
import hms.TestMaker;
import hms.TestOffice;
import io.vertx.amqp.AmqpMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What arrives in the office's queue but is no envelope. */
class NoEnvelopeIT {
  private static TestLink link;
  private static long number;

  @BeforeAll
  static void connect() {
    link = TestLink.of(TestMaker.enrolled());
  }

  static Stream<Arguments> messages() {
    var all = new LinkedHashMap<String, AmqpMessage>();
    all.put("nothing", AmqpMessage.create().address("hms.office").build());
    all.put("text", RawMessages.with(Map.of()).withBody("{}").build());
    all.put("no properties", RawMessages.of(Map.of(), "{}"));
    all.put("a value", RawMessages.with(Map.of()).withIntegerAsBody(7).build());
    all.put("a list", RawMessages.with(Map.of()).withJsonArrayAsBody(new JsonArray()).build());
    all.put("a map", RawMessages.with(Map.of()).withMapAsBody(Map.of("a", 1)).build());
    all.put("a null", RawMessages.with(Map.of()).withBody((String) null).build());
    all.put("a time", RawMessages.with(Map.of()).withInstantAsBody(Instant.EPOCH).build());
    all.put(
        "2 MiB",
        RawMessages.with(Map.of()).withBufferAsBody(Buffer.buffer(new byte[2 << 20])).build());
    for (var value : List.of(7, true, 1.5, Long.MAX_VALUE, UUID.randomUUID().toString())) {
      all.put("property " + value, RawMessages.of(Map.of("cloudEvents_id", value), "{}"));
    }
    all.put("unknown hms", RawMessages.of(Map.of("cloudEvents_hmsx", "1"), "{}"));
    all.put("a NUL", RawMessages.of(Map.of("cloudEvents_hms\u0000", "\u0000"), "{}"));
    all.put("a long name", RawMessages.of(Map.of("cloudEvents_hms" + "x".repeat(5000), ""), "{}"));
    return all.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void what_is_no_envelope_is_malformed_and_the_next_one_is_taken(
      String what, AmqpMessage message) {
    long before = malformed();

    link.send(message);

    Awaitility.await(what).until(() -> malformed() == before + 1);
    var next = link.send(++number, "product.create", "{}");
    assertThat(link.reply(next).getString("status")).isEqualTo("refused");
  }

  @org.junit.jupiter.api.Test
  void two_MiB_of_signed_attributes_with_too_much_data_are_malformed() {
    long before = malformed();
    var genuine = link.signed(link.draft(++number, "product.create", "{}"));
    number--;

    link.send(
        RawMessages.of(
            new HashMap<>(genuine.attributes()),
            new JsonObject().put("name", "x".repeat(2 << 20)).encode()));

    Awaitility.await().until(() -> malformed() == before + 1);
    assertThat(link.lastIn()).isEqualTo(number);
  }

  private static long malformed() {
    return TestOffice.get().count("select count(*) from security_events where kind = 'malformed'");
  }
}
