package hms.domain;

import java.util.Currency;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An amount of money.
 *
 * @param amount minor units (cents), 0 to 10^12
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {
  public static final long MAX = 1_000_000_000_000L;

  /** Asked for each amount there is; the JDK would copy all of them each time. */
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toCollection(HashSet::new));

  public Money {
    if (amount < 0 || amount > MAX) {
      throw new IllegalArgumentException("amount must be 0.." + MAX + ", was " + amount);
    }
    if (!known(currency)) throw new IllegalArgumentException("unknown currency " + currency);
  }

  public static boolean known(String currency) {
    return CURRENCIES.contains(currency);
  }

  /**
   * @throws IllegalArgumentException if the currencies differ: two never meet in one sum
   */
  public Money plus(Money other) {
    return new Money(Math.addExact(amount, other.amountIn(currency)), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(amount, other.amountIn(currency)), currency);
  }

  public Money times(long count) {
    return new Money(Math.multiplyExact(amount, count), currency);
  }

  public static Money zero(String currency) {
    return new Money(0, currency);
  }

  private long amountIn(String expected) {
    if (!currency.equals(expected)) {
      throw new IllegalArgumentException("cannot add " + currency + " to " + expected);
    }
    return amount;
  }
}
