package hms.artisan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Versioned;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredType;
import hms.storage.Timestamps;
import hms.storage.file.FileStore;
import hms.storage.file.Sync;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects of one type as the app shows them. They are changed as their JSON, because messages tell
 * of fields by name; what breaks a rule of the domain by that is left as it was. For one
 * transaction.
 */
final class Shown<T extends Versioned> {
  private static final Logger LOG = LoggerFactory.getLogger(Shown.class);

  private final FileStore<T> store;
  private final StoredType<T> type;
  private final Instant now;

  Shown(FileStore<T> store, StoredType<T> type, Instant now) {
    this.store = store;
    this.type = type;
    this.now = now;
  }

  Step<Optional<T>> find(UUID oid) {
    return store.find(oid).orAbsent();
  }

  /** Adds one, of its members but version and times. */
  Step<Boolean> add(ObjectNode members) {
    var tree = members.deepCopy();
    tree.put("version", 1).put("created", Timestamps.text(now));
    tree.put("modified", Timestamps.text(now));
    return save(Optional.empty(), tree).map(Optional::isPresent);
  }

  /** Changes one; false if it is not there. */
  Step<Boolean> change(UUID oid, Consumer<ObjectNode> edit) {
    return find(oid)
        .then(found ->
            found.isEmpty() ? Step.done(false) : change(found.get(), edit).map(done -> true));
  }

  /** The last version that the office told. */
  Step<Boolean> officeVersion(UUID oid, long version) {
    return store
        .sync(oid)
        .then(sync -> store.mark(oid, new Sync(version, sync.status())))
        .orAbsent()
        .map(Optional::isPresent);
  }

  Step<Integer> delete(List<UUID> oids) {
    return store.delete(oids);
  }

  /** Sets fields by name; what is null is emptied. */
  static void put(ObjectNode fields, Map<String, JsonNode> values) {
    values.forEach((field, value) -> put(fields, field, value));
  }

  static void put(ObjectNode fields, String field, JsonNode value) {
    if (value.isNull() || value.isMissingNode()) fields.remove(field);
    else fields.set(field, value);
  }

  /** Its members by name. */
  static Map<String, JsonNode> members(ObjectNode tree) {
    var members = new LinkedHashMap<String, JsonNode>();
    tree.properties().forEach(each -> members.put(each.getKey(), each.getValue()));
    return members;
  }

  private Step<Optional<T>> change(T found, Consumer<ObjectNode> edit) {
    ObjectNode tree = DomainJson.tree(found).deepCopy();
    edit.accept(tree);
    if (tree.equals(DomainJson.tree(found))) return Step.done(Optional.of(found));
    tree.put("version", found.version() + 1);
    tree.put("modified", Timestamps.text(found.changedAt(now)));
    return save(Optional.of(found), tree);
  }

  private Step<Optional<T>> save(Optional<T> found, ObjectNode tree) {
    var read =
        DomainJson.bind(tree, type.type()).then(next -> type.rules().apply(next).map(ok -> next));
    if (read instanceof Outcome.Done<T>(var next)) {
      return store.save(found.orElse(null), next, "follow").map(saved -> Optional.of(next));
    }
    LOG.atWarn().addKeyValue("type", type.word()).log("a change breaks a rule and is not shown");
    return Step.done(found);
  }
}
