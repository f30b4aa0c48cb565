package hms.domain.order;

import hms.domain.Outcome;
import hms.domain.Rules;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parcel that left an artisan.
 *
 * @param carrier who carries it, or {@code by_hand}
 * @param tracking letters, digits, blanks, hyphens; at most 64
 * @param shippedAt when it happened, by the artisan's word
 */
public record Shipment(
    UUID oid, List<Part> lines, String carrier, @Nullable String tracking, Instant shippedAt) {
  private static final Pattern TRACKING = Pattern.compile("[A-Za-z0-9 -]{1,64}");

  /** So many pieces of one line are in the parcel. */
  public record Part(UUID line, int units) {}

  public Outcome<Shipment> checked() {
    var rules = new Rules();
    rules.present("/shipment", oid);
    rules.present("/lines", lines);
    rules.present("/shippedAt", shippedAt);
    if (rules.broken()) return rules.refused();
    rules.size("/lines", lines, 1, 200);
    var seen = new HashSet<UUID>();
    for (int i = 0; i < lines.size(); i++) {
      rules.present("/lines/" + i + "/line", lines.get(i).line());
      rules.range("/lines/" + i + "/units", lines.get(i).units(), 1, 10_000);
      boolean once = seen.add(lines.get(i).line());
      rules.that(once, "/lines/" + i + "/line", "repeated", "each line once");
    }
    boolean readable = tracking == null || TRACKING.matcher(tracking).matches();
    rules.that(readable, "/tracking", "tracking", "expected letters, digits, blanks, hyphens");
    String by = Objects.requireNonNullElse(rules.line("/carrier", carrier, 40), "");
    return rules.broken()
        ? rules.refused()
        : Outcome.done(new Shipment(oid, List.copyOf(lines), by, tracking, shippedAt));
  }
}
