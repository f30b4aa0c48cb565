package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.webhook.Webhook;
import hms.domain.webhook.Webhook.Terms;
import hms.storage.OutgoingMessage;
import hms.storage.Step;
import hms.storage.pg.PgWebhookAttempts.Attempt;
import hms.storage.pg.PgWebhookDeliveries.Due;
import hms.storage.pg.PgWebhookDeliveries.Lease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A webhook is called by one node at a time, and who was overtaken writes nothing any more. */
final class WebhookLeaseIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final String CHANGED = "hms.order.changed.v1";
  private static final String CLOSED = "hms.order.closed.v1";

  private final UUID channel = UUID.randomUUID();
  private final PgWebhookDeliveries relay = OFFICE.stores().forRelay().stream().deliveries();
  private Webhook webhook;

  @BeforeEach
  void create() {
    OFFICE.execute("delete from webhooks");
    OFFICE.stores().access().putChannel(channel, "shop-" + channel).await();
    say(CHANGED);
    webhook =
        Webhook.create(
                UUID.randomUUID(),
                channel,
                new Terms("https://shop.example/", List.of(CHANGED), true),
                false,
                NOW)
            .orThrow();
    OFFICE.carryOut(tx -> tx.stream().webhooks().create(webhook, new byte[60]));
  }

  @Test
  void it_hears_what_comes_after_it_was_made_and_is_claimed_only_if_there_is_something() {
    assertThat(claim("a")).isEmpty();

    say(CHANGED);

    var lease = claim("a").getFirst();
    assertThat(lease.webhook()).isEqualTo(webhook);
    assertThat(((Due.Message) next(lease)).message().sequence()).isEqualTo(2);
    assertThat(claim("b")).isEmpty();
  }

  @Test
  void who_was_overtaken_writes_nothing() {
    say(CHANGED);
    var late = claim("a").getFirst();
    var due = (Due.Message) next(late);
    OFFICE.execute("update webhooks set until = now() - interval '1 second'");
    var now = claim("b").getFirst();

    assertThat(relay.delivered(late, due, attempt(204), LEASE).await()).isFalse();
    assertThat(relay.failed(late, attempt(500), LEASE, LEASE).await()).isFalse();
    assertThat(relay.skip(late, new Due.Skip(2, false), LEASE).await()).isFalse();
    relay.release(late).await();
    assertThat(next(late)).isEqualTo(new Due.Nothing());
    assertThat(claim("c")).isEmpty();
    assertThat(relay.delivered(now, (Due.Message) next(now), attempt(204), LEASE).await()).isTrue();
    assertThat(next(now)).isEqualTo(new Due.Nothing());
    assertThat(attempts()).hasSize(1);
  }

  @Test
  void what_is_of_other_types_is_skipped_to_the_last_of_them() {
    say(CLOSED);
    say(CLOSED);
    var lease = claim("a").getFirst();

    var skip = (Due.Skip) next(lease);

    assertThat(skip).isEqualTo(new Due.Skip(3, false));
    assertThat(relay.skip(lease, skip, LEASE).await()).isTrue();
    assertThat(next(lease)).isEqualTo(new Due.Nothing());
    relay.release(lease).await();
    assertThat(
            OFFICE
                .asOwner(
                    "select count(*) from outbox where recipient_oid = $1 and sent is null",
                    channel)
                .getFirst()
                .getLong(0))
        .isZero();
  }

  @Test
  void after_a_failure_it_is_left_for_a_while() {
    say(CHANGED);
    var lease = claim("a").getFirst();

    assertThat(relay.failed(lease, attempt(500), Duration.ofHours(1), LEASE).await()).isTrue();

    assertThat(next(lease)).isEqualTo(new Due.Nothing());
    relay.release(lease).await();
    assertThat(claim("b")).isEmpty();
    OFFICE.execute("update webhooks set next_at = now()");
    assertThat(((Due.Message) next(claim("b").getFirst())).failures()).isEqualTo(1);
  }

  @Test
  void what_is_asked_for_once_more_comes_before_what_is_new() {
    say(CHANGED);
    say(CHANGED);
    var lease = claim("a").getFirst();
    deliverAll(lease, 2);
    OFFICE.carryOut(tx -> tx.stream().webhooks().again(webhook, 2, 2, NOW));
    say(CHANGED);

    var anew = claimedAnew(lease);
    assertThat(sequence(anew)).isEqualTo(2);
    deliverAll(anew, 1);
    assertThat(sequence(anew)).isEqualTo(4);
  }

  @Test
  void one_that_is_another_by_now_is_told_nothing_as_it_was() {
    say(CHANGED);
    var lease = claim("a").getFirst();
    var elsewhere = new Terms("https://shop.example/2", List.of(), true);
    OFFICE.carryOut(tx ->
        tx.stream()
            .webhooks()
            .change(webhook.oid(), 1, "edit", found -> found.edit(elsewhere, false, NOW)));

    assertThat(next(lease)).isEqualTo(new Due.Nothing());
    assertThat(claimedAnew(lease).webhook().url()).isEqualTo(elsewhere.url());
  }

  @Test
  void the_secret_before_the_latest_is_given_for_as_long_as_it_signs() {
    say(CHANGED);
    byte[] latest = {1};
    rotate(Duration.ofHours(1), Arrays.copyOf(latest, 60));
    var both = claim("a").getFirst();
    assertThat(both.wrappedSecrets()).containsExactly(Arrays.copyOf(latest, 60), new byte[60]);

    OFFICE.execute("update webhooks set old_until = now() - interval '1 second'");
    assertThat(claimedAnew(both).wrappedSecrets()).containsExactly(Arrays.copyOf(latest, 60));
  }

  private void rotate(Duration keep, byte[] wrapped) {
    var next = webhook.rotated(keep, NOW).orThrow();
    OFFICE.carryOut(tx -> tx.stream().webhooks().rotate(next, wrapped));
  }

  private Lease claimedAnew(Lease lease) {
    relay.release(lease).await();
    return claim("a").getFirst();
  }

  @Test
  void no_more_attempts_are_kept_than_a_thousand() {
    OFFICE.execute("update webhooks set attempts = 1000");
    OFFICE.execute(
        """
        insert into webhook_attempts (webhook_oid, n, message_id, at, body, millis)
        select oid, n, oid, now(), '', 1 from webhooks, generate_series(1, 1000) n
        """);
    say(CHANGED);
    var lease = claim("a").getFirst();

    deliverAll(lease, 1);

    var kept = attempts();
    assertThat(kept).hasSize(200);
    assertThat(kept.getFirst().n()).isEqualTo(1001);
    assertThat(OFFICE.asOwner("select count(*) from webhook_attempts").getFirst().getLong(0))
        .isEqualTo(1000);
  }

  private void deliverAll(Lease lease, int n) {
    for (int i = 0; i < n; i++) {
      var due = (Due.Message) next(lease);
      assertThat(relay.delivered(lease, due, attempt(204), LEASE).await()).isTrue();
    }
  }

  private long sequence(Lease lease) {
    return ((Due.Message) next(lease)).message().sequence();
  }

  private List<Attempt> attempts() {
    return OFFICE.stores().stream().webhookAttempts().of(webhook.oid(), 200).await();
  }

  private static Attempt attempt(int status) {
    return new Attempt(0, UUID.randomUUID(), 1L, NOW, status, "well", 3);
  }

  private Due next(Lease lease) {
    return relay.next(lease).await();
  }

  private List<Lease> claim(String node) {
    return relay.claim(node, LEASE, 16).await();
  }

  private void say(String type) {
    OFFICE.carryOut(tx -> {
      tx.messages()
          .send(
              new OutgoingMessage(
                  UUID.randomUUID(),
                  channel,
                  type,
                  null,
                  null,
                  "{}".getBytes(StandardCharsets.UTF_8),
                  NOW,
                  NOW.plusSeconds(3600)));
      return Step.done(1);
    });
  }
}
