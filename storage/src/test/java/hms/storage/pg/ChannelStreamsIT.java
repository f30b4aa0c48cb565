package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.fixture.Samples;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.storage.Step;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A storefront has a stream of its own: it fetches from it until it asks to be sent to. */
final class ChannelStreamsIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private final Given given = new Given(OFFICE);
  private final PgStream stream = OFFICE.stores().stream();
  private UUID channel;

  @BeforeEach
  void three_messages_wait() {
    OFFICE.execute("update outbox set sent = now()");
    channel = given.aChannel();
    OFFICE.carryOut(tx -> {
      for (int i = 0; i < 3; i++) tx.messages().send(Given.aMessage(channel));
      return Step.done("sent");
    });
  }

  @Test
  void a_channel_that_is_known_keeps_its_stream() {
    var access = OFFICE.stores().access();
    String name = "web-" + Samples.ids();

    var first = access.putChannel(Samples.ids(), name).await();
    var again = access.putChannel(Samples.ids(), name).await();

    assertThat(again).isEqualTo(first);
    assertThat(stream.last(first).await()).isZero();
  }

  @Test
  void it_is_read_from_any_place_in_order_sent_or_not() {
    assertThat(stream.last(channel).await()).isEqualTo(3);
    assertThat(numbers(0, 2)).containsExactly(1L, 2L);

    stream.acknowledge(channel, 2).await();

    assertThat(numbers(1, 9)).containsExactly(2L, 3L);
    assertThat(numbers(3, 9)).isEmpty();
    assertThat(OFFICE.stores().outbox().unsent(channel).await())
        .extracting(PgOutbox.Numbered::sequence)
        .containsExactly(3L);
  }

  @Test
  void only_a_channel_that_asks_for_it_is_sent_to() {
    assertThat(OFFICE.stores().forRelay().outbox().claim("a").await()).isEmpty();

    stream.link(channel, "amqp").await();

    var lease = OFFICE.stores().forRelay().outbox().claim("a").await().getFirst();
    assertThat(lease.recipient()).isEqualTo(new Party.Channel(channel));
    assertThat(lease.address()).isEqualTo(Queues.channel(channel));
    stream.acknowledge(channel, 3).await();
    assertThat(OFFICE.stores().outbox().unsent(channel).await()).hasSize(3);
  }

  private List<Long> numbers(long after, int max) {
    return stream.beyond(channel, after, max).await().stream()
        .map(PgOutbox.Numbered::sequence)
        .toList();
  }
}
