package hms.storage.pg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Versioned;
import hms.domain.artisan.Artisan;
import hms.domain.audit.AuditDigest;
import hms.domain.order.Order;
import hms.domain.order.WorkOrder;
import hms.storage.DomainJson;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a save changed: {@code {field: {from, to}}}; a value that was or is absent is absent here.
 * Secrets stay out of it; for what is personal there is a digest.
 */
final class AuditChange {
  private static final Set<String> LEFT_OUT =
      Set.of(
          "oid",
          "version",
          "created",
          "modified",
          "wrappedSecret",
          "passwordHash",
          "totpSecret",
          "totpPending");

  private static final Set<String> OF_CUSTOMERS = Set.of("shipToName", "shipTo", "note");
  private static final Set<String> OF_APPLICANTS =
      Set.of("handle", "profile", "terms", "reason", "pendingEmail", "importNotes");

  private final UUID object;
  private final Optional<AuditDigest> digest;
  private final ObjectNode change = DomainJson.object();

  private AuditChange(UUID object, Optional<AuditDigest> digest) {
    this.object = object;
    this.digest = digest;
  }

  /**
   * @param digest stands for what is personal; without one it is only said that such a field
   *     changed
   */
  static ObjectNode between(
      @Nullable Versioned before, Versioned after, Optional<AuditDigest> digest) {
    var written = new AuditChange(after.oid(), digest);
    JsonNode old = before == null ? DomainJson.object() : DomainJson.tree(before);
    JsonNode now = DomainJson.tree(after);
    var names = new LinkedHashSet<String>();
    now.fieldNames().forEachRemaining(names::add);
    old.fieldNames().forEachRemaining(names::add);
    for (var name : names) written.put(name, old, now, personal(after, name));
    return written.change;
  }

  /**
   * What tells of a customer, or of somebody who only applied, is not written down where nothing is
   * ever taken away.
   */
  private static boolean personal(Versioned object, String name) {
    return switch (object) {
      case Order order -> OF_CUSTOMERS.contains(name);
      case WorkOrder work -> OF_CUSTOMERS.contains(name);
      case Artisan artisan -> !takenOn(artisan) && OF_APPLICANTS.contains(name);
      default -> false;
    };
  }

  private static boolean takenOn(Artisan artisan) {
    return artisan.state() != Artisan.State.APPLIED && artisan.state() != Artisan.State.DECLINED;
  }

  private void put(String name, JsonNode old, JsonNode now, boolean personal) {
    if (LEFT_OUT.contains(name) || Objects.equals(now.get(name), old.get(name))) return;
    var pair = change.putObject(name);
    if (old.has(name)) put(pair, "from", name, old.get(name), personal);
    if (now.has(name)) put(pair, "to", name, now.get(name), personal);
  }

  private void put(ObjectNode pair, String side, String name, JsonNode value, boolean personal) {
    if (!personal) pair.set(side, value);
    else digest.ifPresent(d -> pair.put(side, d.of(object, name, DomainJson.text(value))));
  }
}
