package hms.gateway.legacy;

import hms.domain.PostalAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Postal addresses of the original, which asked for no part of them. */
final class Addresses {
  private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

  private Addresses() {}

  /** What is missing is empty, so that nothing can be sent there before someone completes it. */
  static PostalAddress read(Original from, Assumptions open) {
    String street = from.line(120, "street_address");
    String city = from.line(80, "city");
    String code =
        from.ruled(
            (rules, text) -> rules.line("", text, 16), Flag.POSTAL_CODE_MISSING, "postal_code");
    if (street == null || city == null) from.flag(Flag.ADDRESS_INCOMPLETE);
    if (code == null) from.flag(Flag.POSTAL_CODE_MISSING);
    return new PostalAddress(
        Objects.requireNonNullElse(street, ""),
        from.line(120, "building_address"),
        Objects.requireNonNullElse(city, ""),
        from.line(80, "region", "region_name"),
        Objects.requireNonNullElse(code, ""),
        country(from, open));
  }

  private static String country(Original from, Assumptions open) {
    String known = from.ruled((rules, text) -> code(text), Flag.COUNTRY_ASSUMED, "country");
    if (known == null) from.flag(Flag.COUNTRY_ASSUMED);
    return known == null ? open.country() : known;
  }

  private static @Nullable String code(String text) {
    String code = text.strip().toUpperCase(Locale.ROOT);
    return COUNTRIES.contains(code) ? code : null;
  }
}
