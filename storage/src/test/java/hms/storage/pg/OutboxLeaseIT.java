package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.storage.Step;
import hms.storage.pg.PgOutbox.Lease;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stream is sent by one holder at a time; one that was overtaken can mark nothing. */
final class OutboxLeaseIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private final PgOutbox outbox = OFFICE.stores().forRelay().outbox();
  private final Given given = new Given(OFFICE);
  private UUID maker;

  @BeforeEach
  void one_message_waits() {
    OFFICE.execute("update outbox set sent = now()");
    maker = given.anArtisan().oid();
    OFFICE.carryOut(tx -> {
      tx.messages().send(Given.aMessage(maker));
      return Step.done("sent");
    });
  }

  @Test
  void nothing_is_sent_before_the_first_key_is_proved() {
    assertThat(outbox.claim("a").await()).isEmpty();

    given.activateAKey(maker);

    assertThat(outbox.claim("a").await()).extracting(Lease::oid).containsExactly(maker);
  }

  @Test
  void a_held_stream_is_not_claimed_by_a_second_holder() {
    var held = claimed("a");

    assertThat(held.holder()).isEqualTo("a");
    assertThat(outbox.claim("b").await()).isEmpty();
    assertThat(outbox.claim("a").await()).isEmpty();
  }

  @Test
  void of_many_claimants_at_once_one_gets_the_stream() {
    given.activateAKey(maker);

    var all = IntStream.range(0, 16).mapToObj(n -> outbox.claim("node-" + n)).toList();
    Future.all(all).await();

    assertThat(all.stream().mapToInt(each -> each.result().size()).sum()).isEqualTo(1);
  }

  @Test
  void the_holder_marks_what_it_has_sent() {
    var lease = claimed("a");

    assertThat(outbox.markSent(lease, 1, 1).await()).isTrue();
    assertThat(outbox.unsent(maker).await()).isEmpty();
  }

  @Test
  void an_expired_lease_marks_nothing() {
    var lease = claimed("a");
    expire();

    assertThat(outbox.markSent(lease, 1, 1).await()).isFalse();
    assertThat(outbox.unsent(maker).await()).hasSize(1);
  }

  @Test
  void a_holder_that_was_overtaken_marks_nothing_and_releases_nothing() {
    var old = claimed("a");
    expire();
    var now = outbox.claim("b").await().getFirst();

    assertThat(outbox.markSent(old, 1, 1).await()).isFalse();
    outbox.release(old, 0).await();

    assertThat(now.fence()).isGreaterThan(old.fence());
    assertThat(outbox.claim("c").await()).isEmpty();
    assertThat(outbox.markSent(now, 1, 1).await()).isTrue();
  }

  @Test
  void the_same_holder_under_an_older_fence_marks_nothing() {
    var old = claimed("a");
    expire();
    outbox.claim("a").await();

    assertThat(outbox.markSent(old, 1, 1).await()).isFalse();
  }

  @Test
  void a_released_stream_is_free_again_at_the_time_that_was_said() {
    var lease = claimed("a");
    outbox.release(lease, 60).await();
    assertThat(outbox.claim("b").await()).isEmpty();

    outbox.release(lease, -1).await();

    assertThat(outbox.claim("b").await()).hasSize(1);
  }

  @Test
  void a_stream_without_waiting_messages_is_not_claimed() {
    outbox.markSent(claimed("a"), 1, 1).await();
    expire();

    assertThat(outbox.claim("b").await()).isEmpty();
  }

  private Lease claimed(String holder) {
    given.activateAKey(maker);
    return outbox.claim(holder).await().getFirst();
  }

  private void expire() {
    OFFICE.execute(
        "update stream_leases set until = now() - interval '1 s' where recipient_oid = $1", maker);
  }
}
