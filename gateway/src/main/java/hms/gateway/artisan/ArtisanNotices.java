package hms.gateway.artisan;

import hms.domain.Lifecycle;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanChange;
import hms.domain.artisan.ArtisanField;
import hms.gateway.message.OfficeMessages;
import hms.storage.DomainJson;
import hms.storage.pg.PgStores;
import java.util.List;

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

  void deleted(PgStores tx, Artisan artisan) {
    var data =
        DomainJson.object()
            .put("oid", artisan.oid().toString())
            .put("version", artisan.version())
            .put("reason", artisan.reason());
    tx.messages().send(messages.about(artisan.oid(), "artisan.deleted", artisan.oid(), data));
  }
}
