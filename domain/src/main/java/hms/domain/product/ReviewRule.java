package hms.domain.product;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.Sha256;
import hms.domain.Versioned;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A stored rule that approves revisions instead of a person. There is none until the office makes
 * one; a new one is off, so that it can be tried on the past first.
 *
 * @param name for people, 1 to 120 characters
 * @param samplePercent of what it would approve, this share still goes to a person: 0 to 100
 */
public record ReviewRule(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String name,
    RuleCondition condition,
    int samplePercent,
    boolean enabled)
    implements Versioned {

  private static final int NAME_MAX = 120;

  /** What the office writes of it. */
  public record Terms(String name, RuleCondition condition, Integer samplePercent) {

    /** Errors: Invalid, with all violations. */
    public Outcome<Terms> checked() {
      var rules = new Rules();
      String line = Objects.requireNonNullElse(rules.line("/name", name, NAME_MAX), "");
      rules.present("/condition", condition);
      var known =
          condition == null ? condition : rules.part("/condition", condition.checked(), condition);
      rules.present("/samplePercent", samplePercent);
      if (samplePercent != null) rules.range("/samplePercent", samplePercent, 0, 100);
      return rules.broken() ? rules.refused() : Outcome.done(new Terms(line, known, samplePercent));
    }
  }

  /** What a rule says of a revision. */
  public enum Verdict {
    /** It says nothing; others may. */
    PASSES_OVER,
    APPROVES,
    /** It would approve, but this one was drawn for a person to look at. */
    SAMPLES
  }

  /** A new one, off. */
  public static Outcome<ReviewRule> create(UUID oid, Terms terms, Instant now) {
    return terms
        .checked()
        .map(t ->
            new ReviewRule(oid, 1, now, now, t.name(), t.condition(), t.samplePercent(), false));
  }

  /** Only one that is off changes: what approves was tried before. Errors: WrongState, Invalid. */
  public Outcome<ReviewRule> edit(Terms terms, Instant now) {
    if (enabled) {
      String why = "a rule in force does not change; disable it first";
      return Outcome.refused(
          new Refusal.WrongState("enabled", "update", List.of("disable"), "enabled", why));
    }
    return terms.checked().map(t -> written(t, now));
  }

  /** Only one that is off goes. Errors: WrongState. */
  public Outcome<ReviewRule> removable() {
    if (!enabled) return Outcome.done(this);
    String why = "a rule in force is not removed; disable it first";
    return Outcome.refused(
        new Refusal.WrongState("enabled", "delete", List.of("disable"), "enabled", why));
  }

  /** In force, or not; the same again changes nothing. */
  public ReviewRule switchedTo(boolean on, Instant now) {
    return on == enabled
        ? this
        : new ReviewRule(
            oid, version + 1, created, changedAt(now), name, condition, samplePercent, on);
  }

  public Verdict judge(ProductRevision revision, TrackRecord before) {
    if (!condition.holds(revision, before)) return Verdict.PASSES_OVER;
    return draws(revision.oid()) ? Verdict.SAMPLES : Verdict.APPROVES;
  }

  /**
   * The first rule that approves, unless any of them wants a person to look.
   *
   * @param rules those in force, in a fixed order
   */
  public static Optional<ReviewRule> approving(
      List<ReviewRule> rules, ProductRevision revision, TrackRecord before) {
    boolean sampled = rules.stream().anyMatch(r -> r.judge(revision, before) == Verdict.SAMPLES);
    return sampled
        ? Optional.empty()
        : rules.stream().filter(r -> r.judge(revision, before) == Verdict.APPROVES).findFirst();
  }

  /**
   * The lot of a revision depends on nothing but the two ids, both minted by the office: sending it
   * again draws the same, and nobody outside can tell beforehand.
   */
  private boolean draws(UUID revision) {
    int lot = ByteBuffer.wrap(Sha256.of(oid + "/" + revision)).getInt();
    return Math.floorMod(lot, 100) < samplePercent;
  }

  private ReviewRule written(Terms terms, Instant now) {
    boolean same =
        terms.name().equals(name)
            && terms.condition().equals(condition)
            && terms.samplePercent() == samplePercent;
    return same
        ? this
        : new ReviewRule(
            oid,
            version + 1,
            created,
            changedAt(now),
            terms.name(),
            terms.condition(),
            terms.samplePercent(),
            enabled);
  }
}
