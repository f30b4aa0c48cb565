package hms.gateway.message;

import hms.domain.message.Envelope;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.domain.message.Signer;
import hms.gateway.trust.KeyRing;
import hms.storage.pg.PgOutbox.Numbered;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** A storefront's stream as it fetches it: signed anew each time, from any number on. */
public final class ChannelPost {
  private final PgStores stores;
  private final KeyRing keys;
  private final OfficeEnvelopes envelopes;

  public ChannelPost(PgStores stores, KeyRing keys, Clock clock) {
    this.stores = stores;
    this.keys = keys;
    this.envelopes = new OfficeEnvelopes(clock);
  }

  /**
   * What lies behind a number.
   *
   * @param last the number of the last message of the stream
   * @param gone the next one is no longer kept
   */
  public record Page(List<Envelope> envelopes, long last, boolean gone) {}

  /** At most {@code max} messages behind {@code after}; none if there are no more yet. */
  public Future<Page> beyond(UUID channel, long after, int max) {
    // The last number first: what comes between the two reads is more than it says, never less.
    return stores.stream()
        .last(channel)
        .compose(last ->
            stores.stream()
                .beyond(channel, after, max)
                .compose(rows -> signed(channel, rows).map(all -> page(after, last, rows, all))));
  }

  /** The stream is known up to this number; false if it is not that long. */
  public Future<Boolean> acknowledge(UUID channel, long through) {
    return stores.stream()
        .last(channel)
        .compose(last ->
            through > last
                ? Future.succeededFuture(false)
                : stores.stream().acknowledge(channel, through).map(true));
  }

  private Future<List<Envelope>> signed(UUID channel, List<Numbered> rows) {
    if (rows.isEmpty()) return Future.succeededFuture(List.of());
    String address = Queues.channel(channel);
    return keys.signing(new Party.Channel(channel))
        .map(found -> {
          Signer signer = found.orElseThrow();
          return rows.stream().map(row -> envelopes.signed(row, address, signer)).toList();
        });
  }

  private static Page page(long after, long last, List<Numbered> rows, List<Envelope> all) {
    boolean gone = rows.isEmpty() ? after < last : rows.getFirst().sequence() != after + 1;
    long known = rows.isEmpty() ? last : Math.max(last, rows.getLast().sequence());
    return new Page(all, known, gone);
  }
}
