package hms.gateway.session;

import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.access.Password;
import hms.domain.access.SignedIn;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.trust.PasswordVault;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;

/** The HTTP face of one's own password and second factor. */
public final class AccountRoutes implements Routes {
  private final Bus bus;
  private final PasswordVault vault;
  private final SecondFactor codes;

  private record Chosen(String newPassword) {}

  private record Code(String totp) {}

  AccountRoutes(Bus bus, PasswordVault vault, SecondFactor codes) {
    this.bus = bus;
    this.vault = vault;
    this.codes = codes;
  }

  @Override
  public List<Route> routes() {
    var own = Permission.ACCOUNT_EDIT;
    return List.of(
        Route.unkeyedPost("/users/me/password", own, this::choosePassword).steppedUp(),
        Route.unkeyedPost("/users/me/totp", own, this::offerCode).empty().steppedUp(),
        Route.unkeyedPost("/users/me/totp/confirm", own, this::confirmCode).steppedUp());
  }

  private Future<Void> choosePassword(Exchange exchange) {
    var live = SessionRoutes.live(exchange);
    var said = exchange.orRefuse(exchange.body(Chosen.class).then(AccountRoutes::checked));
    var email = live.user().email();
    return Step.of(Password.chosen("/newPassword", said.newPassword(), email))
        .then(vault::hash)
        .then(hash -> asked(exchange, new SessionCommand.ChoosePassword(live, hash)))
        .future()
        .map(exchange::orRefuse)
        .compose(done -> exchange.nothing());
  }

  private Future<Void> offerCode(Exchange exchange) {
    var live = SessionRoutes.live(exchange);
    var offered = codes.offer(live.user());
    return asked(exchange, new SessionCommand.OfferCode(live, offered.wrapped()))
        .future()
        .map(exchange::orRefuse)
        .compose(done ->
            exchange.json(
                201, DomainJson.object().put("secret", offered.text()).put("uri", offered.uri())));
  }

  private Future<Void> confirmCode(Exchange exchange) {
    var live = SessionRoutes.live(exchange);
    var said = exchange.orRefuse(exchange.body(Code.class).then(AccountRoutes::checked));
    return Step.of(confirmed(live, said.totp(), exchange))
        .then(command -> asked(exchange, command))
        .future()
        .map(exchange::orRefuse)
        .compose(done -> exchange.nothing());
  }

  private Outcome<SessionCommand> confirmed(SignedIn live, String code, Exchange exchange) {
    String pending = live.user().totpPending();
    if (pending == null) return Outcome.refused(SessionService.notOffered());
    OptionalLong step = codes.stepOf(live.user().oid(), pending, code, exchange.now());
    return step.isPresent()
        ? Outcome.done(new SessionCommand.ConfirmCode(live, pending, step.getAsLong()))
        : Outcome.refused(Refusal.Invalid.of("/totp", "wrong", "not a code of now"));
  }

  private Step<SignedIn> asked(Exchange exchange, SessionCommand command) {
    return new Step<>(
        SessionService.SERVICE.ask(bus, exchange.unkeyed(command)).map(answer -> answer.outcome()));
  }

  private static Outcome<Chosen> checked(Chosen body) {
    var rules = new Rules();
    rules.present("/newPassword", body.newPassword());
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }

  private static Outcome<Code> checked(Code body) {
    var rules = new Rules();
    rules.present("/totp", body.totp());
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }
}
