package hms.domain.artisan;

import hms.domain.FieldChange;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Rules;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field's change.
 *
 * @param from the value the author saw
 * @param to the value the author wants; null empties the field
 */
public record ArtisanChange(ArtisanField field, @Nullable Object from, @Nullable Object to)
    implements FieldChange<ArtisanField> {
  public ArtisanChange {
    FieldChange.requireType(field, field.type(), from);
    FieldChange.requireType(field, field.type(), to);
  }

  /** What people write of an artisan, all of it checked. */
  record Written(ArtisanProfile profile, ArtisanTerms terms, @Nullable String pendingEmail) {}

  /** What leads from one to the other, a change for each field that differs. */
  public static List<ArtisanChange> between(Artisan from, Artisan to) {
    return Arrays.stream(ArtisanField.values())
        .filter(field -> !Objects.equals(field.of(from), field.of(to)))
        .map(field -> new ArtisanChange(field, field.of(from), field.of(to)))
        .toList();
  }

  /** Clashes refuse all, by Conflict; values that break rules, by Invalid. */
  static Outcome<Written> apply(Artisan now, List<ArtisanChange> changes) {
    var values = new HashMap<ArtisanField, @Nullable Object>();
    for (var field : ArtisanField.values()) values.put(field, field.of(now));
    return FieldChange.apply(values, changes).then(ArtisanChange::written);
  }

  private static Outcome<Written> written(Map<ArtisanField, @Nullable Object> values) {
    var rules = new Rules();
    var profile = profile(values);
    var terms = terms(values);
    var clean =
        new Written(
            rules.part("", profile.checked(), profile),
            rules.part("", terms.checked(), terms),
            rules.optionalEmail("/pendingEmail", (String) values.get(ArtisanField.PENDING_EMAIL)));
    return rules.broken() ? rules.refused() : Outcome.done(clean);
  }

  // The casts hold: each value was checked against its field's type above. What must be there and
  // is not, is refused by checked().
  @SuppressWarnings("NullAway")
  private static ArtisanProfile profile(Map<ArtisanField, @Nullable Object> values) {
    return new ArtisanProfile(
        (String) values.get(ArtisanField.HONORIFIC),
        (String) values.get(ArtisanField.GIVEN_NAME),
        (String) values.get(ArtisanField.MIDDLE_NAME),
        (String) values.get(ArtisanField.FAMILY_NAME),
        (String) values.get(ArtisanField.SUFFIX),
        (String) values.get(ArtisanField.COMPANY_NAME),
        (String) values.get(ArtisanField.EMAIL),
        (String) values.get(ArtisanField.PHONE),
        (String) values.get(ArtisanField.WEBSITE),
        (PostalAddress) values.get(ArtisanField.BUSINESS_ADDRESS));
  }

  @SuppressWarnings("NullAway")
  private static ArtisanTerms terms(Map<ArtisanField, @Nullable Object> values) {
    return new ArtisanTerms(
        (LocalDate) values.get(ArtisanField.AWAY_FROM),
        (LocalDate) values.get(ArtisanField.AWAY_TO),
        (ArtisanTerms.Link) values.get(ArtisanField.LINK),
        (String) values.get(ArtisanField.NOTES));
  }
}
