package hms.gateway.rule;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.product.ReviewRule;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;

/** Makes rules and puts them in and out of force. What they approve is the product feature's. */
public final class RuleService implements UseCases<RuleCommand, ReviewRule> {
  public static final Service<RuleCommand, ReviewRule> SERVICE =
      new Service<>("review-rule", ReviewRule.class);

  private final Mint mint;

  public RuleService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<ReviewRule> perform(PgStores tx, Actor actor, RuleCommand command) {
    return Step.of(Permission.REVIEW_RULES_MANAGE.needed(actor))
        .then(ok -> carryOut(tx, command, mint.now()));
  }

  private Step<ReviewRule> carryOut(PgStores tx, RuleCommand command, Instant now) {
    var rules = tx.reviewRules();
    return switch (command) {
      case RuleCommand.Create(var terms) ->
          Step.of(ReviewRule.create(mint.id(), terms, now)).then(rules::create);
      case RuleCommand.Update(var rule, var seen, var terms) ->
          rules.change(rule, seen, "update", found -> found.edit(terms, now));
      case RuleCommand.Delete(var rule, var seen) -> rules.delete(rule, seen);
      case RuleCommand.Switch(var rule, var seen, var enabled) ->
          rules.change(
              rule, seen, enabled ? "enable" : "disable", found -> switched(found, enabled, now));
    };
  }

  private static Outcome<ReviewRule> switched(ReviewRule found, boolean enabled, Instant now) {
    return Outcome.done(found.switchedTo(enabled, now));
  }
}
