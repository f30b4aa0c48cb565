package hms.gateway.config;

import hms.domain.Money;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code office}: how the office trades.
 *
 * @param country where it is, ISO 3166 alpha-2; required by gateway, empty elsewhere
 * @param currencies in which it sells, ISO 4217, at least one
 * @param answerBy how long an artisan may think about a work order, 1m to 30d
 * @param mayPrice the office may change the prices of artisans' products
 */
public record TradeConfig(
    String country, List<String> currencies, Duration answerBy, boolean mayPrice) {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  static TradeConfig read(ConfigReader in, boolean needed) {
    String country = in.text("office.country", "");
    boolean absent = country.isEmpty() && !needed;
    in.check(
        absent || COUNTRIES.contains(country),
        "office.country: '" + country + "': expected an ISO 3166 code such as GT");
    List<String> currencies = in.list("office.currencies", "[EUR]", TradeConfig::currency);
    in.check(!currencies.isEmpty(), "office.currencies: expected at least one");
    return new TradeConfig(
        country,
        currencies,
        in.duration("office.answer-by", "72h", "1m", "30d"),
        in.flag("office.may-price", false));
  }

  private static String currency(String code) {
    if (!Money.known(code)) throw new IllegalArgumentException("expected ISO 4217 codes");
    return code;
  }
}
