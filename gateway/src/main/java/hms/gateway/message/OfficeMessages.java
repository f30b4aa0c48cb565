package hms.gateway.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.gateway.command.Mint;
import hms.storage.DomainJson;
import hms.storage.OutgoingMessage;
import hms.storage.OutgoingNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages of the office to artisans and storefronts. Source: the types of docs/messages.md.
 */
public final class OfficeMessages {
  private final Mint mint;
  private final Duration expiry;

  /**
   * @param expiry how long a message stays valid, at most 30 days
   */
  public OfficeMessages(Mint mint, Duration expiry) {
    this.mint = mint;
    this.expiry = expiry;
  }

  /** A message about an object: {@code product.updated} about a product's oid. */
  public OutgoingMessage about(UUID artisan, String name, UUID oid, JsonNode data) {
    String kind = name.substring(0, name.indexOf('.'));
    return message(artisan, name, kind + "/" + oid, null, data);
  }

  /** What storefronts are told of an object: {@code listing.changed} about a product. */
  public OutgoingNotice notice(
      String name, OutgoingNotice.About about, UUID object, ObjectNode data) {
    Instant now = mint.now();
    return new OutgoingNotice("hms." + name + ".v1", about, object, data, now, now.plus(expiry));
  }

  /** The answer to a message. */
  public OutgoingMessage reply(UUID artisan, UUID answered, JsonNode data) {
    return message(artisan, "reply", null, answered, data);
  }

  private OutgoingMessage message(
      UUID artisan,
      String name,
      @Nullable String subject,
      @Nullable UUID correlation,
      JsonNode data) {
    Instant now = mint.now();
    return new OutgoingMessage(
        mint.id(),
        artisan,
        "hms." + name + ".v1",
        subject,
        correlation,
        DomainJson.bytes(data),
        now,
        now.plus(expiry));
  }
}
