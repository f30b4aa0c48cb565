package hms.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.storage.DomainJson;
import java.util.UUID;

/** What the members of a row say, in the same words for all kinds of rows. */
public final class RowMembers {
  private RowMembers() {}

  /** The id that a row names. */
  public static Outcome<UUID> oid(ObjectNode row) {
    try {
      return Outcome.done(UUID.fromString(row.get("oid").asText()));
    } catch (IllegalArgumentException e) {
      return Outcome.refused(Refusal.Invalid.of("/oid", "type", "expected a UUID"));
    }
  }

  /** The object, if it is of the version of the row; any, if the row names none. */
  public static <T extends Versioned> Outcome<T> seen(T found, ObjectNode row, String kind) {
    if (!row.hasNonNull("version")) return Outcome.done(found);
    return row.get("version").canConvertToLong()
        ? Versioned.seen(found, row.get("version").asLong(), kind)
        : Outcome.refused(Refusal.Invalid.of("/version", "type", "expected a whole number"));
  }

  /** Does a row say of a member what a reader sees? Nothing is the same as not being there. */
  public static boolean same(JsonNode shown, JsonNode said) {
    boolean nothing =
        shown.isMissingNode() || shown.isNull() || shown.isObject() && shown.isEmpty();
    return said.isNull() ? nothing : said.equals(shown);
  }

  /**
   * @param pointer of the member
   */
  public static Refusal readOnly(String pointer) {
    return Refusal.Invalid.of(pointer, "read-only", "this cannot be written by a file");
  }

  /** The same as if what is null were not there. */
  public static ObjectNode withoutNulls(ObjectNode row) {
    ObjectNode clean = DomainJson.object();
    row.properties()
        .forEach(each -> {
          JsonNode value = each.getValue();
          if (value instanceof ObjectNode part) clean.set(each.getKey(), withoutNulls(part));
          else if (!value.isNull()) clean.set(each.getKey(), value);
        });
    return clean;
  }
}
