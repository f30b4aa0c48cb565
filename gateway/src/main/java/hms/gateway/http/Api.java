package hms.gateway.http;

import static hms.gateway.http.Problems.problem;

import hms.domain.Outcome;
import hms.gateway.http.Uploads.Upload;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Assembles the router. Each call passes, in this order: request id and headers, route (404, 405),
 * how many there are (503), size (413), types (415, 406), credential (401), rate (429), permission,
 * forgery and step-up (403), query (400), key (400). All of that is judged by its headers; only
 * then is its body read (408, 413), held against its digest and given to its handler; what that
 * reads of it as JSON has kept the contract's schema (422).
 */
public final class Api {
  public static final String ROOT = "/api/v1";

  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  /** What a form says beside its picture, and what stands between its parts. */
  private static final long FORM_BESIDE = 64 << 10;

  /** Bytes of a file of rows. */
  static final long FILE_MAX = 100L << 20;

  private static final int PATIENCE_WITH_FILES = 20;

  private final Limits limits;
  private final Authentication authentication;
  private final Admission admission;
  private final RateLimit rates;
  private final Observation observation;
  private final BodyRules rules;
  private final Handling handling;
  private final PublicAnswers memory;
  private final InFlight inFlight;
  private final Clock clock;
  private final Uploads uploads;

  /**
   * @param jsonMax bytes of a JSON body
   * @param imageMax bytes of a picture
   * @param inFlight calls at a time; beyond it 503 at once
   * @param publicFresh how long what everybody may see is given without looking again
   */
  public record Limits(
      long jsonMax, long imageMax, Times times, int inFlight, Duration publicFresh) {}

  /**
   * How long parts of a call may take.
   *
   * @param headers from the connection to the end of the first headers
   * @param body from the headers to its end
   * @param work from there to the answer
   */
  public record Times(Duration headers, Duration body, Duration work) {}

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
    this.handling = new Handling(rules, rates, stores, cursors);
    this.memory = new PublicAnswers(limits.publicFresh(), rates, observation, clock);
    this.inFlight = new InFlight(limits.inFlight(), limits.times().work());
    this.clock = clock;
    this.uploads = new Uploads(stores);
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
    inFlight.watch(vertx);
    var routes = features.stream().flatMap(each -> each.routes().stream()).toList();
    handling.know(routes);
    // A path of words comes before one of which a part is a parameter: it means itself only.
    var paths = routes.stream().collect(Collectors.groupingBy(Route::path));
    paths.entrySet().stream()
        .sorted(Comparator.comparing(each -> each.getKey().contains(":")))
        .forEach(each -> {
          each.getValue().forEach(route -> add(router, route));
          refuseOtherMethods(router, each.getKey(), each.getValue());
        });
    router.route().handler(context -> fail(context, 404, "not-found", "no such path"));
    router
        .route()
        .failureHandler(
            context -> Failures.answer(context, status -> memory.givenInstead(context, status)));
    return router;
  }

  private void add(Router router, Route route) {
    long max = max(route);
    var patience =
        route.takesFile()
            ? limits.times().body().multipliedBy(PATIENCE_WITH_FILES)
            : limits.times().body();
    router
        .route(route.method(), route.path())
        .handler(context -> {
          observation.met(context, route);
          var body = ArrivingBody.of(context, max, patience);
          Future.<Void>succeededFuture()
              .compose(begun -> call(context, route, body, max))
              .onFailure(why -> {
                body.ignore();
                context.fail(why);
              });
        });
  }

  private Future<Void> call(RoutingContext context, Route route, ArrivingBody body, long max) {
    var request = context.request();
    inFlight.admit(context, Share.of(route, request));
    HeaderRules.judge(request, context.response(), route, max, rules.produced(route));
    authentication.checkOne(request);
    var now = clock.instant();
    return proved(context, authentication.caller(request, route.permission() != null))
        .map(caller -> admitted(context, route, caller, now))
        .compose(caller ->
            route.takesFile()
                ? perform(
                    context, route, caller, new byte[0], upload(context, body, caller, now), now)
                : read(context, body)
                    .compose(bytes -> whole(context, bytes))
                    .compose(
                        bytes -> perform(context, route, caller, bytes, Optional.empty(), now)));
  }

  private long max(Route route) {
    return switch (route.body()) {
      case IMAGE -> limits.imageMax();
      case FORM -> limits.imageMax() + FORM_BESIDE;
      case ROWS, LINES -> FILE_MAX;
      case JSON, EMPTY -> limits.jsonMax();
      case null -> limits.jsonMax();
    };
  }

  /** The handler takes it in when it wants it: until then nothing of it is read. */
  private Optional<Upload> upload(
      RoutingContext context, ArrivingBody body, Caller caller, Instant now) {
    return Optional.of(
        new Upload(
            uploads,
            context,
            body,
            caller.actor(),
            now,
            sha256 ->
                proved(context, authentication.wholeBy(context.request(), sha256)).mapEmpty()));
  }

  /** It has a limit of its own. */
  private Future<byte[]> read(RoutingContext context, ArrivingBody body) {
    inFlight.pause(context);
    return body.read();
  }

  /** What was signed, or said to be the digest, must be that of what came. */
  private Future<byte[]> whole(RoutingContext context, byte[] body) {
    return proved(context, authentication.whole(context.request(), body));
  }

  /** Who guesses at credentials is told to wait in the end. */
  private <T> Future<T> proved(RoutingContext context, Future<Outcome<T>> proof) {
    return proof.map(outcome ->
        switch (outcome) {
          case Outcome.Done<T>(var good) -> good;
          case Outcome.Refused<T>(var why) -> {
            observation.unproved(context);
            rates.admitUnproved(context);
            throw new EdgeRefusal(Problems.of(why));
          }
        });
  }

  /** What needs no permission is done for anyone alike, with the rights of nobody. */
  private Caller admitted(RoutingContext context, Route route, Caller caller, Instant now) {
    observation.recognised(context, caller.actor());
    rates.admit(context, route, caller.actor());
    var acting = route.permission() == null ? caller.asAnyone() : caller;
    admission.check(context.request(), route, acting, now);
    QueryRules.judge(context.queryParams(), route, rules);
    Admission.checkKey(context, route, acting.actor());
    return acting;
  }

  private Future<Void> perform(
      RoutingContext context,
      Route route,
      Caller acting,
      byte[] body,
      Optional<Upload> upload,
      Instant now) {
    if (route.permission() == null) memory.expect(context);
    var call = new HttpCall(context);
    var exchange = handling.exchange(call, route, acting, body, upload, now);
    // A file takes as long as it takes to come.
    if (upload.isPresent()) inFlight.pause(context);
    else inFlight.begin(context, mayWait(context.request()) ? WAIT_MAX : Duration.ZERO);
    return handling.handle(call, route, exchange);
  }

  /** Whoever wants to hear of something as soon as it is there says how long it will wait. */
  private static boolean mayWait(HttpServerRequest request) {
    String prefer = request.getHeader("prefer");
    String query = request.query();
    return prefer != null && prefer.contains("wait") || query != null && query.contains("wait=");
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
