package hms.storage.pg;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Actor;
import hms.domain.audit.TraceParent;
import hms.storage.DomainJson;
import hms.storage.OutgoingMessage;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Streams of messages: the inbox that lets each message act once and in order, and the outbox,
 * whose numbers are given at the very end of a transaction so that number order is commit order.
 */
public final class PgMessageStore {
  private static final String OPEN_STREAM =
      "insert into streams (recipient_oid, kind) values ($1, 'artisan')";
  private static final String OPEN_LEASE =
      """
      insert into stream_leases (recipient_oid, queue_id, link)
      values ($1, $2, coalesce((select a.link from artisans a where a.oid = $1), 'amqp'))
      """;
  private static final String WITHOUT_STREAM =
      "select unnest($1::uuid[]) as oid except select recipient_oid from streams";
  private static final String NUMBER_AND_WRITE =
      """
      with t as (
          update streams set next_out = next_out + 1 where recipient_oid = $1
          returning next_out - 1 as sequence)
      insert into outbox (message_id, recipient_oid, sequence, type, subject, correlation_id,
          payload, created, expires, traceparent)
      select $2, $1, sequence, $3, $4, $5, $6, $7, $8, $9 from t
      """;

  /**
   * Not the row: its number is taken last of all, behind the locks of objects, so whoever reads a
   * message must not hold it before.
   */
  private static final String LOCK_IN = "select pg_advisory_xact_lock(hashtextextended($1, 2))";

  private static final String LAST_IN = "select last_in from streams where recipient_oid = $1";
  private static final String RECEIVED =
      "select data_hash, type, signature from inbox where sender_oid = $1 and message_id = $2";
  private static final String RECEIVE =
      """
      insert into inbox (sender_oid, message_id, sequence, type, data_hash, signature, reply_id)
      values ($1, $2, $3, $4, $5, $6, $7)
      """;
  private static final String ADVANCE =
      """
      update streams set last_in = $2 where recipient_oid = $1 and last_in = $2 - 1
        and exists (select from artisan_keys
                    where oid = $3 and artisan_oid = $1 and state in ('active', 'retiring'))
      """;
  private static final String ADVANCE_CHANNEL =
      """
      update streams set last_in = $2 where recipient_oid = $1 and last_in = $2 - 1
        and exists (select from channel_keys
                    where oid = $3 and channel_oid = $1 and state in ('active', 'retiring'))
      """;
  private static final String PARK =
      """
      insert into parked_messages (sender_oid, sequence, attributes, body)
      select $1, $2, ($3::text)::jsonb, $4
      where (select count(*) from parked_messages where sender_oid = $1) < $5
      on conflict do nothing
      """;
  private static final String UNPARK =
      """
      delete from parked_messages where sender_oid = $1 and sequence = (
          select last_in + 1 from streams where recipient_oid = $1)
      returning attributes::text as attributes, body
      """;

  private final PgSession session;
  private final List<Queued> waiting = new ArrayList<>();

  PgMessageStore(PgSession session) {
    this.session = session;
  }

  /**
   * @param trace of what it is sent because of; null if that is of none
   */
  private record Queued(OutgoingMessage message, @Nullable String trace) {}

  /** What the inbox remembers of a message: enough to tell a repeat from a forgery. */
  public record Received(String type, byte[] dataHash, String signature) {}

  /** A genuine message that came before its predecessors. */
  public record Parked(Map<String, String> attributes, byte[] body) {}

  /** Opens both directions of an artisan's stream. */
  public Future<Void> open(UUID artisan, String queueId) {
    return session
        .run(OPEN_STREAM, artisan)
        .compose(rows -> session.run(OPEN_LEASE, artisan, queueId))
        .mapEmpty();
  }

  /** Those of these artisans to whom nothing can be sent, because they were never taken on. */
  public Future<Set<UUID>> withoutStream(Collection<UUID> artisans) {
    Object all = artisans.toArray(UUID[]::new);
    return session.list(row -> row.getUUID("oid"), WITHOUT_STREAM, all).map(Set::copyOf);
  }

