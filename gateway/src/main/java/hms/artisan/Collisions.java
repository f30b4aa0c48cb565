package hms.artisan;

import com.fasterxml.jackson.databind.JsonNode;
import hms.storage.Step;
import hms.storage.file.FileObjects;
import hms.storage.stall.Changes;
import hms.storage.stall.Pending;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What was said and has not left meets what the office has written. For one transaction. */
final class Collisions {
  private final FileObjects tx;
  private final Supplier<UUID> ids;
  private final Instant now;

  Collisions(FileObjects tx, Supplier<UUID> ids, Instant now) {
    this.tx = tx;
    this.ids = ids;
    this.now = now;
  }

  /**
   * What has met.
   *
   * @param ended messages of which nothing is left
   * @param fields that both sides have written
   */
  record Met(List<UUID> ended, Set<String> fields) {}

  /**
   * Makes a card of each field that both sides have written, and leaves the rest to be said.
   *
   * @param name of the messages that can meet it
   * @return those of which nothing is left: they end
   */
  Step<Met> with(String name, UUID object, List<JsonNode> written) {
    return new Log(tx)
        .unsent(object, name)
        .then(waiting ->
            Step.each(waiting, each -> collide(each, written))
                .map(ended ->
                    new Met(
                        ended.stream().flatMap(Optional::stream).toList(),
                        fields(waiting, written))));
  }

  private static Set<String> fields(List<Pending> waiting, List<JsonNode> written) {
    var fields = new HashSet<String>();
    waiting.forEach(each -> fields.addAll(Changes.to(Changes.of(each.data())).keySet()));
    fields.retainAll(Changes.to(written).keySet());
    return fields;
  }

  private Step<Optional<UUID>> collide(Pending waiting, List<JsonNode> written) {
    var collision = Changes.collide(waiting, written, ids, now);
    return Step.each(collision.cards(), card -> tx.cards().save(null, card, "deal"))
        .then(dealt -> new Log(tx).reduce(waiting, collision.left()))
        .map(done ->
            collision.left().isEmpty() ? Optional.of(waiting.oid()) : Optional.<UUID>empty());
  }
}
