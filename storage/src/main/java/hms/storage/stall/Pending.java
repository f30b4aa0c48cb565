package hms.storage.stall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.Versioned;
import hms.storage.DomainJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to the office that has no outcome yet. Its oid is the id of the message; its sequence
 * number is given when it is sent. What was sent once never changes.
 *
 * @param created when it was asked: the time of the message
 * @param place its order in the log, from 1
 * @param name such as {@code product.update}
 * @param about the object, if the data have an {@code oid}
 */
public record Pending(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    long place,
    String name,
    @Nullable UUID about,
    ObjectNode data)
    implements Versioned {
  private static final String NAME = "[a-z_]{1,40}\\.[a-z_]{1,40}";

  /** The data cannot be changed from elsewhere. */
  public Pending {
    data = data.deepCopy();
  }

  @Override
  public ObjectNode data() {
    return data.deepCopy();
  }

  /** The bytes that are signed: the same each time. */
  public byte[] bytes() {
    return DomainJson.bytes(data);
  }

  /** Errors: Invalid, with all that is wrong. */
  public Outcome<Pending> checked() {
    var rules = new Rules();
    rules.that(place >= 1, "/place", "range", "expected 1 or more");
    rules.that(name.matches(NAME), "/name", "name", "expected a name such as product.update");
    return rules.broken() ? rules.refused() : Outcome.done(this);
  }

  /** The next version, asking for something else. */
  Pending asking(ObjectNode otherwise, Instant now) {
    return new Pending(oid, version + 1, created, changedAt(now), place, name, about, otherwise);
  }
}
