package hms.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.Bus;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.access.MakerSession;
import hms.gateway.command.Mint;
import hms.gateway.command.Request;
import hms.gateway.http.Api;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.http.SessionCookie;
import hms.gateway.trust.Secrets;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.Timestamps;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** The HTTP face of the way of an artisan into a browser. Source: docs/http-api.md. */
final class LinkRoutes implements Routes {
  private static final String BY_SIGNATURE = "an artisan asks for it, by a signature";
  private static final String SESSION = Api.ROOT + "/session";
  private static final Actor.House DOOR = new Actor.House("session-link");

  private final Bus bus;
  private final SessionCookie cookie;
  private final Mint mint;
  private final String publicUrl;

  /**
   * @param publicUrl how browsers reach the office, without a slash at its end
   */
  LinkRoutes(Bus bus, SessionCookie cookie, Mint mint, String publicUrl) {
    this.bus = bus;
    this.cookie = cookie;
    this.mint = mint;
    this.publicUrl = publicUrl;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.unkeyedPost("/session-links", Permission.KEYS_EDIT, this::ask).empty().unrehearsed(),
        Route.get("/session-links/:code", null, this::enter));
  }

  /** For a request that is signed: a link is worth as much as the signature, once. */
  private Future<Void> ask(Exchange exchange) {
    String code = Secrets.password(mint.random());
    UUID key = exchange.unkeyed(code).cause().key();
    if (key == null || exchange.caller().maker().isPresent()) {
      return exchange.orRefuse(Outcome.refused(new Refusal.Denied(BY_SIGNATURE, List.of())));
    }
    return asked(exchange, exchange.actor(), new LinkCommand.Ask(key, Secrets.hash(code)))
        .future()
        .map(exchange::orRefuse)
        .compose(made -> exchange.json(201, link(code, exchange)));
  }

  private ObjectNode link(String code, Exchange exchange) {
    var until = exchange.now().plus(MakerSession.LINK_LIFE);
    return DomainJson.object()
        .put("url", "%s%s/session-links/%s".formatted(publicUrl, Api.ROOT, code))
        .put("expires", Timestamps.text(until));
  }

  private Future<Void> enter(Exchange exchange) {
    byte[] link = Secrets.hash(exchange.pathParameter("code"));
    String secret = Secrets.password(mint.random());
    return asked(exchange, DOOR, new LinkCommand.Enter(link, Secrets.hash(secret)))
        .future()
        .map(exchange::orRefuse)
        .compose(live -> {
          exchange.header("Set-Cookie", cookie.set(secret));
          exchange.header("Location", SESSION);
          return exchange.json(303, DomainJson.object().put("session", SESSION));
        });
  }

  /** The artisan signs out of this browser. */
  Step<MakerSession> end(Exchange exchange, MakerSession live) {
    return asked(exchange, DOOR, new LinkCommand.End(live));
  }

  private Step<MakerSession> asked(Exchange exchange, Actor as, LinkCommand command) {
    var asked = exchange.unkeyed(command);
    var request = new Request<>(as, asked.command(), null, asked.cause());
    return new Step<>(LinkService.SERVICE.ask(bus, request).map(answer -> answer.outcome()));
  }
}
