package hms.gateway.artisan;

import hms.domain.Lifecycle;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanChange;
import hms.domain.artisan.ArtisanField;
import hms.gateway.message.OfficeMessages;
import hms.storage.DomainJson;
import hms.storage.OutgoingNotice;
import hms.storage.pg.PgStores;
import java.util.List;
import java.util.Objects;

/** Tells an artisan what the office did with its contract, in the transaction of the change. */
public final class ArtisanNotices {
  private final OfficeMessages messages;

  public ArtisanNotices(OfficeMessages messages) {
    this.messages = messages;
  }

  /** The first message of the stream; it waits until the first key is proved. */
  void created(PgStores tx, Artisan artisan) {
    var data = DomainJson.object();
    data.set("artisan", ArtisanViews.own(artisan));
    tx.messages().send(messages.about(artisan.oid(), "artisan.created", artisan.oid(), data));
  }

  /** Says nothing to somebody who has no stream yet. */
  void updated(PgStores tx, Artisan before, Artisan after, Artisan.Command command) {
    if (after.queueId() == null || after.version() == before.version()) return;
    List<ArtisanChange> changes =
        ArtisanChange.between(before, after).stream()
            .filter(change -> change.field() != ArtisanField.NOTES)
            .toList();
    var data =
        DomainJson.object()
            .put("oid", after.oid().toString())
            .put("version", after.version())
            .put("event", "artisan." + Lifecycle.word(command))
            .put("state", Lifecycle.word(after.state()))
            .put("reason", after.reason());
    data.set("changes", DomainJson.tree(changes));
    tx.messages().send(messages.about(after.oid(), "artisan.updated", after.oid(), data));
  }

  /**
   * Tells every storefront of all that the artisan has in the catalogue, if it can be seen or
   * bought otherwise than before or has another name on it.
   */
  void listings(PgStores tx, Artisan before, Artisan after, Artisan.Command command) {
    if (!showsOtherwise(before, after)) return;
    var data = DomainJson.object().put("event", "artisan." + Lifecycle.word(command));
    var about = new OutgoingNotice.About.AllOf(after.oid());
    tx.notices().send(messages.notice("listing.changed", about, after.oid(), data));
  }

  private static boolean showsOtherwise(Artisan before, Artisan after) {
    if (before.active() != after.active()) return true;
    boolean renamed = !before.profile().displayName().equals(after.profile().displayName());
    boolean away =
        !Objects.equals(before.terms().awayFrom(), after.terms().awayFrom())
            || !Objects.equals(before.terms().awayTo(), after.terms().awayTo());
    return after.active() && (renamed || away);
  }

  void deleted(PgStores tx, Artisan artisan) {
    var data =
        DomainJson.object()
            .put("oid", artisan.oid().toString())
            .put("version", artisan.version())
            .put("reason", artisan.reason());
    tx.messages().send(messages.about(artisan.oid(), "artisan.deleted", artisan.oid(), data));
  }
}
