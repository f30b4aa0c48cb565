package hms.domain.desk;

import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the office trades, as far as that is set while it runs; the rest is as each node is
 * configured. There is one of it; before anything is set it has version 1.
 *
 * @param answerBySeconds how long an artisan may think about a work order that is offered from now
 *     on, a minute to 30 days; null if it is not set
 * @param mayPrice whether the office may change the prices of artisans' products; null if it is not
 *     set
 */
public record TradeSettings(
    long version,
    Instant created,
    Instant modified,
    @Nullable Long answerBySeconds,
    @Nullable Boolean mayPrice)
    implements Versioned {
  private static final UUID OID = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final long ANSWER_MIN = 60;
  private static final long ANSWER_MAX = Duration.ofDays(30).toSeconds();

  /** Nothing is set. */
  public static final TradeSettings NONE =
      new TradeSettings(1, Instant.EPOCH, Instant.EPOCH, null, null);

  /** What can be set; see above. */
  public record Terms(@Nullable Long answerBySeconds, @Nullable Boolean mayPrice) {

    /** Errors: Invalid. */
    public Outcome<Terms> checked() {
      var rules = new Rules();
      if (answerBySeconds != null) {
        rules.range("/answerBySeconds", answerBySeconds, ANSWER_MIN, ANSWER_MAX);
      }
      return rules.broken() ? rules.refused() : Outcome.done(this);
    }
  }

  @Override
  public UUID oid() {
    return OID;
  }

  /** What is set. */
  public Terms terms() {
    return new Terms(answerBySeconds, mayPrice);
  }

  /** Errors: Invalid. */
  public Outcome<TradeSettings> edit(Terms wanted, Instant now) {
    return wanted
        .checked()
        .map(t ->
            t.equals(terms())
                ? this
                : new TradeSettings(
                    version + 1, created, changedAt(now), t.answerBySeconds(), t.mayPrice()));
  }

  public Duration answerBy(Duration configured) {
    return answerBySeconds == null ? configured : Duration.ofSeconds(answerBySeconds);
  }

  public boolean mayPrice(boolean configured) {
    return mayPrice == null ? configured : mayPrice;
  }
}
