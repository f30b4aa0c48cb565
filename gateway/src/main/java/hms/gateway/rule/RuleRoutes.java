package hms.gateway.rule;

import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.product.ReviewRule;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** The HTTP face of review rules. */
public final class RuleRoutes implements Routes {
  private final Bus bus;

  public RuleRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    var read = Permission.REVIEW_RULES_READ;
    var manage = Permission.REVIEW_RULES_MANAGE;
    return List.of(
        Route.get("/review-rules", read, this::list, "limit"),
        Route.get("/review-rules/:oid", read, this::find),
        Route.get("/review-rules/:oid/dry-run", read, this::dryRun),
        Route.post("/review-rules", manage, this::create),
        Route.put("/review-rules/:oid", manage, this::update),
        Route.delete("/review-rules/:oid", manage, this::delete),
        Route.command("/review-rules/:oid/enable", manage, switchTo(true)),
        Route.command("/review-rules/:oid/disable", manage, switchTo(false)));
  }

  private Future<Void> list(Exchange exchange) {
    return exchange
        .stores()
        .reviewRules()
        .list(exchange.asked().limit())
        .compose(rules -> exchange.list(rules.stream().map(DomainJson::tree).toList()));
  }

  private Future<Void> find(Exchange exchange) {
    return rule(exchange).compose(rule -> exchange.object(rule, DomainJson.tree(rule)));
  }

  private Future<Void> dryRun(Exchange exchange) {
    return rule(exchange)
        .compose(rule -> new DryRun(exchange.stores(), rule, exchange.now()).run())
        .compose(report -> exchange.json(200, DomainJson.tree(report)));
  }

  private Future<Void> create(Exchange exchange) {
    var terms = exchange.orRefuse(exchange.body(ReviewRule.Terms.class));
    return RuleService.SERVICE
        .ask(bus, exchange.request(new RuleCommand.Create(terms)))
        .compose(answer -> answered(exchange, answer, 201));
  }

  private Future<Void> update(Exchange exchange) {
    var terms = exchange.orRefuse(exchange.body(ReviewRule.Terms.class));
    return RuleService.SERVICE
        .ask(
            bus,
            exchange.unkeyed(new RuleCommand.Update(exchange.oid(), exchange.ifMatch(), terms)))
        .compose(answer -> answered(exchange, answer, 200));
  }

  private Future<Void> delete(Exchange exchange) {
    return RuleService.SERVICE
        .ask(bus, exchange.unkeyed(new RuleCommand.Delete(exchange.oid(), exchange.ifMatch())))
        .compose(answer ->
            answer.outcome() instanceof Outcome.Done<ReviewRule>
                ? exchange.nothing(answer)
                : answered(exchange, answer, 204));
  }

  private Function<Exchange, Future<Void>> switchTo(boolean enabled) {
    return exchange ->
        RuleService.SERVICE
            .ask(
                bus,
                exchange.request(
                    new RuleCommand.Switch(exchange.oid(), exchange.ifMatch(), enabled)))
            .compose(answer -> answered(exchange, answer, 200));
  }

  private static Future<ReviewRule> rule(Exchange exchange) {
    return exchange.stores().reviewRules().find(exchange.oid()).future().map(exchange::orRefuse);
  }

  private static Future<Void> answered(Exchange exchange, Answer<ReviewRule> answer, int status) {
    return exchange.answer(
        answer,
        status,
        rule -> {
          exchange.tag(rule);
          return DomainJson.tree(rule);
        });
  }
}
