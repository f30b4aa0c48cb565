package hms.domain.product;

import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.product.ProductRevision.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a revision must be like for a rule to approve it. All that is named must hold; what is null
 * is not asked. It is data on purpose: no expression, nothing to run.
 *
 * @param kind only revisions of this kind
 * @param onlyFields nothing else may differ
 * @param priceWithinPercent how far the price may move from the one before, 0 to 100; a price where
 *     there was none, or in another currency, is too far
 * @param approvedBefore how many revisions of the artisan must have been approved, 1 to 10,000
 */
public record RuleCondition(
    @Nullable Kind kind,
    @Nullable List<ContentField> onlyFields,
    @Nullable Integer priceWithinPercent,
    @Nullable Integer approvedBefore) {
  private static final int APPROVED_MAX = 10_000;
  private static final ProductContent NOTHING =
      new ProductContent("", null, null, Map.of(), null, null, null, null, null, null, List.of());

  public RuleCondition {
    onlyFields = onlyFields == null ? null : List.copyOf(onlyFields);
  }

  /** Errors: Invalid, with all violations; a condition that asks nothing is one. */
  public Outcome<RuleCondition> checked() {
    var rules = new Rules();
    rules.that(
        kind != null || onlyFields != null || priceWithinPercent != null || approvedBefore != null,
        "",
        "empty",
        "expected one condition at least; else it would approve everything");
    if (onlyFields != null) checkFields(rules, onlyFields);
    if (priceWithinPercent != null) rules.range("/priceWithinPercent", priceWithinPercent, 0, 100);
    if (approvedBefore != null) rules.range("/approvedBefore", approvedBefore, 1, APPROVED_MAX);
    return rules.broken() ? rules.refused() : Outcome.done(this);
  }

  /** Does all that is named hold? What had a setback never does. */
  public boolean holds(ProductRevision revision, TrackRecord before) {
    var changes = changes(revision);
    return !before.setback()
        && !changes.isEmpty()
        && (kind == null || kind == revision.kind())
        && (onlyFields == null || changes.stream().allMatch(c -> onlyFields.contains(c.field())))
        && (priceWithinPercent == null || changes.stream().allMatch(this::priceIsNear))
        && (approvedBefore == null || before.approved() >= approvedBefore);
  }

  /** Of a first revision all content is new, though its draft holds it already. */
  private static List<ContentChange> changes(ProductRevision revision) {
    return revision.kind() == Kind.FIRST
        ? ContentChange.between(NOTHING, revision.proposed())
        : revision.changes();
  }

  private boolean priceIsNear(ContentChange change) {
    if (change.field() != ContentField.PRICE) return true;
    return change.from() instanceof Money from
        && change.to() instanceof Money to
        && from.currency().equals(to.currency())
        && near(from.amount(), to.amount(), Objects.requireNonNull(priceWithinPercent));
  }

  /** Amounts are at most 10^12, so the products fit a long. */
  private static boolean near(long from, long to, int percent) {
    return Math.abs(to - from) * 100 <= from * percent;
  }

  private static void checkFields(Rules rules, List<ContentField> fields) {
    rules.size("/onlyFields", fields, 1, ContentField.values().length);
    rules.that(
        new HashSet<>(fields).size() == fields.size(),
        "/onlyFields",
        "twice",
        "expected each field once");
  }
}
