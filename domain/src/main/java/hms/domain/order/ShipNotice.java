package hms.domain.order;

import hms.domain.Outcome;
import hms.domain.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An artisan's word that a parcel has left. It is a fact: it becomes a {@link Shipment} or, where
 * no edge allows it, a {@link FactReport}; it is never lost.
 *
 * @param shipment minted by the artisan
 * @param carrier who carries it, or {@code by_hand}
 * @param tracking letters, digits, blanks, hyphens; at most 64
 * @param shippedAt when it happened, by the artisan's word
 */
public record ShipNotice(
    UUID shipment,
    List<LineUnits> lines,
    String carrier,
    @Nullable String tracking,
    Instant shippedAt) {
  private static final Pattern TRACKING = Pattern.compile("[A-Za-z0-9 -]{1,64}");

  public Outcome<ShipNotice> checked() {
    var rules = new Rules();
    rules.present("/shipment", shipment);
    rules.present("/lines", lines);
    rules.present("/shippedAt", shippedAt);
    if (rules.broken()) return rules.refused();
    LineUnits.check(rules, lines);
    boolean readable = tracking == null || TRACKING.matcher(tracking).matches();
    rules.that(readable, "/tracking", "tracking", "expected letters, digits, blanks, hyphens");
    String by = Objects.requireNonNullElse(rules.line("/carrier", carrier, 40), "");
    return rules.broken()
        ? rules.refused()
        : Outcome.done(new ShipNotice(shipment, List.copyOf(lines), by, tracking, shippedAt));
  }
}
