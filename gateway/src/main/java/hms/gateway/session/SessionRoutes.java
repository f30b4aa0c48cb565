package hms.gateway.session;

import hms.cluster.Bus;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Role;
import hms.domain.Rules;
import hms.domain.access.Password;
import hms.domain.access.Session.Client;
import hms.domain.access.SignedIn;
import hms.gateway.command.Mint;
import hms.gateway.command.Request;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.http.SessionCookie;
import hms.gateway.trust.Secrets;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The HTTP face of signing in and out. Source: docs/http-api.md. */
public final class SessionRoutes implements Routes {
  private final Bus bus;
  private final SignIn signIn;
  private final SessionViews views;
  private final SessionCookie cookie;
  private final LinkRoutes links;
  private final Mint mint;

  private record Entering(
      String email, String password, @Nullable String totp, @Nullable Client client) {}

  private record Again(@Nullable String password, @Nullable String totp) {}

  SessionRoutes(
      Bus bus,
      SignIn signIn,
      SessionViews views,
      SessionCookie cookie,
      LinkRoutes links,
      Mint mint) {
    this.links = links;
    this.bus = bus;
    this.signIn = signIn;
    this.views = views;
    this.cookie = cookie;
    this.mint = mint;
  }

  @Override
  public List<Route> routes() {
    var read = Permission.ACCOUNT_READ;
    var own = Permission.ACCOUNT_EDIT;
    return List.of(
        Route.unkeyedPost("/sessions", null, this::enter).unrehearsed(),
        Route.get("/sessions", own, this::list, "limit"),
        Route.delete("/sessions/:oid", own, this::endOne).unrehearsed(),
        Route.get("/session", read, this::show),
        Route.delete("/session", read, this::end).unrehearsed(),
        Route.unkeyedPost("/session/step-up", own, this::stepUp).unrehearsed(),
        Route.get("/whoami", read, this::whoAmI),
        Route.get("/roles", read, this::roles));
  }

