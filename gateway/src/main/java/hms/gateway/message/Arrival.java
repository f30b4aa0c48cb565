package hms.gateway.message;

import hms.domain.Outcome;
import hms.domain.audit.TraceParent;
import hms.domain.message.Envelope;
import hms.domain.message.WireTime;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as it came in by some link.
 *
 * @param envelope what could be read; refused as Untrusted if it is none
 * @param address where it was read from
 * @param first the link has not handed it in before, as far as it knows
 * @param trace of which its work is part
 */
public record Arrival(
    Outcome<Envelope> envelope, String address, boolean first, Optional<TraceParent> trace) {

  /** One whose sender says of which trace it is part, if it does. */
  public Arrival(Outcome<Envelope> envelope, String address, boolean first) {
    this(envelope, address, first, read(envelope).flatMap(Arrival::said));
  }

  /** The same, at this place of a trace. */
  public Arrival in(Optional<TraceParent> place) {
    return new Arrival(envelope, address, first, place);
  }

  /** When its sender sent it; now, if that cannot be read. */
  public Instant sentAt() {
    return read(envelope).flatMap(each -> WireTime.parse(each.sentAt())).orElseGet(Instant::now);
  }

  private static Optional<TraceParent> said(Envelope envelope) {
    return TraceParent.parse(envelope.traceparent().orElse(null));
  }

  private static Optional<Envelope> read(Outcome<Envelope> envelope) {
    return envelope instanceof Outcome.Done<Envelope>(var known)
        ? Optional.of(known)
        : Optional.empty();
  }
}
