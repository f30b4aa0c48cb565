package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Makers.aPendingKey;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.fixture.Samples;
import hms.storage.Step;
import hms.storage.pg.PgMessageStore.Received;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an artisan sends acts once and in order, and only under a key in force. */
final class InboxIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private final PgMessageStore messages = OFFICE.stores().messages();
  private final Given given = new Given(OFFICE);
  private final UUID maker = given.anArtisan().oid();
  private final UUID key = given.anActiveKey(maker).oid();

  @Test
  void a_stream_moves_on_by_exactly_one() {
    assertThat(messages.advance(maker, 2, key).await()).isFalse();
    assertThat(messages.advance(maker, 1, key).await()).isTrue();
    assertThat(messages.advance(maker, 1, key).await()).isFalse();
    assertThat(messages.advance(maker, 2, key).await()).isTrue();

    long last = OFFICE.done(tx -> Step.from(tx.messages().lockLastIn(maker)));
    assertThat(last).isEqualTo(2);
  }

  @Test
  void of_many_arrivals_of_one_number_one_acts() {
    var all = IntStream.range(0, 32).mapToObj(n -> advancing()).toList();
    Future.all(all).await();

    assertThat(all).filteredOn(each -> each.result().equals(Outcome.done(true))).hasSize(1);
  }

  @Test
  void a_key_that_is_not_proved_moves_nothing() {
    var pending = aPendingKey(maker);
    OFFICE.carryOut(tx -> tx.keys().issue(pending, "nonce", NOW));

    assertThat(messages.advance(maker, 1, pending.oid()).await()).isFalse();
    assertThat(messages.advance(maker, 1, Samples.ids()).await()).isFalse();
  }

  @Test
  void the_key_of_another_maker_moves_nothing() {
    var foreign = given.anActiveKey(given.anArtisan().oid());

    assertThat(messages.advance(maker, 1, foreign.oid()).await()).isFalse();
  }

  @Test
  void a_message_is_remembered_with_its_digest() {
    UUID message = Samples.ids();
    messages.receive(maker, message, 1, "type", Given.HASH, "signature", Samples.ids()).await();

    var known = messages.received(maker, message).await().orElseThrow();

    assertThat(known)
        .usingRecursiveComparison()
        .isEqualTo(new Received("type", Given.HASH, "signature"));
    assertThat(messages.received(given.anArtisan().oid(), message).await()).isEmpty();
  }

  @Test
  void a_parked_message_is_taken_when_its_turn_comes_and_once() {
    var attributes = Map.of("id", "m-2", "type", "t");
    messages.park(maker, 2, attributes, bytes("two"), 8).await();
    assertThat(messages.unpark(maker).await()).isEmpty();
    messages.advance(maker, 1, key).await();

    var parked = messages.unpark(maker).await().orElseThrow();

    assertThat(parked.attributes()).isEqualTo(attributes);
    assertThat(parked.body()).isEqualTo(bytes("two"));
    assertThat(messages.unpark(maker).await()).isEmpty();
  }

  @Test
  void a_second_message_of_a_parked_number_does_not_replace_the_first() {
    messages.park(maker, 1, Map.of(), bytes("first"), 8).await();
    messages.park(maker, 1, Map.of(), bytes("second"), 8).await();

    assertThat(messages.unpark(maker).await().orElseThrow().body()).isEqualTo(bytes("first"));
  }

  @Test
  void no_more_messages_are_parked_than_the_bound() {
    for (int n = 2; n <= 9; n++) messages.park(maker, n, Map.of(), bytes("x"), 3).await();

    var kept = OFFICE.asOwner("select count(*) from parked_messages where sender_oid = $1", maker);

    assertThat(kept.getFirst().getLong(0)).isEqualTo(3);
  }

  private Future<Outcome<Boolean>> advancing() {
    return OFFICE
        .stores()
        .transact(OfficeDatabase.ACTOR, tx -> Step.from(tx.messages().advance(maker, 1, key)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
