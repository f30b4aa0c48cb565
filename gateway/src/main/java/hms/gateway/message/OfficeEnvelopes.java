package hms.gateway.message;

import hms.domain.audit.TraceParent;
import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.EnvelopeDraft;
import hms.domain.message.Party;
import hms.domain.message.Signer;
import hms.storage.OutgoingMessage;
import hms.storage.pg.PgOutbox.Numbered;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Makes envelopes of what is in the outbox: stamped and signed for each attempt to deliver it. */
final class OfficeEnvelopes {
  private final Clock clock;

  OfficeEnvelopes(Clock clock) {
    this.clock = clock;
  }

  /** The message for this address, signed now. */
  Envelope signed(Numbered row, String address, Signer signer) {
    return signed(row, address, signer, row.trace());
  }

  /** The same, as part of this trace. */
  Envelope signed(Numbered row, String address, Signer signer, Optional<TraceParent> trace) {
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
    if (trace.isPresent()) draft = draft.traceparent(trace.get().text());
    return signer.sign(draft, Direction.OUT);
  }

  private static UUID subjectOid(String subject) {
    return UUID.fromString(subject.substring(subject.indexOf('/') + 1));
  }
}
