package hms.artisan;

import hms.domain.message.Envelope;
import hms.domain.message.EnvelopeDraft;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.storage.stall.Pending;

/** The envelope of what is in the log: the same each time, but for number and stamp. */
final class Drafts {
  private Drafts() {}

  static EnvelopeDraft of(Pending pending, Enrolled sender) {
    var draft =
        Envelope.draft()
            .id(pending.oid())
            .from(new Party.Artisan(sender.artisan()))
            .to(Queues.OFFICE)
            .type(pending.name(), 1, 0)
            .time(pending.created())
            .data(pending.bytes());
    return pending.about() == null ? draft : draft.about(pending.about());
  }
}