  /** Queues a message; it gets its number and is written when the transaction ends well. */
  public void send(OutgoingMessage message) {
    waiting.add(new Queued(message, session.trace()));
  }

  /** The same, because of what was done there and not here. */
  public void send(OutgoingMessage message, Optional<TraceParent> because) {
    waiting.add(new Queued(message, because.map(TraceParent::text).orElse(null)));
  }

  /** The last sequence taken from this sender; locks the stream until the transaction ends. */
  public Future<Long> lockLastIn(UUID sender) {
    return session
        .run(LOCK_IN, sender.toString())
        .compose(mine -> session.first(row -> row.getLong("last_in"), LAST_IN, sender))
        .map(found -> found.orElseThrow(() -> new IllegalStateException("no stream " + sender)));
  }

  public Future<Optional<Received>> received(UUID sender, UUID message) {
    return session.first(PgMessageStore::readReceived, RECEIVED, sender, message);
  }

  public Future<Void> receive(
      UUID sender,
      UUID message,
      long sequence,
      String type,
      byte[] hash,
      String signature,
      UUID reply) {
    return session.run(RECEIVE, sender, message, sequence, type, hash, signature, reply).mapEmpty();
  }

  /** Moves the stream on; false if it has moved already or the key is no longer in force. */
  public Future<Boolean> advance(UUID sender, long sequence, UUID key) {
    // An artisan's role may not even ask for the keys of channels.
    String advance = session.actor() instanceof Actor.Storefront ? ADVANCE_CHANNEL : ADVANCE;
    return session.run(advance, sender, sequence, key).map(rows -> rows.rowCount() == 1);
  }

  /** Keeps a message for later; at most {@code max} a sender, further ones are dropped. */
  public Future<Void> park(
      UUID sender, long sequence, Map<String, String> attributes, byte[] body, int max) {
    return session.run(PARK, sender, sequence, DomainJson.text(attributes), body, max).mapEmpty();
  }

  /** Takes out the parked message whose turn it is. */
  public Future<Optional<Parked>> unpark(UUID sender) {
    return session.first(PgMessageStore::readParked, UNPARK, sender);
  }

  int mark() {
    return waiting.size();
  }

  /** Forgets what was queued since {@link #mark}: that part of the work was undone. */
  void forgetSince(int mark) {
    waiting.subList(mark, waiting.size()).clear();
  }

  /** Numbers and writes what is queued, recipients in the order of their ids: no deadlocks. */
  Step<Integer> flush() {
    var ordered =
        waiting.stream()
            .sorted(Comparator.comparing((Queued q) -> q.message().recipient().toString()))
            .toList();
    waiting.clear();
    return Step.together(ordered, queued -> Step.from(write(queued))).map(List::size);
  }

  private Future<Integer> write(Queued queued) {
    OutgoingMessage m = queued.message();
    return session
        .run(
            NUMBER_AND_WRITE,
            m.recipient(),
            m.id(),
            m.type(),
            m.subject(),
            m.correlation(),
            m.payload(),
            m.created(),
            m.expires(),
            queued.trace())
        .map(rows -> written(rows.rowCount(), m));
  }

  /** A message to nobody would be lost without a trace. */
  private static int written(int rows, OutgoingMessage m) {
    if (rows != 1) throw new IllegalStateException("no stream to " + m.recipient());
    return rows;
  }

  private static Received readReceived(Row row) {
    return new Received(
        row.getString("type"), PgSession.bytes(row, "data_hash"), row.getString("signature"));
  }

  private static Parked readParked(Row row) {
    var tree = DomainJson.own(row.getString("attributes"), JsonNode.class);
    var attributes = new TreeMap<String, String>();
    tree.properties().forEach(each -> attributes.put(each.getKey(), each.getValue().textValue()));
    return new Parked(attributes, PgSession.bytes(row, "body"));
  }
}
