package hms.gateway.artisan;

import com.fasterxml.jackson.databind.JsonNode;
import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanProfile;
import hms.domain.artisan.ArtisanTerms;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.Listings;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP face of artisans. */
public final class ArtisanRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(ArtisanRoutes.class);

  private final Bus bus;
  private final Function<String, Future<Void>> declareQueue;

  private record Linked(ArtisanTerms.Link link) {}

  /** Why the office does it: the artisan reads it. */
  private record Reason(@Nullable String reason) {}

  /**
   * @param declareQueue makes sure that the broker has the queue of an id
   */
  public ArtisanRoutes(Bus bus, Function<String, Future<Void>> declareQueue) {
    this.bus = bus;
    this.declareQueue = declareQueue;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/sign-ups", null, this::signUp).rated(Route.Rate.SIGN_UP),
        Route.list("/artisans", Permission.ARTISANS_MANAGE, Listings.ARTISANS, this::list),
        Route.post("/artisans", Permission.ARTISANS_MANAGE, this::create),
        Route.get("/artisans/:oid", Permission.ARTISANS_READ, this::find).shaped(),
        Route.patch("/artisans/:oid", Permission.ARTISANS_EDIT, this::update),
        Route.put("/artisans/:oid/link", Permission.ARTISANS_EDIT, this::link),
        Route.get("/artisans/:oid/stream", Permission.ARTISANS_READ, this::stream),
        Route.command("/artisans/:oid/activate", Permission.ARTISANS_MANAGE, this::activate),
        because("decline", Artisan.Command.DECLINE),
        because("suspend", Artisan.Command.SUSPEND),
        because("close", Artisan.Command.CLOSE),
        plain("confirm-email", Artisan.Command.CONFIRM_EMAIL),
        plain("reinstate", Artisan.Command.REINSTATE),
        plain("reopen", Artisan.Command.REOPEN));
  }

  /** A step that needs a reason. */
  private Route because(String path, Artisan.Command step) {
    return Route.post(
        "/artisans/:oid/" + path,
        Permission.ARTISANS_MANAGE,
        exchange -> {
          long seen = exchange.ifMatch();
          var why = exchange.orRefuse(exchange.body(Reason.class));
          return take(exchange, step, seen, why.reason());
        });
  }

  private Route plain(String path, Artisan.Command step) {
    return Route.command(
        "/artisans/:oid/" + path,
        Permission.ARTISANS_MANAGE,
        exchange -> take(exchange, step, exchange.ifMatch(), null));
  }

  /** The same answer whether or not the e-mail is known: nobody can ask who works with us. */
  private Future<Void> signUp(Exchange exchange) {
    var profile = exchange.orRefuse(exchange.body(ArtisanProfile.class));
    return ArtisanService.SERVICE
        .ask(bus, exchange.request(new ArtisanCommand.SignUp(profile)))
        .compose(answer -> exchange.answer(answer, 202, ArtisanRoutes::reference));
  }

  private Future<Void> list(Exchange exchange) {
    var query = exchange.asked().query(Listings.ARTISANS);
    return exchange.page(exchange.stores().artisans().search(query), ArtisanViews::office);
  }

  private Future<Void> create(Exchange exchange) {
    var profile = exchange.orRefuse(exchange.body(ArtisanProfile.class));
    return ArtisanService.SERVICE
        .ask(bus, exchange.request(new ArtisanCommand.Create(profile)))
        .compose(this::withQueue)
        .compose(answer -> exchange.answer(answer, 201, result -> view(exchange, result)));
  }

  private Future<Void> find(Exchange exchange) {
    return exchange
        .stores()
        .artisans()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.oid(), found, "artisan"))
        .future()
        .map(exchange::orRefuse)
        .compose(artisan -> shown(exchange, artisan));
  }

  /** Those who judge a sign-up see who looks like it. */
  private Future<Void> shown(Exchange exchange, Artisan artisan) {
    var view = ArtisanViews.artisan(exchange.actor(), artisan);
    var actions = ArtisanActions.of(exchange.stores(), artisan, exchange.actor(), exchange.now());
    if (artisan.state() != Artisan.State.APPLIED) return exchange.object(artisan, view, actions);
    return exchange
        .stores()
        .artisans()
        .lookAlikes(artisan)
        .compose(others -> {
          var array = view.putArray("lookAlikes");
          others.forEach(other -> array.add(ArtisanViews.brief(other)));
          return exchange.object(artisan, view, actions);
        });
  }

  /** RFC 7396: members that are there replace, null empties, the rest stays. */
  private Future<Void> update(Exchange exchange) {
    JsonNode patch = exchange.orRefuse(exchange.tree());
    var command =
        new ArtisanCommand.Update(
            exchange.oid(), exchange.ifMatch(), found -> ArtisanPatch.changes(found, patch));
    return ArtisanService.SERVICE
        .ask(bus, exchange.unkeyed(command))
        .compose(answer -> exchange.answer(answer, 200, result -> view(exchange, result)));
  }

  /** Which way messages travel; the one that there is already changes nothing. */
  private Future<Void> link(Exchange exchange) {
    JsonNode link = DomainJson.tree(exchange.orRefuse(exchange.body(Linked.class)));
    var command =
        new ArtisanCommand.Update(exchange.oid(), null, found -> ArtisanPatch.changes(found, link));
    return ArtisanService.SERVICE
        .ask(bus, exchange.unkeyed(command))
        .compose(answer -> exchange.answer(answer, 200, result -> view(exchange, result)));
  }

  private Future<Void> stream(Exchange exchange) {
    return exchange
        .stores()
        .artisans()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.oid(), found, "artisan"))
        .then(found -> exchange.stores().stream().standing(found.oid()))
        .future()
        .map(exchange::orRefuse)
        .compose(found -> exchange.json(200, DomainJson.tree(found)));
  }

  private Future<Void> activate(Exchange exchange) {
    var command = new ArtisanCommand.Activate(exchange.oid(), exchange.ifMatch());
    return ArtisanService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(this::withQueue)
        .compose(answer -> exchange.answer(answer, 200, result -> view(exchange, result)));
  }

  private Future<Void> take(
      Exchange exchange, Artisan.Command step, long seen, @Nullable String reason) {
    var command = new ArtisanCommand.Take(exchange.oid(), seen, step, reason);
    return ArtisanService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer -> exchange.answer(answer, 200, result -> view(exchange, result)));
  }

  /**
   * The queue is made at once if the broker is there, else when the artisan asks for its account.
   */
  private Future<Answer<ArtisanResult>> withQueue(Answer<ArtisanResult> answer) {
    if (answer.rehearsed()
        || !(answer.outcome() instanceof Outcome.Done<ArtisanResult>(var result))) {
      return Future.succeededFuture(answer);
    }
    return declareQueue
        .apply(String.valueOf(result.artisan().queueId()))
        .onFailure(failure ->
            LOG.atWarn()
                .addKeyValue("artisan", result.artisan().oid())
                .addKeyValue("reason", failure.getMessage())
                .log("queue not made yet"))
        .transform(done -> Future.succeededFuture(answer));
  }

  private static JsonNode reference(ArtisanResult result) {
    return DomainJson.object().put("reference", result.artisan().oid().toString());
  }

  private static JsonNode view(Exchange exchange, ArtisanResult result) {
    exchange.tag(result.artisan());
    var view = ArtisanViews.artisan(exchange.actor(), result.artisan());
    return view.put("enrolmentCode", result.enrolmentCode());
  }
}
