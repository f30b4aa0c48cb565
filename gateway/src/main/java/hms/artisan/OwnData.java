package hms.artisan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.artisan.Artisan;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredType;
import hms.storage.file.FileObjects;
import hms.storage.stall.Changes;
import hms.storage.stall.Pending;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The artisan itself, as the office knows it and as it would like to be known. */
final class OwnData implements Follower {
  private static final Set<String> TERMS = Set.of("awayFrom", "awayTo", "link");
  private static final String PENDING_EMAIL = "pendingEmail";

  private final FileObjects tx;
  private final Shown<Artisan> artisans;
  private final Collisions collisions;

  OwnData(FileObjects tx, Collisions collisions, Instant now) {
    this.tx = tx;
    this.artisans = new Shown<>(tx.artisans(), StoredType.ARTISAN, now);
    this.collisions = collisions;
  }

  @Override
  public Step<Boolean> said(Pending message) {
    return message.about() == null
        ? Step.done(false)
        : put(message.about(), Changes.to(Changes.of(message.data())));
  }

  @Override
  public Step<List<UUID>> heard(String type, UUID oid, ObjectNode data) {
    return switch (type) {
      case "artisan.created" -> created(oid, data.path("artisan"));
      case "artisan.updated" -> updated(oid, data);
      case "artisan.deleted" -> told(oid, data, Map.of(), "closed");
      default -> Step.done(List.of());
    };
  }

  @Override
  public Step<Boolean> answered(Pending asked, ObjectNode reply) {
    UUID self = asked.about();
    if (self == null) return Step.done(false);
    var changes = Changes.of(asked.data());
    return switch (reply.path("status").asText()) {
      case "conflict" -> put(self, Changes.theirs(reply)).then(shown -> unanswered(self));
      case "refused" -> put(self, Changes.from(changes)).then(shown -> unanswered(self));
      default ->
          artisans
              .change(self, tree -> Shown.put(tree, PENDING_EMAIL, reply.path(PENDING_EMAIL)))
              .then(saved -> artisans.officeVersion(self, reply.path("version").asLong()));
    };
  }

  private Step<List<UUID>> created(UUID self, JsonNode told) {
    if (!(told.deepCopy() instanceof ObjectNode members)) return Step.done(List.of());
    long version = members.path("version").asLong();
    members.remove("displayName");
    members.putObject("importNotes");
    return artisans
        .find(self)
        .then(known -> known.isPresent() ? Step.done(true) : artisans.add(members))
        .then(kept -> artisans.officeVersion(self, version))
        .map(marked -> List.of());
  }

  private Step<List<UUID>> updated(UUID self, ObjectNode data) {
    var changes = Changes.of(data);
    return collisions
        .with("artisan.update", self, changes)
        .then(met ->
            told(self, data, Changes.to(changes), data.path("state").asText())
                .map(done -> met.ended()));
  }

  private Step<List<UUID>> told(
      UUID self, ObjectNode data, Map<String, JsonNode> values, String state) {
    return artisans
        .change(
            self,
            tree -> {
              values.forEach((field, value) -> set(tree, field, value));
              tree.put("state", state);
              Shown.put(tree, "reason", data.path("reason"));
            })
        .then(saved -> artisans.officeVersion(self, data.path("version").asLong()))
        .map(marked -> List.of());
  }

  /** What was said later is wished for still. */
  private Step<Boolean> unanswered(UUID self) {
    return new Log(tx)
        .about(self, "artisan.update")
        .then(later ->
            Step.each(later, each -> put(self, Changes.to(Changes.of(each.data()))))
                .map(shown -> true));
  }

  /** A new e-mail of one's own waits until the office has confirmed it. */
  private Step<Boolean> put(UUID self, Map<String, JsonNode> values) {
    return artisans.change(
        self,
        tree ->
            values.forEach(
                (field, value) -> set(tree, field.equals("email") ? PENDING_EMAIL : field, value)));
  }

  private static void set(ObjectNode artisan, String field, JsonNode value) {
    if (field.equals(PENDING_EMAIL)) Shown.put(artisan, field, value);
    else
      Shown.put(
          (ObjectNode) artisan.get(TERMS.contains(field) ? "terms" : "profile"), field, value);
  }

  /** What the office has of each field, as a change names it. */
  static Map<String, JsonNode> values(Artisan artisan) {
    ObjectNode all = DomainJson.tree(artisan.profile()).deepCopy();
    all.setAll((ObjectNode) DomainJson.tree(artisan.terms()));
    if (artisan.pendingEmail() != null) all.put(PENDING_EMAIL, artisan.pendingEmail());
    return Shown.members(all);
  }
}
