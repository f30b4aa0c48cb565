package hms.artisan;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.Party;
import hms.domain.message.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What the office sends, each message once and in order: drops what is at or below the last one,
 * holds what is beyond the next. For one thread.
 *
 * <p>A held message stays unaccepted, so the broker keeps it; credit bounds how many there are.
 */
final class IncomingStream {
  private final TreeMap<Long, Delivery> held = new TreeMap<>();
  private final Verifier verifier;
  private final String address;
  private long last;

  /**
   * @param address the only recipient that is ours
   * @param last the number of the last message that was applied
   */
  IncomingStream(Verifier verifier, String address, long last) {
    this.verifier = verifier;
    this.address = address;
    this.last = last;
  }

  /**
   * The deliveries that are due now, in order: none, this one, or this one and held ones.
   *
   * @return refused as Untrusted if it is not a genuine message of the office to this artisan
   */
  Outcome<List<Delivery>> take(Delivery delivery) {
    Envelope envelope = delivery.envelope();
    if (!envelope.recipient().equals(address) || !delivery.to().equals(address)) {
      return untrusted("foreign_recipient");
    }
    if (!envelope.source().equals(new Party.Office().urn())) return untrusted("sender_mismatch");
    return verifier.verify(envelope, Direction.OUT).map(genuine -> sort(delivery));
  }

  /** The link is lost: the broker will bring again what was held. */
  void forgetHeld() {
    held.clear();
  }

  /** The number of the last message that was handed out. */
  long last() {
    return last;
  }

  private List<Delivery> sort(Delivery delivery) {
    long number = delivery.envelope().sequence();
    if (number <= last) {
      delivery.accept().run();
      return List.of();
    }
    Delivery twin = held.put(number, delivery);
    if (twin != null) twin.accept().run();
    return due();
  }

  private List<Delivery> due() {
    var due = new ArrayList<Delivery>();
    for (var next = held.remove(last + 1); next != null; next = held.remove(last + 1)) {
      due.add(next);
      last++;
    }
    return due;
  }

  private static Outcome<List<Delivery>> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
