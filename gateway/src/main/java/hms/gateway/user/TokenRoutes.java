package hms.gateway.user;

import hms.cluster.Bus;
import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.access.ApiToken;
import hms.gateway.command.Mint;
import hms.gateway.command.Request;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.trust.Secrets;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** The HTTP face of tokens. */
public final class TokenRoutes implements Routes {
  private final Bus bus;
  private final Mint mint;

  public TokenRoutes(Bus bus, Mint mint) {
    this.bus = bus;
    this.mint = mint;
  }

  @Override
  public List<Route> routes() {
    var own = Permission.ACCOUNT_EDIT;
    return List.of(
        Route.get("/tokens", own, this::list, "limit"),
        Route.post("/tokens", own, this::create).steppedUp(),
        Route.command("/tokens/:oid/rotate", own, this::rotate).steppedUp(),
        Route.delete("/tokens/:oid", own, this::revoke).steppedUp());
  }

  private Future<Void> list(Exchange exchange) {
    UUID whose = exchange.actor().may(Permission.TOKENS_MANAGE) ? null : user(exchange);
    return exchange
        .stores()
        .access()
        .tokens()
        .list(whose, exchange.now(), exchange.asked().limit())
        .compose(tokens ->
            exchange.list(
                tokens.stream().map(t -> DomainJson.tree(TokenResult.of(t, null))).toList()));
  }

  private Future<Void> create(Exchange exchange) {
    var terms = exchange.orRefuse(exchange.body(ApiToken.Terms.class));
    var command = new TokenCommand.Create(terms, Secrets.token(mint.random()));
    return answered(exchange, exchange.request(command), 201);
  }

  private Future<Void> rotate(Exchange exchange) {
    var command = new TokenCommand.Rotate(exchange.oid(), Secrets.token(mint.random()));
    return answered(exchange, exchange.request(command), 201);
  }

  private Future<Void> revoke(Exchange exchange) {
    return TokenService.SERVICE
        .ask(bus, exchange.unkeyed(new TokenCommand.Revoke(exchange.oid())))
        .map(answer -> exchange.orRefuse(answer.outcome()))
        .compose(gone -> exchange.nothing());
  }

  private Future<Void> answered(Exchange exchange, Request<TokenCommand> request, int status) {
    return TokenService.SERVICE
        .ask(bus, request)
        .compose(answer -> exchange.answer(answer, status, token -> DomainJson.tree(token)));
  }

  /** Nobody else has the permission of these calls. */
  private static UUID user(Exchange exchange) {
    return ((Actor.Office) exchange.actor()).user();
  }
}
