package hms.storage.stall;

import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.Versioned;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of the office: one that nobody has taken yet, or a reply, which is the outcome of a
 * message of ours. Its oid is the id of the message.
 *
 * @param created when it came
 * @param sequence its number in the stream of the office
 * @param answers the id of our message, if it is a reply
 * @param attributes as they came, so that what they sign can be proved later
 * @param data the very text that is signed
 */
public record Arrival(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    long sequence,
    @Nullable UUID answers,
    Map<String, String> attributes,
    String data)
    implements Versioned {

  /** No attribute may be changed from elsewhere. */
  public Arrival {
    attributes = Map.copyOf(attributes);
  }

  /** Errors: Invalid, with all that is wrong. */
  public Outcome<Arrival> checked() {
    var rules = new Rules();
    rules.that(sequence >= 1, "/sequence", "range", "expected 1 or more");
    return rules.broken() ? rules.refused() : Outcome.done(this);
  }
}
