package hms.artisan;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.HmacSecret;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.domain.message.Signer;
import hms.domain.message.Verifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hands out what the office sends, each message once and in order. */
class IncomingStreamTest {
  private static final String ADDRESS = Letters.enrolled(0).address();

  private final IncomingStream stream =
      new IncomingStream(new Verifier(Letters.KEY, Letters.SECRET), ADDRESS, 0);
  private final List<Long> accepted = new ArrayList<>();

  @Test
  void a_message_in_its_turn_is_due() {
    assertThat(take(1)).containsExactly(1L);
    assertThat(take(2)).containsExactly(2L);
    assertThat(stream.last()).isEqualTo(2);
  }

  @Test
  void a_message_beyond_the_next_is_held_and_follows_it() {
    assertThat(take(3)).isEmpty();
    assertThat(take(2)).isEmpty();
    assertThat(accepted).isEmpty();

    assertThat(take(1)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_message_that_was_there_already_is_accepted_and_dropped() {
    assertThat(take(1)).containsExactly(1L);

    assertThat(take(1)).isEmpty();
    assertThat(accepted).containsExactly(1L);
  }

  @Test
  void the_twin_of_a_held_message_replaces_it() {
    assertThat(take(2)).isEmpty();

    assertThat(take(2)).isEmpty();
    assertThat(accepted).containsExactly(2L);
    assertThat(take(1)).containsExactly(1L, 2L);
  }

  @Test
  void what_was_held_when_the_link_was_lost_comes_again() {
    assertThat(take(2)).isEmpty();
    stream.forgetHeld();

    assertThat(take(1)).containsExactly(1L);
    assertThat(take(2)).containsExactly(2L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void any_order_with_duplicates_becomes_the_order_of_the_office(long seed) {
    var numbers = new ArrayList<>(LongStream.rangeClosed(1, 50).boxed().toList());
    numbers.addAll(LongStream.rangeClosed(10, 30).boxed().toList());
    Collections.shuffle(numbers, new Random(seed));
    var applied = new ArrayList<Long>();

    for (long number : numbers) applied.addAll(take(number));

    assertThat(applied).isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void a_message_of_another_key_secret_or_direction_is_refused() {
    var draft = Letters.toArtisan(1);
    var foreignSecret = new byte[32];
    foreignSecret[0] = 1;

    assertThat(taken(new Signer(UUID.randomUUID(), Letters.SECRET).sign(draft, Direction.OUT)))
        .isEqualTo(untrusted("unknown_key"));
    assertThat(
            taken(
                new Signer(Letters.KEY, new HmacSecret(foreignSecret)).sign(draft, Direction.OUT)))
        .isEqualTo(untrusted("signature"));
    assertThat(taken(Letters.SIGNER.sign(draft, Direction.IN))).isEqualTo(untrusted("signature"));
    assertThat(stream.last()).isZero();
  }

  @Test
  void a_message_for_or_from_somebody_else_is_refused() {
    var toOffice = Letters.toArtisan(1).to(Queues.OFFICE);
    var fromArtisan = Letters.toArtisan(1).from(new Party.Artisan(UUID.randomUUID()));

    assertThat(taken(Letters.SIGNER.sign(toOffice, Direction.OUT)))
        .isEqualTo(untrusted("foreign_recipient"));
    assertThat(taken(Letters.SIGNER.sign(fromArtisan, Direction.OUT)))
        .isEqualTo(untrusted("sender_mismatch"));
    assertThat(stream.take(new Delivery(Letters.signed(1), Queues.OFFICE, () -> {})))
        .isEqualTo(untrusted("foreign_recipient"));
  }

  private List<Long> take(long number) {
    return taken(Letters.signed(number)).orThrow().stream()
        .map(delivery -> delivery.envelope().sequence())
        .toList();
  }

  private Outcome<List<Delivery>> taken(Envelope envelope) {
    return stream.take(new Delivery(envelope, ADDRESS, () -> accepted.add(envelope.sequence())));
  }

  private static Outcome<List<Delivery>> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
