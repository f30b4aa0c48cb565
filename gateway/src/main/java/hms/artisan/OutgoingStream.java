package hms.artisan;

import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.EnvelopeDraft;
import hms.domain.message.Signer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this artisan has sent and has no outcome for, in order. Content and id of a message never
 * change; its number may, its stamp does with each attempt. For one thread.
 */
final class OutgoingStream {
  static final int WAITING_MAX = 1_000;
  private static final Duration USE = Duration.ofDays(30);

  private final Map<String, Envelope> waiting = new LinkedHashMap<>();
  private final Signer signer;
  private long last;

  /**
   * @param last the highest number that the office has taken
   */
  OutgoingStream(Signer signer, long last) {
    this.signer = signer;
    this.last = last;
  }

  /** Numbers, stamps and signs a message, and keeps it until its outcome is known. */
  Envelope add(EnvelopeDraft message, Instant now) {
    if (waiting.size() >= WAITING_MAX) {
      throw new IllegalStateException(WAITING_MAX + " messages wait for their outcome");
    }
    return keep(message, ++last, now);
  }

  /** All that wait, in order, same ids and numbers, newly stamped: to send after a reconnect. */
  List<Envelope> again(Instant now) {
    return waitingNow().stream().map(sent -> keep(sent.redraft(), sent.sequence(), now)).toList();
  }

  /** The outcome is known and the number used. False if nothing waits under this id. */
  boolean settle(String id) {
    return waiting.remove(id) != null;
  }

  /**
   * The message was refused. If its number is still free, the later ones move up.
   *
   * @param taken the highest number that the office has taken
   * @return what to send again, in order
   */
  List<Envelope> refuse(String id, long taken, Instant now) {
    Envelope refused = waiting.remove(id);
    if (refused == null || refused.sequence() <= taken) return List.of();
    var later = waitingNow().stream().filter(each -> each.sequence() > refused.sequence()).toList();
    last = refused.sequence() - 1;
    return later.stream().map(sent -> keep(sent.redraft(), ++last, now)).toList();
  }

  /**
   * The number of this message was taken by another: all that wait are numbered anew.
   *
   * @param taken the highest number that the office has taken
   * @return what to send again, in order; none if the message has had a new number meanwhile
   */
  List<Envelope> renumber(String id, long taken, Instant now) {
    Envelope refused = waiting.get(id);
    if (refused == null || refused.sequence() > taken) return List.of();
    last = taken;
    return waitingNow().stream().map(sent -> keep(sent.redraft(), ++last, now)).toList();
  }

  /** The highest number that was given. */
  long last() {
    return last;
  }

  /** The highest number before the first message that waits: those have an outcome. */
  long answered() {
    return waiting.values().stream().mapToLong(Envelope::sequence).min().orElse(last + 1) - 1;
  }

  /** Does this message wait for its outcome? */
  boolean waits(String id) {
    return waiting.containsKey(id);
  }

  private Envelope keep(EnvelopeDraft message, long number, Instant now) {
    Envelope signed = signer.sign(message.sequence(number).sent(now, now.plus(USE)), Direction.IN);
    waiting.put(signed.id(), signed);
    return signed;
  }

  private List<Envelope> waitingNow() {
    return new ArrayList<>(waiting.values());
  }
}
