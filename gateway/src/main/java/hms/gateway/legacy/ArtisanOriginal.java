package hms.gateway.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanProfile;
import hms.domain.artisan.ArtisanTerms;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An artisan of the original application, as far as it can be ours. A required field that it lacks
 * is empty, which no rule of ours accepts, so that it cannot be activated before it is complete.
 *
 * @param deleted it was deleted there: a closed contract here
 * @param notes what could not be placed, by the name it had there
 */
public record ArtisanOriginal(
    UUID oid,
    Instant created,
    Instant modified,
    boolean deleted,
    ArtisanProfile profile,
    Map<String, String> notes,
    Set<Flag> flags) {
  private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("[\\s<>,;()\\[\\]\"]+");

  public ArtisanOriginal {
    notes = Map.copyOf(notes);
    flags = Set.copyOf(flags);
  }

  /** A given and a family name; empty where there is none. */
  private record Names(String given, String family) {}

  /** Refuses with Invalid what has no oid. */
  public static Outcome<ArtisanOriginal> read(String fileName, JsonNode tree, Assumptions open) {
    var from = new Original(tree);
    return Head.read(fileName, from, open).map(head -> read(head, from, open));
  }

  private static ArtisanOriginal read(Head head, Original from, Assumptions open) {
    var names = names(from);
    var address = from.part("address", "business_address");
    var profile =
        new ArtisanProfile(
            from.line(20, "honorific"),
            names.given(),
            from.line(80, "middle_name"),
            names.family(),
            from.line(20, "suffix"),
            from.cutLine(120, Flag.TEXT_CUT, "company_name"),
            email(from),
            from.ruled((rules, text) -> rules.optionalPhone("", text), Flag.VALUE_REFUSED, "phone"),
            from.ruled(
                (rules, text) -> rules.optionalUrl("", text), Flag.WEBSITE_UNREADABLE, "website"),
            Addresses.read(address, open));
    address.noteTheRest();
    from.noteTheRest();
    return new ArtisanOriginal(
        head.oid(),
        head.created(),
        head.modified(),
        head.deleted(),
        profile,
        from.remarks().notes(),
        from.remarks().flags());
  }

  /** The e-mail belongs to another: it is noted, and the field left empty. */
  public ArtisanOriginal emailTaken() {
    var remarks = new Remarks();
    notes.forEach(remarks::note);
    flags.forEach(remarks::flag);
    remarks.note("email", profile.email());
    remarks.flag(Flag.EMAIL_DUPLICATE);
    var without = profile.withEmail("");
    return new ArtisanOriginal(
        oid, created, modified, deleted, without, remarks.notes(), remarks.flags());
  }

  /**
   * As one of ours: applied, or closed for good, since there are neither keys nor a queue.
   *
   * @param handle free
   * @param queueId a name that is nobody's, which a closed contract needs
   */
  public Artisan artisan(String handle, String queueId) {
    return new Artisan(
        oid,
        1,
        created,
        modified,
        handle,
        profile,
        ArtisanTerms.usual(),
        deleted ? Artisan.State.CLOSED : Artisan.State.APPLIED,
        null,
        deleted ? queueId : null,
        null,
        notes,
        deleted ? modified : null);
  }

  private static Names names(Original from) {
    String given = from.line(80, "given_name");
    String family = from.line(80, "family_name");
    var names =
        given == null && family == null
            ? contact(from)
            : new Names(
                Objects.requireNonNullElse(given, ""), Objects.requireNonNullElse(family, ""));
    if (names.given().isEmpty() || names.family().isEmpty()) from.flag(Flag.NAME_INCOMPLETE);
    return names;
  }

  /** One name: the last word is the family's. */
  private static Names contact(Original from) {
    String whole = from.line(161, "contact_name");
    if (whole == null) return new Names("", "");
    int at = whole.lastIndexOf(' ');
    if (at > 0) from.flag(Flag.NAME_SPLIT);
    return new Names(
        name(from, at < 0 ? "" : whole.substring(0, at)), name(from, whole.substring(at + 1)));
  }

  private static String name(Original from, String part) {
    if (part.isBlank()) return "";
    String clean = new Rules().line("", part, 80);
    if (clean == null) from.refuse("contact_name", Flag.VALUE_REFUSED);
    return Objects.requireNonNullElse(clean, "");
  }

  private static String email(Original from) {
    String only =
        from.ruled(
            (rules, text) -> onlyAddress(text),
            Flag.EMAIL_UNREADABLE,
            "contact_email",
            "email_address");
    if (only == null) from.flag(Flag.EMAIL_UNREADABLE);
    return Objects.requireNonNullElse(only, "");
  }

  /** The one address in {@code Mia Chen <mia@example.org>}. */
  private static @Nullable String onlyAddress(String text) {
    var found =
        BETWEEN_ADDRESSES
            .splitAsStream(text)
            .map(word -> new Rules().email("", word))
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return found.size() == 1 ? found.getFirst() : null;
  }
}
