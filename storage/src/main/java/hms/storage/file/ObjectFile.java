package hms.storage.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.domain.Versioned;
import hms.storage.DomainJson;
import hms.storage.StoredType;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The form of one object in a file: its format first, then its fields, then how it is synced. */
final class ObjectFile {
  static final int FORMAT = 2;

  private ObjectFile() {}

  static String text(Stored stored) {
    var file = DomainJson.object().put("format", FORMAT);
    file.setAll((ObjectNode) DomainJson.tree(stored.object()));
    file.set("sync", DomainJson.tree(stored.sync()));
    return DomainJson.indented(file);
  }

  /**
   * Reads and checks a file; refuses one that does not parse, breaks a rule, or holds another
   * object than its name says.
   *
   * @throws IOException if a newer program wrote it
   */
  static <T extends Versioned> Outcome<Stored> read(StoredType<T> type, UUID named, byte[] bytes)
      throws IOException {
    var tree = DomainJson.parse(bytes);
    if (!(tree instanceof Outcome.Done<JsonNode>(ObjectNode file))) {
      return tree.then(other -> broken("format", "expected a JSON object"));
    }
    JsonNode format = file.remove("format");
    refuseNewer(format, type, named);
    if (format == null || format.asInt() != FORMAT) {
      return broken("format", "expected format " + FORMAT + "; older files must be imported");
    }
    JsonNode sync = file.remove("sync");
    if (sync == null) return broken("sync", "is missing");
    return DomainJson.bind(sync, Sync.class)
        .then(ObjectFile::whole)
        .then(synced -> object(type, named, file).map(object -> new Stored(object, synced)));
  }

  private static <T extends Versioned> Outcome<T> object(
      StoredType<T> type, UUID named, ObjectNode file) {
    return DomainJson.bind(file, type.type())
        .then(ObjectFile::whole)
        .then(object -> numbered(object, named))
        .then(object -> type.rules().apply(object).map(checked -> object));
  }

  private static <T> Outcome<T> whole(T object) {
    return Completeness.missing(object)
        .map(what -> ObjectFile.<T>broken(what, "is missing"))
        .orElseGet(() -> Outcome.done(object));
  }

  private static <T extends Versioned> Outcome<T> numbered(T object, UUID named) {
    if (!object.oid().equals(named)) return broken("oid", "is that of another file");
    if (object.version() < 1) return broken("version", "expected 1 or more");
    if (object.modified().isBefore(object.created())) {
      return broken("modified", "is before it was created");
    }
    return Outcome.done(object);
  }

  private static void refuseNewer(@Nullable JsonNode format, StoredType<?> type, UUID named)
      throws IOException {
    if (format != null && format.asInt() > FORMAT) {
      throw new IOException(
          "%s has format %d; this program reads up to %d: use the newer one"
              .formatted(Layout.pathOf(type, named), format.asInt(), FORMAT));
    }
  }

  private static <T> Outcome<T> broken(String member, String detail) {
    return Outcome.refused(Invalid.of("/" + member, "broken", detail));
  }
}
