package hms.gateway.amqp;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.gateway.message.MessageDesk.Taken;
import hms.storage.pg.Outage;

/**
 * How the fate of a message is told to the broker: the only switch that turns a refusal into an
 * AMQP outcome, the sibling of {@code Problems}. Source: AMQP 1.0 section 3.4, docs/messages.md.
 */
enum Settlement {
  /** We have it: done, repeated, held, or refused with a reply. */
  ACCEPTED,
  /** Nobody proved that they sent it; the broker keeps it among the dead. */
  REJECTED,
  /** It failed here; the broker hands it in again and counts. */
  MODIFIED,
  /** We cannot now, which is not its fault; the broker hands it in again as if nothing were. */
  RELEASED;

  static Settlement afterFault(Throwable fault) {
    return Outage.is(fault) ? RELEASED : MODIFIED;
  }

  static Settlement of(Outcome<Taken> outcome) {
    return switch (outcome) {
      case Outcome.Done<Taken> done -> ACCEPTED;
      case Outcome.Refused<Taken>(var why) -> of(why);
    };
  }

  private static Settlement of(Refusal why) {
    return switch (why) {
      case Refusal.Untrusted untrusted -> REJECTED;
      case Refusal.InProgress running -> RELEASED;
      case Refusal.Busy busy -> RELEASED;
      case Refusal.Throttled throttled -> RELEASED;
      case Refusal.Invalid invalid -> ACCEPTED;
      case Refusal.NotFound missing -> ACCEPTED;
      case Refusal.Denied denied -> ACCEPTED;
      case Refusal.WrongState state -> ACCEPTED;
      case Refusal.Stale stale -> ACCEPTED;
      case Refusal.Conflict conflict -> ACCEPTED;
      case Refusal.Duplicate duplicate -> ACCEPTED;
      case Refusal.Shortage shortage -> ACCEPTED;
      case Refusal.KeyReused reused -> ACCEPTED;
    };
  }
}
