package hms.gateway.message;

import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.EnvelopeDraft;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.domain.message.Signer;
import hms.gateway.trust.KeyRing;
import hms.storage.OutgoingMessage;
import hms.storage.pg.PgOutbox.Lease;
import hms.storage.pg.PgOutbox.Numbered;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the transactions have queued: claims streams, signs with the key in force now, sends
 * in order, marks what the queue has. A message may be sent twice, after a loss of the lease or the
 * link; its sequence shows it to the recipient. Source: docs/messages.md, outbox and relay.
 */
public final class OutboxRelay extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final double AT_ONCE = 0;
  private static final double AFTER_FAILURE_SECONDS = 0.5;

  private final PgStores stores;
  private final KeyRing keys;
  private final Carrier carrier;
  private final String holder;
  private final long pollMillis;
  private final Clock clock;
  private boolean running;
  private boolean again;

  /**
   * @param holder this node, for the leases
   * @param pollMillis how often to look without being woken
   */
  public OutboxRelay(
      PgStores stores, KeyRing keys, Carrier carrier, String holder, long pollMillis, Clock clock) {
    this.stores = stores;
    this.keys = keys;
    this.carrier = carrier;
    this.holder = holder;
    this.pollMillis = pollMillis;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(pollMillis, id -> relay());
    return Future.succeededFuture();
  }

  /** Something was queued. From any thread. */
  public void wake() {
    if (context != null) context.runOnContext(go -> relay());
  }

  private void relay() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    stores
        .outbox()
        .claim(holder)
        .compose(leases -> Future.join(leases.stream().map(this::drain).toList()).map(leases))
        .onFailure(failure -> log(failure))
        .onComplete(leases -> {
          running = false;
          if (again || (leases.succeeded() && !leases.result().isEmpty())) relay();
        });
  }

  private Future<Void> drain(Lease lease) {
    return keys.activeOf(lease.recipient())
        .compose(key ->
            key.isEmpty()
                ? Future.succeededFuture()
                : batch(lease, new Signer(key.get().oid(), key.get().secret())))
        .transform(sent -> {
          if (sent.failed()) log(sent.cause());
          double pause = sent.succeeded() ? AT_ONCE : AFTER_FAILURE_SECONDS;
          return stores.outbox().release(lease, pause);
        });
  }

  private Future<Void> batch(Lease lease, Signer signer) {
    return stores
        .outbox()
        .unsent(lease.recipient())
        .compose(rows ->
            rows.isEmpty()
                ? Future.succeededFuture()
                : send(lease, signer, rows).compose(marked -> batch(lease, signer)));
  }

  /** All of the batch is on its way at once, in order; it is marked when the queue has all. */
  private Future<Void> send(Lease lease, Signer signer, List<Numbered> rows) {
    String address = Queues.artisan(lease.queueId());
    var sent =
        rows.stream().map(row -> carrier.carry(address, envelope(row, address, signer))).toList();
    return Future.all(sent)
        .compose(all ->
            stores.outbox().markSent(lease, rows.getFirst().sequence(), rows.getLast().sequence()))
        .compose(marked ->
            marked
                ? Future.succeededFuture()
                : Future.failedFuture("lease of stream " + lease.recipient() + " is lost"));
  }

  private Envelope envelope(Numbered row, String address, Signer signer) {
    OutgoingMessage message = row.message();
    Instant now = clock.instant();
    // hms.<name>.v1
    String name = message.type().substring(4, message.type().lastIndexOf('.'));
    EnvelopeDraft draft =
        Envelope.draft()
            .id(message.id())
            .from(new Party.Office())
            .to(address)
            .type(name, 1, 0)
            .sequence(row.sequence())
            .time(message.created())
            .sent(now, message.expires())
            .data(message.payload());
    if (message.subject() != null) draft = draft.about(subjectOid(message.subject()));
    if (message.correlation() != null) draft = draft.answers(message.correlation().toString());
    return signer.sign(draft, Direction.OUT);
  }

  private static UUID subjectOid(String subject) {
    return UUID.fromString(subject.substring(subject.indexOf('/') + 1));
  }

  private static void log(Throwable failure) {
    LOG.atWarn().addKeyValue("reason", failure.getMessage()).log("messages wait to be sent");
  }
}
