package hms.gateway.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import hms.storage.DomainJson;
import hms.storage.OutgoingMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes messages of the office to artisans. Source: the types of docs/messages.md. */
public final class OfficeMessages {
  private final Clock clock;
  private final Duration expiry;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  /**
   * @param expiry how long a message stays valid, at most 30 days
   */
  public OfficeMessages(Clock clock, Duration expiry) {
    this.clock = clock;
    this.expiry = expiry;
  }

  /** A message about an object: {@code product.updated} about a product's oid. */
  public OutgoingMessage about(UUID artisan, String name, UUID oid, JsonNode data) {
    String kind = name.substring(0, name.indexOf('.'));
    return message(artisan, name, kind + "/" + oid, null, data);
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
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new OutgoingMessage(
        ids.generate(),
        artisan,
        "hms." + name + ".v1",
        subject,
        correlation,
        DomainJson.bytes(data),
        now,
        now.plus(expiry));
  }
}
