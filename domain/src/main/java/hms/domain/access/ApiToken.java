package hms.domain.access;

import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a program comes in with. Its secret is shown once; only a digest is kept, and not here.
 *
 * @param user whose rights it has; null if it is a storefront's
 * @param channel the storefront; null if it is a person's
 * @param scopes of the holder's rights of now those it has too; null: all of them
 */
public record ApiToken(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String name,
    @Nullable UUID user,
    @Nullable UUID channel,
    @Nullable List<Permission> scopes,
    Instant expires)
    implements Versioned {
  public static final Duration LIFE_MAX = Duration.ofDays(365);
  private static final int NAME_MAX = 120;

  public ApiToken {
    scopes = scopes == null ? null : scopes.stream().distinct().sorted().toList();
  }

  /**
   * What a person asks for.
   *
   * @param channel null: a token of their own
   * @param scopes null: all that the holder may
   * @param expires null: as late as may be
   */
  public record Terms(
      String name,
      @Nullable UUID channel,
      @Nullable List<Permission> scopes,
      @Nullable Instant expires) {

    /** Errors: Invalid, with all violations. */
    public Outcome<Terms> checked(Instant now) {
      var rules = new Rules();
      String line = Objects.requireNonNullElse(rules.line("/name", name, NAME_MAX), "");
      Instant last = now.plus(LIFE_MAX);
      Instant end = Objects.requireNonNullElse(expires, last);
      rules.that(
          end.isAfter(now) && !end.isAfter(last), "/expires", "range", "expected within a year");
      rules.that(
          channel == null || scopes == null, "/scopes", "fixed", "a storefront has its own rights");
      return rules.broken() ? rules.refused() : Outcome.done(new Terms(line, channel, scopes, end));
    }
  }

  /**
   * A new one. Errors: Invalid; Denied for a scope that the holder does not have.
   *
   * @param holder the person, unless the terms name a storefront
   * @param rights of the person
   */
  public static Outcome<ApiToken> create(
      UUID oid, Terms terms, UUID holder, Set<Permission> rights, Instant now) {
    return terms
        .checked(now)
        .then(t -> within(t, rights))
        .map(t ->
            new ApiToken(
                oid,
                1,
                now,
                now,
                t.name(),
                t.channel() == null ? holder : null,
                t.channel(),
                t.scopes(),
                Objects.requireNonNull(t.expires())));
  }

  /** The same with another secret; it ends when it would have ended. */
  public ApiToken rotated(Instant now) {
    return new ApiToken(
        oid, version + 1, created, changedAt(now), name, user, channel, scopes, expires);
  }

  private static Outcome<Terms> within(Terms terms, Set<Permission> rights) {
    if (terms.scopes() == null) return Outcome.done(terms);
    var wider = terms.scopes().stream().filter(each -> !rights.contains(each)).toList();
    if (wider.isEmpty()) return Outcome.done(terms);
    String words = String.join(", ", wider.stream().map(Permission::wire).toList());
    return Outcome.refused(
        new Refusal.Denied(
            "nobody gives away what they do not have: " + words, List.of("/scopes")));
  }
}
