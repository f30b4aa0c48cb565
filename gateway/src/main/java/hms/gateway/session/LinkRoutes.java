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
import hms.storage.pg.PgMakerSessions.Entrance;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** The HTTP face of the way of an artisan into a browser. Source: docs/http-api.md. */
final class LinkRoutes implements Routes {
  private static final String SESSION = Api.ROOT + "/session";
  private static final Actor.House DOOR = new Actor.House("session-link");

  private final Bus bus;
  private final BiFunction<byte[], Instant, Future<Optional<Entrance>>> entrances;
  private final SessionCookie cookie;
  private final Mint mint;
  private final String publicUrl;

  /**
   * @param entrances what is behind the link of a code, by its SHA-256, at a time
   * @param publicUrl how browsers reach the office, without a slash at its end
   */
  LinkRoutes(
      Bus bus,
      BiFunction<byte[], Instant, Future<Optional<Entrance>>> entrances,
      SessionCookie cookie,
      Mint mint,
      String publicUrl) {
    this.bus = bus;
    this.entrances = entrances;
    this.cookie = cookie;
    this.mint = mint;
    this.publicUrl = publicUrl;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.unkeyedPost("/session-links", Permission.KEYS_EDIT, this::ask).empty().unrehearsed(),
        Route.get("/session-links/:code", null, this::look),
        Route.unkeyedPost("/session-links/:code", null, this::enter).empty().unrehearsed());
  }

  /** For a request that is signed: a link is worth as much as the signature, once. */
  private Future<Void> ask(Exchange exchange) {
    String code = Secrets.password(mint.random());
    UUID key = exchange.unkeyed(code).cause().key();
    if (key == null) return exchange.orRefuse(Outcome.refused(new Refusal.NotFound("artisan")));
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

  /**
   * Whoever follows a link is told first as whom they would come in: it may be another's, who wants
   * them to work in their name without noticing. The link stays good.
   */
  private Future<Void> look(Exchange exchange) {
    byte[] link = Secrets.hash(exchange.pathParameter("code"));
    return entrances
        .apply(link, exchange.now())
        .map(found ->
            found
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(new Refusal.Untrusted("session link"))))
        .map(exchange::orRefuse)
        .compose(behind -> exchange.bytes(EntrancePage.TYPE, "no-store", EntrancePage.of(behind)));
  }

  /** From that page, and no other; what does not say where it comes from is no browser. */
  private Future<Void> enter(Exchange exchange) {
    if (exchange.said("origin").isEmpty()) {
      return exchange.refuse(403, "csrf", "open the link in a browser, and go on from its page");
    }
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
