package hms.storage.pg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Versioned;
import hms.domain.artisan.Artisan;
import hms.domain.order.Order;
import hms.domain.order.WorkOrder;
import hms.storage.DomainJson;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a save changed: {@code {field: {from, to}}}; a value that was or is absent is absent here.
 * Secrets stay out of it.
 */
final class AuditChange {
  private static final Set<String> LEFT_OUT =
      Set.of("oid", "version", "created", "modified", "wrappedSecret");

  private static final Set<String> OF_CUSTOMERS = Set.of("shipToName", "shipTo", "note");
  private static final Set<String> OF_APPLICANTS =
      Set.of("handle", "profile", "terms", "reason", "pendingEmail", "importNotes");

  private AuditChange() {}

  static ObjectNode between(@Nullable Versioned before, Versioned after) {
    JsonNode old = before == null ? DomainJson.object() : DomainJson.tree(before);
    JsonNode now = DomainJson.tree(after);
    var change = DomainJson.object();
    var names = new LinkedHashSet<String>();
    now.fieldNames().forEachRemaining(names::add);
    old.fieldNames().forEachRemaining(names::add);
    for (var name : names) {
      if (personal(after, name)) changed(change, name, old, now);
      else put(change, name, old, now);
    }
    return change;
  }

  /**
   * What tells of a customer, or of somebody who was erased, is not written down where nothing is
   * ever taken away: only that it changed.
   */
  private static boolean personal(Versioned object, String name) {
    return switch (object) {
      case Order order -> OF_CUSTOMERS.contains(name);
      case WorkOrder work -> OF_CUSTOMERS.contains(name);
      case Artisan artisan -> artisan.erased() && OF_APPLICANTS.contains(name);
      default -> false;
    };
  }

  private static void changed(ObjectNode change, String name, JsonNode old, JsonNode now) {
    if (!Objects.equals(now.get(name), old.get(name))) change.putObject(name);
  }

  private static void put(ObjectNode change, String name, JsonNode old, JsonNode now) {
    if (LEFT_OUT.contains(name) || Objects.equals(now.get(name), old.get(name))) return;
    var pair = change.putObject(name);
    if (old.has(name)) pair.set("from", old.get(name));
    if (now.has(name)) pair.set("to", now.get(name));
  }
}
