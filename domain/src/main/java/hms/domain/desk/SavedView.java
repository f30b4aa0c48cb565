package hms.domain.desk;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list as somebody wants to see it again.
 *
 * @param owner the person who made it; nobody else changes it
 * @param page the list, by the name in its path: {@code work-orders}
 * @param query what is asked of it, as it stands behind the question mark; may be empty
 * @param name 1 to 80 characters, once for each person and list
 * @param shared everybody of the office may read it
 */
public record SavedView(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID owner,
    String page,
    String query,
    String name,
    boolean shared)
    implements Versioned {
  public static final int QUERY_MAX = 2000;
  private static final int NAME_MAX = 80;

  /** What its owner writes of it. */
  public record Terms(String query, String name, @Nullable Boolean shared) {

    /** Errors: Invalid, with all violations. Whether the list knows the query is its own to say. */
    public Outcome<Terms> checked() {
      var rules = new Rules();
      String asked = Objects.requireNonNullElse(query, "");
      boolean fits = asked.length() <= QUERY_MAX;
      rules.that(fits, "/query", "too-long", "at most " + QUERY_MAX + " characters");
      String line = Objects.requireNonNullElse(rules.line("/name", name, NAME_MAX), "");
      return rules.broken()
          ? rules.refused()
          : Outcome.done(new Terms(asked, line, Boolean.TRUE.equals(shared)));
    }
  }

  /** Errors: Invalid. */
  public static Outcome<SavedView> create(
      UUID oid, UUID owner, String page, Terms terms, Instant now) {
    return terms
        .checked()
        .map(t -> new SavedView(oid, 1, now, now, owner, page, t.query(), t.name(), isShared(t)));
  }

  /** What can be written of it, as it stands. */
  public Terms terms() {
    return new Terms(query, name, shared);
  }

  /** Errors: Invalid. */
  public Outcome<SavedView> edit(Terms wanted, Instant now) {
    return wanted
        .checked()
        .map(t ->
            t.equals(terms())
                ? this
                : new SavedView(
                    oid,
                    version + 1,
                    created,
                    changedAt(now),
                    owner,
                    page,
                    t.query(),
                    t.name(),
                    isShared(t)));
  }

  /** It, if this person may read it; else NotFound. */
  public Outcome<SavedView> readBy(UUID person) {
    return shared || owner.equals(person)
        ? Outcome.done(this)
        : Outcome.refused(new Refusal.NotFound("view"));
  }

  /** It, if this person may change it; Denied if they may only read it, else NotFound. */
  public Outcome<SavedView> changedBy(UUID person) {
    return readBy(person)
        .then(found ->
            owner.equals(person)
                ? Outcome.done(found)
                : Outcome.refused(
                    new Refusal.Denied("only who made a view changes it", List.of())));
  }

  private static boolean isShared(Terms terms) {
    return Boolean.TRUE.equals(terms.shared());
  }
}