  private Future<Void> enter(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Entering.class).then(SessionRoutes::checked));
    var client = said.client() == null ? Client.CONSOLE : said.client();
    var claim =
        new SignIn.Claim(
            said.email(), new Password(said.password()), said.totp(), exchange.caller().address());
    String secret = secret(client);
    return signIn
        .entering(
            claim,
            proved -> {
              var user = proved.user();
              byte[] hash = Secrets.hash(secret);
              var open = new SessionCommand.Open(user.oid(), client, hash, proved.codeStep());
              var may = EnumSet.of(Permission.ACCOUNT_EDIT);
              return asked(exchange, new Actor.Office(user.oid(), user.email(), may), open);
            })
        .future()
        .map(exchange::orRefuse)
        .compose(live -> shown(exchange, 201, live, secret));
  }

  private Future<Void> stepUp(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Again.class).then(SessionRoutes::checked));
    var live = live(exchange);
    String address = exchange.caller().address();
    String secret = secret(live.session().client());
    byte[] hash = Secrets.hash(secret);
    Step<SignedIn> next =
        said.password() != null
            ? signIn.again(
                live,
                new Password(said.password()),
                address,
                proved -> renewed(exchange, live, hash, null))
            : signIn.again(
                live,
                String.valueOf(said.totp()),
                address,
                proved -> renewed(exchange, live, hash, proved.codeStep()));
    return next.future()
        .map(exchange::orRefuse)
        .compose(again -> shown(exchange, 200, again, secret));
  }

  private Step<SignedIn> renewed(
      Exchange exchange, SignedIn live, byte[] hash, @Nullable Long codeStep) {
    return asked(
        exchange, exchange.actor(), new SessionCommand.StepUp(live.session(), hash, codeStep));
  }

  private Future<Void> show(Exchange exchange) {
    var maker = exchange.caller().maker();
    var view = maker.isPresent() ? SessionViews.view(maker.get()) : views.view(own(exchange));
    exchange
        .caller()
        .cookie()
        .ifPresent(secret -> view.put("csrfToken", SessionCookie.csrfToken(secret)));
    return exchange.json(200, view);
  }

  private Future<Void> end(Exchange exchange) {
    var maker = exchange.caller().maker();
    if (maker.isEmpty()) return ended(exchange, own(exchange).session().oid());
    return links
        .end(exchange, maker.get())
        .future()
        .map(exchange::orRefuse)
        .compose(gone -> left(exchange));
  }

  private Future<Void> left(Exchange exchange) {
    exchange.header("Set-Cookie", cookie.clear());
    return exchange.nothing();
  }

  /** That of a person, which a program does not have. */
  private static SignedIn own(Exchange exchange) {
    exchange.require(Permission.ACCOUNT_EDIT);
    return live(exchange);
  }

  private Future<Void> endOne(Exchange exchange) {
    return ended(exchange, exchange.oid());
  }

  private Future<Void> ended(Exchange exchange, UUID session) {
    boolean mine = live(exchange).session().oid().equals(session);
    return asked(exchange, exchange.actor(), new SessionCommand.End(session))
        .future()
        .map(exchange::orRefuse)
        .compose(gone -> mine ? left(exchange) : exchange.nothing());
  }

  private Future<Void> list(Exchange exchange) {
    boolean all = exchange.actor().may(Permission.USERS_MANAGE);
    UUID whose = all ? null : live(exchange).user().oid();
    return exchange
        .stores()
        .access()
        .sessions()
        .list(whose, exchange.now(), exchange.asked().limit())
        .compose(found -> exchange.list(found.stream().map(views::view).toList()));
  }

  private Future<Void> whoAmI(Exchange exchange) {
    var actor = exchange.actor();
    var view = DomainJson.object();
    switch (actor) {
      case Actor.Office(var user, var email, var may) ->
          view.put("kind", "office").put("oid", user.toString()).put("name", email);
      case Actor.Maker(var artisan) ->
          view.put("kind", "artisan").put("oid", artisan.toString()).put("name", actor.name());
      case Actor.Storefront(var channel, var name) ->
          view.put("kind", "storefront").put("oid", channel.toString()).put("name", name);
      case Actor.Anyone nobody -> throw new IllegalStateException("needs somebody");
      case Actor.House house -> throw new IllegalStateException("does not call");
    }
    var may = view.putArray("permissions");
    Arrays.stream(Permission.values())
        .filter(actor::may)
        .forEach(permission -> may.add(permission.wire()));
    return exchange.json(200, view);
  }

  private Future<Void> roles(Exchange exchange) {
    return exchange.list(
        Arrays.stream(Role.values())
            .map(role -> {
              var view = DomainJson.object().put("role", role.wire());
              view.set("permissions", DomainJson.tree(role.permissions()));
              return view;
            })
            .toList());
  }

  private Step<SignedIn> asked(Exchange exchange, Actor as, SessionCommand command) {
    var asked = exchange.unkeyed(command);
    var request = new Request<>(as, asked.command(), null, asked.cause());
    return new Step<>(SessionService.SERVICE.ask(bus, request).map(answer -> answer.outcome()));
  }

  /** The secret is shown here and never again: to a browser as a cookie, else as a token. */
  private Future<Void> shown(Exchange exchange, int status, SignedIn live, String secret) {
    var view = views.view(live);
    switch (live.session().client()) {
      case CONSOLE -> {
        exchange.header("Set-Cookie", cookie.set(secret));
        view.put("csrfToken", SessionCookie.csrfToken(secret));
      }
      case CLI -> view.put("token", secret);
    }
    return exchange.json(status, view);
  }

  private String secret(Client client) {
    return switch (client) {
      case CONSOLE -> Secrets.password(mint.random());
      case CLI -> Secrets.token(mint.random());
    };
  }

  /** Nobody else has the permission of these calls. */
  static SignedIn live(Exchange exchange) {
    return exchange.caller().session().orElseThrow();
  }

  private static Outcome<Entering> checked(Entering body) {
    var rules = new Rules();
    rules.present("/email", body.email());
    rules.present("/password", body.password());
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }

  private static Outcome<Again> checked(Again body) {
    var rules = new Rules();
    boolean one = (body.password() == null) != (body.totp() == null);
    rules.that(one, "", "one-of", "expected password or totp");
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }
}
