package hms.domain.artisan;

import hms.domain.Outcome;
import hms.domain.Rules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an artisan and the office work together.
 *
 * @param awayFrom the first day on which nothing can be ordered; null if {@code awayTo} is
 * @param awayTo the last such day
 * @param link the way messages travel
 * @param notes of the office, which the artisan never sees; at most 4000 characters
 */
public record ArtisanTerms(
    @Nullable LocalDate awayFrom, @Nullable LocalDate awayTo, Link link, @Nullable String notes) {

  /** The ways messages can travel. */
  public enum Link {
    AMQP,
    HTTP,
    FILE
  }

  /** What an artisan starts with. */
  public static ArtisanTerms usual() {
    return new ArtisanTerms(null, null, Link.AMQP, null);
  }

  /** Checks and normalises; refuses with all violations. */
  public Outcome<ArtisanTerms> checked() {
    var rules = new Rules();
    rules.present("/link", link);
    boolean both = (awayFrom == null) == (awayTo == null);
    rules.that(both, "/awayTo", "away", "awayFrom and awayTo come together or not at all");
    boolean order = awayFrom == null || awayTo == null || !awayTo.isBefore(awayFrom);
    rules.that(order, "/awayTo", "away", "awayTo is a day before awayFrom");
    var clean = new ArtisanTerms(awayFrom, awayTo, link, rules.optionalText("/notes", notes, 4000));
    return rules.broken() ? rules.refused() : Outcome.done(clean);
  }

  /** Is that day one of those away, the first and the last included? */
  public boolean awayOn(LocalDate day) {
    return awayFrom != null && awayTo != null && !day.isBefore(awayFrom) && !day.isAfter(awayTo);
  }

  /** The same of the day in UTC on which that instant is. */
  public boolean awayAt(Instant instant) {
    return awayOn(LocalDate.ofInstant(instant, ZoneOffset.UTC));
  }

  /** When the first day away begins; empty if the artisan is not going away. */
  public Optional<Instant> leaves() {
    return Optional.ofNullable(awayFrom).map(ArtisanTerms::midnight);
  }

  /** When the last day away has ended. */
  public Optional<Instant> returns() {
    return Optional.ofNullable(awayTo).map(day -> midnight(day.plusDays(1)));
  }

  /** Away on the same days? */
  public boolean sameAbsence(ArtisanTerms other) {
    return Objects.equals(awayFrom, other.awayFrom) && Objects.equals(awayTo, other.awayTo);
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
