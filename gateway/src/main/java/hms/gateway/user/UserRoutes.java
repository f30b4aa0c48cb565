package hms.gateway.user;

import hms.cluster.Bus;
import hms.domain.Permission;
import hms.domain.access.OfficeUser.Profile;
import hms.domain.access.OfficeUser.ProfileChange;
import hms.domain.access.Password;
import hms.gateway.command.Mint;
import hms.gateway.command.Request;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.trust.PasswordVault;
import hms.gateway.trust.Secrets;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** The HTTP face of people of the office. */
public final class UserRoutes implements Routes {
  private final Bus bus;
  private final PasswordVault vault;
  private final Mint mint;

  public UserRoutes(Bus bus, PasswordVault vault, Mint mint) {
    this.bus = bus;
    this.vault = vault;
    this.mint = mint;
  }

  @Override
  public List<Route> routes() {
    var manage = Permission.USERS_MANAGE;
    return List.of(
        Route.get("/users", manage, this::list, "limit"),
        Route.get("/users/:oid", manage, this::find),
        Route.post("/users", manage, this::create).steppedUp(),
        Route.patch("/users/:oid", manage, this::edit).steppedUp(),
        Route.command("/users/:oid/disable", manage, switchTo(false)).steppedUp(),
        Route.command("/users/:oid/enable", manage, switchTo(true)).steppedUp(),
        Route.command("/users/:oid/reset-password", manage, this::resetPassword).steppedUp());
  }

  private Future<Void> list(Exchange exchange) {
    return exchange
        .stores()
        .access()
        .users()
        .list(exchange.asked().limit())
        .compose(users ->
            exchange.list(
                users.stream().map(u -> DomainJson.tree(UserResult.of(u, null))).toList()));
  }

  private Future<Void> find(Exchange exchange) {
    return exchange
        .stores()
        .access()
        .users()
        .find(exchange.oid())
        .future()
        .map(exchange::orRefuse)
        .compose(user -> exchange.object(user, DomainJson.tree(UserResult.of(user, null))));
  }

  private Future<Void> create(Exchange exchange) {
    var profile = exchange.orRefuse(exchange.body(Profile.class).then(Profile::checked));
    return handed()
        .future()
        .map(exchange::orRefuse)
        .compose(password ->
            answered(exchange, exchange.request(new UserCommand.Create(profile, password)), 201));
  }

  private Future<Void> edit(Exchange exchange) {
    var change = exchange.orRefuse(exchange.body(ProfileChange.class));
    var command = new UserCommand.Edit(exchange.oid(), exchange.ifMatch(), change);
    return answered(exchange, exchange.unkeyed(command), 200);
  }

  private Function<Exchange, Future<Void>> switchTo(boolean enabled) {
    return exchange ->
        answered(
            exchange,
            exchange.request(new UserCommand.Switch(exchange.oid(), exchange.ifMatch(), enabled)),
            200);
  }

  private Future<Void> resetPassword(Exchange exchange) {
    var user = exchange.oid();
    long seen = exchange.ifMatch();
    return handed()
        .future()
        .map(exchange::orRefuse)
        .compose(password ->
            answered(
                exchange,
                exchange.request(new UserCommand.ResetPassword(user, seen, password)),
                200));
  }

  /** A password for somebody else: nobody could guess it, and it is good once. */
  private Step<UserCommand.Handed> handed() {
    String text = Secrets.password(mint.random());
    return vault.hash(new Password(text)).map(hash -> new UserCommand.Handed(text, hash));
  }

  private Future<Void> answered(Exchange exchange, Request<UserCommand> request, int status) {
    return UserService.SERVICE
        .ask(bus, request)
        .compose(answer ->
            exchange.answer(
                answer,
                status,
                user -> {
                  exchange.tag(user.version());
                  return DomainJson.tree(user);
                }));
  }
}
