package hms.gateway.artisan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.artisan.ArtisanChange;
import hms.gateway.message.MessageHandler;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The message face of artisans: what an artisan writes about itself. Source: T9. */
public final class ArtisanMessages implements MessageHandler<Actor.Maker> {
  private static final String UPDATE = "hms.artisan.update.v1";

  private final ArtisanService service;

  /** The data of {@code artisan.update}. */
  private record Update(UUID oid, @Nullable Long baseVersion, List<ArtisanChange> changes) {}

  public ArtisanMessages(ArtisanService service) {
    this.service = service;
  }

  @Override
  public Set<String> types() {
    return Set.of(UPDATE);
  }

  @Override
  public Step<ObjectNode> handle(PgStores tx, Actor.Maker sender, String type, byte[] data) {
    return Step.of(DomainJson.read(data, Update.class).then(ArtisanMessages::checked))
        .then(update ->
            tx.artisans()
                .find(sender.artisan())
                .then(before ->
                    service
                        .perform(tx, sender, command(update))
                        .map(after -> reply(after, merged(update, before.version())))));
  }

  private static ArtisanCommand command(Update update) {
    return new ArtisanCommand.Update(update.oid(), null, found -> Outcome.done(update.changes()));
  }

  /** Fields tell of clashes one by one; an older base that clashes nowhere was merged. */
  private static boolean merged(Update update, long version) {
    return update.baseVersion() != null && update.baseVersion() < version;
  }

  private static Outcome<Update> checked(Update update) {
    var rules = new Rules();
    rules.present("/oid", update.oid());
    rules.present("/changes", update.changes());
    return rules.broken() ? rules.refused() : Outcome.done(update);
  }

  private static ObjectNode reply(ArtisanResult result, boolean merged) {
    var artisan = result.artisan();
    var reply =
        DomainJson.object()
            .put("oid", artisan.oid().toString())
            .put("version", artisan.version())
            .put("pendingEmail", artisan.pendingEmail());
    return merged ? reply.put("status", "merged") : reply;
  }
}
