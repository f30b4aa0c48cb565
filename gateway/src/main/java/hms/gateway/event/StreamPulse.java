package hms.gateway.event;

import hms.storage.DomainJson;
import hms.storage.pg.PgStores;
import hms.storage.pg.PgStream.Length;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How long the streams of those storefronts are that listen: there is something to fetch. */
final class StreamPulse implements Pulse {
  private final PgStores stores;
  private final Changes<UUID, Length> changes = new Changes<>();

  StreamPulse(PgStores stores) {
    this.stores = stores;
  }

  @Override
  public Topic topic() {
    return Topic.MESSAGES;
  }

  @Override
  public Future<List<Beat>> look(Set<UUID> channels) {
    return stores.stream()
        .lengths(channels)
        .map(found ->
            changes.since(found, Length::recipient).stream().map(StreamPulse::beat).toList());
  }

  private static Beat beat(Length stream) {
    var data =
        DomainJson.object()
            .put("topic", Topic.MESSAGES.wire())
            .put("kind", "stream")
            .put("oid", stream.recipient().toString())
            .put("last", stream.last());
    return new Beat(Topic.MESSAGES, stream.recipient(), data);
  }
}
