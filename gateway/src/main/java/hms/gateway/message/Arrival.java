package hms.gateway.message;

import hms.domain.Outcome;
import hms.domain.message.Envelope;

/**
 * A message as it came in by some link.
 *
 * @param envelope what could be read; refused as Untrusted if it is none
 * @param address where it was read from
 * @param first the link has not handed it in before, as far as it knows
 */
public record Arrival(Outcome<Envelope> envelope, String address, boolean first) {}
