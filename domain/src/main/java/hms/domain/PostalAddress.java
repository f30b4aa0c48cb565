package hms.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where something is sent, in the order it is printed.
 *
 * @param streetAddress at most 120 characters
 * @param country ISO 3166-1 alpha-2
 */
public record PostalAddress(
    String streetAddress,
    @Nullable String buildingAddress,
    String city,
    @Nullable String region,
    String postalCode,
    String country) {
  /** Stands where something was that is to be forgotten. */
  public static final String ERASED = "erased";

  private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

  /** Checks and normalises; refuses with all violations. */
  public Outcome<PostalAddress> checked() {
    var rules = new Rules();
    var clean =
        new PostalAddress(
            orEmpty(rules.line("/streetAddress", streetAddress, 120)),
            rules.optionalLine("/buildingAddress", buildingAddress, 120),
            orEmpty(rules.line("/city", city, 80)),
            rules.optionalLine("/region", region, 80),
            orEmpty(rules.line("/postalCode", postalCode, 16)),
            orEmpty(rules.line("/country", country, 2)));
    rules.that(
        COUNTRIES.contains(clean.country),
        "/country",
        "country",
        "expected an ISO 3166-1 alpha-2 code such as GT");
    return rules.broken() ? rules.refused() : Outcome.done(clean);
  }

  /** The same without what tells where in the country. */
  public PostalAddress erased() {
    return new PostalAddress(ERASED, null, ERASED, null, ERASED, country);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
