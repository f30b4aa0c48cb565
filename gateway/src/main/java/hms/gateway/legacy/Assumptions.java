package hms.gateway.legacy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What the original files leave open; whoever imports them says it.
 *
 * @param zone of their local times
 * @param weight the unit of their {@code shipping_weight}
 * @param country where an address without a country is: that of the office
 * @param currencies in which the office trades, ISO 4217
 * @param now when the import began, for objects that do not tell when they were made
 */
public record Assumptions(
    ZoneId zone, WeightUnit weight, String country, List<String> currencies, Instant now) {

  public Assumptions {
    currencies = List.copyOf(currencies);
  }

  /** How the original weighed. It never said, so there is no default. */
  public enum WeightUnit {
    G("1"),
    OZ("28.349523125");

    private final BigDecimal grams;

    WeightUnit(String grams) {
      this.grams = new BigDecimal(grams);
    }

    BigDecimal grams() {
      return grams;
    }
  }
}
