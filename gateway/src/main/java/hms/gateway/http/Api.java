package hms.gateway.http;

import static hms.gateway.http.Problems.problem;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Assembles the router. Each call passes, in this order: request id and headers, route (404, 405),
 * size (413), types (415, 406), credential (401), rate (429), permission, forgery and step-up
 * (403), query (400), key (400), then its handler; what that reads of the body has kept the
 * contract's schema (422).
 */
public final class Api {
  public static final String ROOT = "/api/v1";

  private final Limits limits;
  private final Authentication authentication;
  private final Admission admission;
  private final RateLimit rates;
  private final Observation observation;
  private final BodyRules rules;
  private final PgStores stores;
  private final SealedCursors cursors;
  private final PublicAnswers memory;
  private final Clock clock;

  /**
   * @param jsonMax bytes of a JSON body
   * @param imageMax bytes of a picture
   * @param inFlight calls at a time; beyond it 503 at once
   * @param publicFresh how long what everybody may see is given without looking again
   */
  public record Limits(long jsonMax, long imageMax, int inFlight, Duration publicFresh) {}

  Api(
      Limits limits,
      Authentication authentication,
      Admission admission,
      RateLimit rates,
      Observation observation,
      BodyRules rules,
      PgStores stores,
      SealedCursors cursors,
      Clock clock) {
    this.limits = limits;
    this.authentication = authentication;
    this.admission = admission;
    this.rates = rates;
    this.observation = observation;
    this.rules = rules;
    this.stores = stores;
    this.cursors = cursors;
    this.memory = new PublicAnswers(limits.publicFresh(), rates, observation, clock);
    this.clock = clock;
  }

  /** Answers each request, out of memory if it can. */
  Handler<HttpServerRequest> handler(Vertx vertx, List<Routes> features) {
    var router = router(vertx, features);
    return request -> {
      if (!memory.given(request)) router.handle(request);
    };
  }

  private Router router(Vertx vertx, List<Routes> features) {
    var router = Router.router(vertx);
    router.route().handler(observation::begin);
    router.route().handler(RequestHeaders::add);
    router.route().handler(new InFlight(limits.inFlight())::admit);
    var routes = features.stream().flatMap(each -> each.routes().stream()).toList();
    // A path of words comes before one of which a part is a parameter: it means itself only.
    var paths = routes.stream().collect(Collectors.groupingBy(Route::path));
    paths.entrySet().stream()
        .sorted(Comparator.comparing(each -> each.getKey().contains(":")))
        .forEach(each -> {
          each.getValue().forEach(route -> add(router, route));
          refuseOtherMethods(router, each.getKey(), each.getValue());
        });
    router.route().handler(context -> fail(context, 404, "not-found", "no such path"));
    router.route().failureHandler(context -> Failures.answer(context, memory));
    return router;
  }

  private void add(Router router, Route route) {
    long max = route.body() == Route.Body.IMAGE ? limits.imageMax() : limits.jsonMax();
    Supplier<io.vertx.ext.web.Route> step = () -> router.route(route.method(), route.path());
    step.get()
        .handler(context -> {
          observation.met(context, route);
          HeaderRules.judge(
              context.request(), context.response(), route, max, rules.produced(route));
          context.next();
        });
    step.get().handler(BodyHandler.create(false).setBodyLimit(max));
    step.get().handler(context -> call(context, route));
  }

  private void call(RoutingContext context, Route route) {
    byte[] body =
        context.body().buffer() == null ? new byte[0] : context.body().buffer().getBytes();
    authentication
        .caller(context.request(), body, route.permission() != null)
        .compose(proved ->
            switch (proved) {
              case Outcome.Refused<Caller>(var why) -> unproved(context, why);
              case Outcome.Done<Caller>(var caller) -> call(context, route, caller, body);
            })
        .onFailure(context::fail);
  }

  /** Who guesses at credentials is told to wait in the end. */
  private Future<Void> unproved(RoutingContext context, Refusal why) {
    observation.unproved(context);
    rates.admitUnproved(context);
    return Future.failedFuture(new EdgeRefusal(Problems.of(why)));
  }

  /** What needs no permission is done for anyone alike, with the rights of nobody. */
  private Future<Void> call(RoutingContext context, Route route, Caller caller, byte[] body) {
    observation.recognised(context, caller.actor());
    rates.admit(context, route, caller.actor());
    var acting = route.permission() == null ? caller.asAnyone() : caller;
    var now = clock.instant();
    admission.check(context, route, acting, now);
    var holder = new SealedCursors.Holder(route.call(), acting.actor().name());
    var asked = Optional.ofNullable(context.queryParams().get("fields"));
    var picked = Picked.of(rules.members(route), asked);
    var pages = new PageAnswer(context.request(), cursors, holder, picked);
    var exchange =
        new Exchange(
            context,
            acting,
            new RequestBody(body, json -> rules.broken(route, json)),
            stores,
            pages,
            now);
    if (route.permission() == null) memory.expect(context);
    HeaderRules.checkDigest(context.request(), body);
    if (route.body() == Route.Body.EMPTY) exchange.requireEmpty();
    return route.handler().apply(exchange);
  }

  private static void refuseOtherMethods(Router router, String path, List<Route> routes) {
    String allow =
        routes.stream()
            .map(route -> route.method().name())
            .sorted()
            .collect(Collectors.joining(", "));
    router
        .route(path)
        .handler(context -> {
          context.response().putHeader("Allow", allow);
          if (context.request().method().equals(HttpMethod.OPTIONS)) {
            context.response().setStatusCode(204).end().onFailure(context::fail);
          } else {
            fail(context, 405, "method-not-allowed", "allowed here: " + allow);
          }
        });
  }

  static void fail(RoutingContext context, int status, String code, String detail) {
    context.fail(new EdgeRefusal(problem(status, code, detail)));
  }
}
