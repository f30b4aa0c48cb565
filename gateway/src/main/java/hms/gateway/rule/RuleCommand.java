package hms.gateway.rule;

import hms.domain.product.ReviewRule;
import java.util.UUID;

/** What can be asked of review rules. {@code seen} is the version that the caller saw. */
public sealed interface RuleCommand {

  /** A new one; it is off. */
  record Create(ReviewRule.Terms terms) implements RuleCommand {}

  /** Other terms for one that is off. */
  record Update(UUID rule, long seen, ReviewRule.Terms terms) implements RuleCommand {}

  /** In force, or out of it. */
  record Switch(UUID rule, long seen, boolean enabled) implements RuleCommand {}

  /** For good, if it never approved anything and is off. */
  record Delete(UUID rule, long seen) implements RuleCommand {}
}
