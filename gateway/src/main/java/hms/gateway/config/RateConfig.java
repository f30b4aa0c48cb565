package hms.gateway.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * {@code rate}: how many requests a caller may send to a node, as {@code 600/1m}.
 *
 * @param artisan an artisan
 * @param office a person of the office
 * @param storefront a storefront
 * @param anyone {@code rate.public}: an address from which nobody is signed in
 * @param signUp an address that applies
 * @param proof an address that enrols a key or proves one
 */
public record RateConfig(
    Rate artisan, Rate office, Rate storefront, Rate anyone, Rate signUp, Rate proof) {

  /**
   * At once, and in each window on the average.
   *
   * @param requests 1 to 1,000,000
   * @param window 1s to 1d
   */
  public record Rate(int requests, Duration window) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5}|1000000)/(\\w+)");

    static Rate of(String text) {
      var found = FORM.matcher(text);
      if (!found.matches()) throw new IllegalArgumentException("expected a rate such as 600/1m");
      Duration window = Units.duration(found.group(2));
      if (window.toSeconds() < 1 || window.toDays() > 1) {
        throw new IllegalArgumentException("expected a rate in 1s to 1d");
      }
      return new Rate(Integer.parseInt(found.group(1)), window);
    }
  }

  static RateConfig read(ConfigReader in) {
    return new RateConfig(
        in.rate("rate.artisan", "600/1m"),
        in.rate("rate.office", "1200/1m"),
        in.rate("rate.storefront", "6000/1m"),
        in.rate("rate.public", "120/1m"),
        in.rate("rate.sign-up", "5/1h"),
        in.rate("rate.proof", "10/1h"));
  }
}
