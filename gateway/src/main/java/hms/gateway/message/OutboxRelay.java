package hms.gateway.message;

import hms.domain.message.Signer;
import hms.gateway.trace.Tracing;
import hms.gateway.trust.KeyRing;
import hms.storage.pg.PgOutbox.Lease;
import hms.storage.pg.PgOutbox.Numbered;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.List;
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
  private final Tracing tracing;
  private final String holder;
  private final long pollMillis;
  private final OfficeEnvelopes envelopes;
  private boolean running;
  private boolean again;

  /**
   * @param holder this node, for the leases
   * @param pollMillis how often to look without being woken
   */
  public OutboxRelay(
      PgStores stores,
      KeyRing keys,
      Carrier carrier,
      Tracing tracing,
      String holder,
      long pollMillis,
      Clock clock) {
    this.tracing = tracing;
    this.stores = stores;
    this.keys = keys;
    this.carrier = carrier;
    this.holder = holder;
    this.pollMillis = pollMillis;
    this.envelopes = new OfficeEnvelopes(clock);
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
    return keys.signing(lease.recipient())
        .compose(signer -> signer.isEmpty() ? Future.succeededFuture() : batch(lease, signer.get()))
        .transform(sent -> {
          if (sent.failed()) log(sent.cause());
          double pause = sent.succeeded() ? AT_ONCE : AFTER_FAILURE_SECONDS;
          return stores.outbox().release(lease, pause);
        });
  }

  private Future<Void> batch(Lease lease, Signer signer) {
    return stores
        .outbox()
        .unsent(lease.oid())
        .compose(rows ->
            rows.isEmpty()
                ? Future.succeededFuture()
                : send(lease, signer, rows).compose(marked -> batch(lease, signer)));
  }

  /** All of the batch is on its way at once, in order; it is marked when the queue has all. */
  private Future<Void> send(Lease lease, Signer signer, List<Numbered> rows) {
    String address = lease.address();
    var sent = rows.stream().map(row -> carried(row, address, signer)).toList();
    return Future.all(sent)
        .compose(all ->
            stores.outbox().markSent(lease, rows.getFirst().sequence(), rows.getLast().sequence()))
        .compose(marked ->
            marked
                ? Future.succeededFuture()
                : Future.failedFuture("lease of stream " + lease.oid() + " is lost"));
  }

  private Future<Void> carried(Numbered row, String address, Signer signer) {
    var leg = tracing.sending(address, row.trace());
    return carrier
        .carry(address, envelopes.signed(row, address, signer, leg.parent()))
        .onComplete(sent -> leg.end(sent.cause()));
  }

  private static void log(Throwable failure) {
    LOG.atWarn().addKeyValue("reason", failure.getMessage()).log("messages wait to be sent");
  }
}
