package hms.artisan;

import hms.domain.message.Envelope;
import io.vertx.core.json.JsonObject;

/** A genuine message of the office, in its turn. */
public record Received(Envelope envelope, JsonObject data) {

  /** {@code hms.<name>.v<major>}. */
  public String type() {
    return envelope.type();
  }
}
