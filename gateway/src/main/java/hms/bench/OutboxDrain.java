package hms.bench;

import hms.storage.pg.PgOutbox;
import hms.storage.pg.PgOutbox.Lease;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The database's part of the relay: claims streams, reads 64 messages of one, marks them as sent,
 * gives the stream back. Signing and the broker are not in it.
 */
final class OutboxDrain {
  private static final String HOLDER = "bench";

  private final PgOutbox outbox;
  private final Queue<Lease> leases = new ConcurrentLinkedQueue<>();

  OutboxDrain(PgStores stores) {
    this.outbox = stores.forRelay().outbox();
  }

  /** One batch of one stream. */
  Future<Void> batch() {
    var lease = leases.poll();
    return lease == null ? claimed() : drained(lease);
  }

  private Future<Void> claimed() {
    return outbox
        .claim(HOLDER)
        .compose(claimed -> {
          if (claimed.isEmpty()) return Future.failedFuture("the outbox ran dry: fill in more");
          leases.addAll(claimed);
          return batch();
        });
  }

  /** A stream can be claimed that has just been drained: then there is nothing to mark. */
  private Future<Void> drained(Lease lease) {
    return outbox
        .unsent(lease.oid())
        .compose(rows ->
            rows.isEmpty()
                ? outbox.release(lease, 0).compose(again -> batch())
                : outbox
                    .markSent(lease, first(rows), last(rows))
                    .compose(marked -> outbox.release(lease, 0)));
  }

  private static long first(List<PgOutbox.Numbered> rows) {
    return rows.getFirst().sequence();
  }

  private static long last(List<PgOutbox.Numbered> rows) {
    return rows.getLast().sequence();
  }
}
