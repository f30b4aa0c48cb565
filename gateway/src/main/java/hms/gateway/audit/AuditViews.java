package hms.gateway.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.audit.AuditRoot;
import hms.domain.audit.Cause;
import hms.domain.audit.SealedEntry;
import hms.storage.DomainJson;
import hms.storage.Timestamps;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an auditor reads. Secrets are not there: they never came into the audit. */
final class AuditViews {
  private AuditViews() {}

  static ObjectNode entry(SealedEntry sealed) {
    var entry = sealed.entry();
    var view =
        DomainJson.object()
            .put("n", entry.n())
            .put("at", Timestamps.text(entry.at()))
            .put("actor", entry.actor())
            .put("kind", entry.kind())
            .put("object", entry.object().toString())
            .put("version", entry.objectVersion())
            .put("command", entry.command());
    view.set("changes", DomainJson.own(entry.change(), JsonNode.class));
    put(view, "artisan", text(entry.artisan()));
    cause(view, entry.cause());
    if (sealed.seq() != null) view.put("seq", sealed.seq());
    put(view, "hash", sealed.hash());
    return view;
  }

  static ObjectNode root(AuditRoot root) {
    return DomainJson.object()
        .put("day", root.day().toString())
        .put("seq", root.seq())
        .put("hash", HexFormat.of().formatHex(root.hash()))
        .put("signature", HexFormat.of().formatHex(root.signature()));
  }

  private static void cause(ObjectNode view, Cause cause) {
    put(view, "onBehalfOf", cause.onBehalfOf());
    put(view, "why", cause.why());
    put(view, "requestId", text(cause.request()));
    put(view, "messageId", text(cause.message()));
    put(view, "keyId", text(cause.key()));
    put(view, "address", cause.address());
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static void put(ObjectNode view, String name, @Nullable String value) {
    if (value != null) view.put(name, value);
  }
}
