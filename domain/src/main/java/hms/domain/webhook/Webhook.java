package hms.domain.webhook;

import hms.domain.Outcome;
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
 * An address of a storefront that is told what is in its stream. Its secret is shown once and is
 * not here.
 *
 * @param url https, see {@link WebhookTarget}
 * @param types only messages of these types; empty: all
 * @param enabled messages are sent to it
 * @param disabledBecause why the office stopped to; null if it did not
 * @param oldSecretUntil until then the secret before this one signs too; null if there is none
 */
public record Webhook(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID channel,
    String url,
    List<String> types,
    boolean enabled,
    @Nullable Disabled disabledBecause,
    @Nullable Instant oldSecretUntil)
    implements Versioned {

  /** All that a storefront is ever told: docs/messages.md. */
  public static final Set<String> TYPES =
      Set.of(
          "hms.order.changed.v1",
          "hms.order.closed.v1",
          "hms.order.refund_due.v1",
          "hms.shipment.changed.v1",
          "hms.listing.changed.v1",
          "hms.reply.v1");

  /** The longest that a secret signs beside the one that follows it. */
  public static final Duration KEEP_MAX = Duration.ofDays(7);

  public Webhook {
    types = List.copyOf(types);
  }

  /** Why the office does not call any more. */
  public enum Disabled {
    /** The receiver answered 410. */
    GONE,
    /** It failed too often in a row. */
    FAILING
  }

  /**
   * What its storefront says of it.
   *
   * @param types null: all
   * @param enabled null: yes
   */
  public record Terms(
      @Nullable String url, @Nullable List<String> types, @Nullable Boolean enabled) {

    /**
     * Errors: Invalid, with all violations.
     *
     * @param loopback addresses of this machine are allowed
     */
    public Outcome<Terms> checked(boolean loopback) {
      var rules = new Rules();
      rules.present("/url", url);
      String to = Objects.requireNonNullElse(url, "");
      if (url != null) to = rules.part("", WebhookTarget.of(to, loopback).map(t -> t.url()), to);
      var wanted = Objects.requireNonNullElse(types, List.<String>of());
      String known = "expected some of " + TYPES.stream().sorted().toList();
      for (int i = 0; i < wanted.size(); i++) {
        rules.that(TYPES.contains(wanted.get(i)), "/types/" + i, "unknown", known);
      }
      return rules.broken()
          ? rules.refused()
          : Outcome.done(
              new Terms(
                  to,
                  wanted.stream().distinct().sorted().toList(),
                  !Boolean.FALSE.equals(enabled)));
    }
  }

  /** Errors: Invalid. */
  public static Outcome<Webhook> create(
      UUID oid, UUID channel, Terms terms, boolean loopback, Instant now) {
    return terms
        .checked(loopback)
        .map(good ->
            new Webhook(
                oid, 1, now, now, channel, url(good), types(good), isEnabled(good), null, null));
  }

  /** What can be said of it, as it stands. */
  public Terms terms() {
    return new Terms(url, types, enabled);
  }

  /** The same otherwise; one that is enabled again begins anew. Errors: Invalid. */
  public Outcome<Webhook> edit(Terms wanted, boolean loopback, Instant now) {
    return wanted
        .checked(loopback)
        .map(good ->
            good.equals(terms())
                ? this
                : next(
                    url(good),
                    types(good),
                    isEnabled(good),
                    isEnabled(good) ? null : disabledBecause,
                    now));
  }

  /** The office does not call it any more; one that is off stays as it is. */
  public Webhook disabled(Disabled why, Instant now) {
    return enabled ? next(url, types, false, why, now) : this;
  }

  /**
   * Somebody has asked for messages once more: nothing of it is another, but it is written down.
   */
  public Webhook redelivered(Instant now) {
    return next(url, types, enabled, disabledBecause, now);
  }

  /**
   * Another secret signs from now on. Errors: Invalid.
   *
   * @param keep for so long the one that signed until now does too; zero: no longer
   */
  public Outcome<Webhook> rotated(Duration keep, Instant now) {
    var rules = new Rules();
    boolean fits = !keep.isNegative() && keep.compareTo(KEEP_MAX) <= 0;
    rules.that(fits, "/keepSeconds", "range", "expected 0 to " + KEEP_MAX.toSeconds());
    if (rules.broken()) return rules.refused();
    var until = keep.isZero() ? null : now.plus(keep);
    return Outcome.done(
        new Webhook(
            oid,
            version + 1,
            created,
            changedAt(now),
            channel,
            url,
            types,
            enabled,
            disabledBecause,
            until));
  }

  private Webhook next(
      String to, List<String> only, boolean on, @Nullable Disabled why, Instant now) {
    return new Webhook(
        oid, version + 1, created, changedAt(now), channel, to, only, on, why, oldSecretUntil);
  }

  private static String url(Terms good) {
    return Objects.requireNonNull(good.url());
  }

  private static List<String> types(Terms good) {
    return Objects.requireNonNull(good.types());
  }

  private static boolean isEnabled(Terms good) {
    return Boolean.TRUE.equals(good.enabled());
  }
}
