package hms.gateway.http;

import hms.cluster.TraceLocal;
import hms.domain.Actor;
import hms.domain.audit.TraceParent;
import hms.gateway.trace.Tracing;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Watches each call from its headers to its end, and tells the observers. */
public final class Observation {
  private static final CharSequence PARENT = HttpHeaders.createOptimized("traceparent");
  private static final String OPERATION = "hms.operation";
  private static final String ACTOR = "hms.actor";
  private static final String TRACE = "hms.trace";
  private static final String NOBODY = "anyone";
  private static final String NONE = "none";

  private final Map<String, String> names;
  private final List<EndedCall.Observer> observers;
  private final Tracing tracing;

  /**
   * @param names operationIds by method and path, as in {@code GET /api/v1/orders/:oid}
   */
  public Observation(
      Map<String, String> names, List<EndedCall.Observer> observers, Tracing tracing) {
    this.names = Map.copyOf(names);
    this.observers = List.copyOf(observers);
    this.tracing = tracing;
  }

  /** Of calls whose traces are only passed on. */
  Observation(Map<String, String> names, List<EndedCall.Observer> observers) {
    this(names, observers, Tracing.off());
  }

  void begin(RoutingContext context) {
    long began = System.nanoTime();
    tracing
        .at(context.request().getHeader(PARENT))
        .ifPresent(trace -> {
          context.put(TRACE, trace);
          TraceLocal.begin(trace);
        });
    context.addEndHandler(end -> {
      var took = Duration.ofNanos(System.nanoTime() - began);
      tell(call(context, end.succeeded(), took));
    });
    context.next();
  }

  /** The call is this one of the contract. */
  void met(RoutingContext context, Route route) {
    context.put(OPERATION, names.getOrDefault(route.call(), NONE));
  }

  void recognised(RoutingContext context, Actor actor) {
    context.put(ACTOR, kind(actor));
  }

  void unproved(RoutingContext context) {
    context.put(ACTOR, "unproved");
  }

  /** What needed no router. */
  void answered(
      HttpServerRequest request, String id, String operation, boolean complete, long began) {
    var took = Duration.ofNanos(System.nanoTime() - began);
    tell(
        new EndedCall(
            id,
            operation,
            request.method().name(),
            request.response().getStatusCode(),
            complete,
            request.response().bytesWritten(),
            took,
            NOBODY,
            tracing.at(request.getHeader(PARENT)).map(TraceParent::traceId)));
  }

  static String operation(RoutingContext context) {
    return context.get(OPERATION, NONE);
  }

  /** What was no HTTP, and met no router. */
  void malformed(String id, int status) {
    tell(new EndedCall(id, NONE, NONE, status, true, 0, Duration.ZERO, NOBODY, Optional.empty()));
  }

  /** The call's place in its trace. */
  static Optional<TraceParent> trace(RoutingContext context) {
    return Optional.ofNullable(context.get(TRACE));
  }

  private static EndedCall call(RoutingContext context, boolean complete, Duration took) {
    var response = context.response();
    return new EndedCall(
        context.get(RequestHeaders.REQUEST_ID, ""),
        operation(context),
        context.request().method().name(),
        response.getStatusCode(),
        complete,
        response.bytesWritten(),
        took,
        context.get(ACTOR, NOBODY),
        trace(context).map(TraceParent::traceId));
  }

  private static String kind(Actor actor) {
    return switch (actor) {
      case Actor.Maker maker -> "artisan";
      case Actor.Office person -> "office";
      case Actor.Storefront shop -> "storefront";
      default -> NOBODY;
    };
  }

  private void tell(EndedCall call) {
    observers.forEach(each -> each.ended(call));
  }
}
