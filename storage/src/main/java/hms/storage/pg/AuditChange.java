package hms.storage.pg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Versioned;
import hms.storage.DomainJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a save changed: {@code {field: {from, to}}}. Secrets stay out of it. */
final class AuditChange {
  private static final Set<String> LEFT_OUT =
      Set.of("oid", "version", "created", "modified", "wrappedSecret");

  private AuditChange() {}

  static ObjectNode between(@Nullable Versioned before, Versioned after) {
    JsonNode old = before == null ? DomainJson.object() : DomainJson.tree(before);
    JsonNode now = DomainJson.tree(after);
    var change = DomainJson.object();
    for (var names = now.fieldNames(); names.hasNext(); ) {
      put(change, names.next(), old, now);
    }
    return change;
  }

  private static void put(ObjectNode change, String name, JsonNode old, JsonNode now) {
    if (LEFT_OUT.contains(name) || now.get(name).equals(old.get(name))) return;
    var pair = change.putObject(name);
    if (old.has(name)) pair.set("from", old.get(name));
    pair.set("to", now.get(name));
  }
}
