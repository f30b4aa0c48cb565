package hms.storage.stall;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The cards that a reply leaves: one for each field in conflict, one for what was refused. */
public final class Cards {
  private Cards() {}

  /**
   * None if the office did what it was asked.
   *
   * @param reply its data: {@code status}, and {@code conflicts[] {field, base, mine, theirs}} or
   *     {@code problem {code}}
   */
  public static List<Card> of(Pending asked, JsonNode reply, Supplier<UUID> ids, Instant now) {
    return switch (reply.path("status").asText()) {
      case "conflict" ->
          StreamSupport.stream(reply.path("conflicts").spliterator(), false)
              .map(each -> conflict(asked, each, ids.get(), now))
              .toList();
      case "refused" -> List.of(refused(asked, reply.path("problem"), ids.get(), now));
      default -> List.of();
    };
  }

  private static Card conflict(Pending asked, JsonNode clash, UUID oid, Instant now) {
    return card(
        asked,
        oid,
        now,
        clash.path("field").asText(),
        clash.get("base"),
        clash.get("mine"),
        clash.get("theirs"),
        "conflict");
  }

  /** A field that the office wrote while the artisan's change of it had not left yet. */
  static Card conflict(Pending asked, JsonNode mine, JsonNode theirs, UUID oid, Instant now) {
    return card(
        asked,
        oid,
        now,
        Changes.field(mine),
        Changes.value(mine, "from"),
        Changes.value(mine, "to"),
        theirs,
        "conflict");
  }

  private static Card refused(Pending asked, JsonNode problem, UUID oid, Instant now) {
    String why = problem.path("code").asText();
    return card(asked, oid, now, null, null, asked.data(), null, why.isBlank() ? "refused" : why);
  }

  private static Card card(
      Pending asked,
      UUID oid,
      Instant now,
      @Nullable String field,
      @Nullable JsonNode base,
      @Nullable JsonNode mine,
      @Nullable JsonNode theirs,
      String why) {
    return new Card(
        oid,
        1,
        now,
        now,
        asked.oid(),
        asked.name(),
        asked.about(),
        field,
        base,
        mine,
        theirs,
        why,
        Card.State.OPEN);
  }
}
