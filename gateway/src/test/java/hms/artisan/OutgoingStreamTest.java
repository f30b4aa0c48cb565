package hms.artisan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hms.domain.Outcome.Done;
import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers, stamps and keeps what an artisan sends. */
class OutgoingStreamTest {
  private static final Instant LATER = Letters.NOW.plus(Duration.ofHours(1));

  private final OutgoingStream stream = new OutgoingStream(Letters.SIGNER, 41);
  private Envelope first;
  private Envelope second;
  private Envelope third;

  @BeforeEach
  void three_messages() {
    first = add();
    second = add();
    third = add();
  }

  @Test
  void messages_are_numbered_stamped_and_signed() {
    var outcome = new Verifier(Letters.KEY, Letters.SECRET).verify(first, Direction.IN);

    assertThat(outcome).isInstanceOf(Done.class);
    assertThat(numbers(List.of(first, second, third))).containsExactly(42L, 43L, 44L);
    assertThat(first.sentAt()).isEqualTo("2026-11-22T16:12:03.123456Z");
    assertThat(first.expires()).isEqualTo("2026-12-22T16:12:03.123456Z");
  }

  @Test
  void what_has_no_outcome_is_sent_again_with_the_same_id_and_number_newly_stamped() {
    boolean waited = stream.settle(second.id());

    var again = stream.again(LATER);

    assertThat(waited).isTrue();
    assertThat(ids(again)).containsExactly(first.id(), third.id());
    assertThat(numbers(again)).containsExactly(42L, 44L);
    assertThat(again).allMatch(each -> each.sentAt().equals("2026-11-22T17:12:03.123456Z"));
    assertThat(again).noneMatch(each -> each.signature().equals(first.signature()));
  }

  @Test
  void an_outcome_counts_once() {
    assertThat(stream.settle(first.id())).isTrue();
    assertThat(stream.settle(first.id())).isFalse();
  }

  @Test
  void later_messages_move_up_when_a_number_is_free_again() {
    var again = stream.refuse(second.id(), 42, LATER);

    assertThat(ids(again)).containsExactly(third.id());
    assertThat(numbers(again)).containsExactly(43L);
    assertThat(add().sequence()).isEqualTo(44);
    assertThat(stream.refuse(second.id(), 42, LATER)).isEmpty();
  }

  @Test
  void nothing_moves_when_a_refused_message_has_used_its_number() {
    assertThat(stream.refuse(second.id(), 43, LATER)).isEmpty();

    assertThat(ids(stream.again(LATER))).containsExactly(first.id(), third.id());
    assertThat(stream.last()).isEqualTo(44);
  }

  @Test
  void all_that_wait_are_numbered_anew_when_another_device_took_a_number() {
    var again = stream.renumber(first.id(), 50, LATER);

    assertThat(ids(again)).containsExactly(first.id(), second.id(), third.id());
    assertThat(numbers(again)).containsExactly(51L, 52L, 53L);
  }

  @Test
  void a_late_word_about_a_former_number_changes_nothing() {
    assertThat(stream.renumber(first.id(), 50, LATER)).hasSize(3);

    assertThat(stream.renumber(second.id(), 50, LATER)).isEmpty();
    assertThat(stream.renumber("unknown", 90, LATER)).isEmpty();
    assertThat(stream.last()).isEqualTo(53);
  }

  @Test
  void no_more_than_a_thousand_wait() {
    for (int i = 3; i < OutgoingStream.WAITING_MAX; i++) third = add();

    assertThatIllegalStateException().isThrownBy(this::add);
    assertThat(stream.last()).isEqualTo(third.sequence());
  }

  private Envelope add() {
    return stream.add(Letters.toOffice(), Letters.NOW);
  }

  private static List<Long> numbers(List<Envelope> envelopes) {
    return envelopes.stream().map(Envelope::sequence).toList();
  }

  private static List<String> ids(List<Envelope> envelopes) {
    return envelopes.stream().map(Envelope::id).toList();
  }
}
