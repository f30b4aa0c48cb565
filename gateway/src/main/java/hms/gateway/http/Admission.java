package hms.gateway.http;

import static hms.gateway.http.Problems.problem;

import hms.domain.Actor;
import hms.domain.Permission;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** May this caller make this call, and is it made in the right form? */
final class Admission {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{16,255}");

  private Admission() {}

  /**
   * @throws EdgeRefusal if not
   */
  static void check(RoutingContext context, Route route, Actor caller) {
    if (route.permission() != null) checkPermission(caller, route.permission());
    for (var parameter : context.queryParams().entries()) {
      checkParameter(context, route, parameter.getKey());
    }
    boolean rehearsal = "true".equals(context.queryParams().get(Route.DRY_RUN));
    if (route.keyed() && !rehearsal) {
      checkKey(context.request().getHeader("idempotency-key"), caller);
    }
  }

  private static void checkPermission(Actor caller, Permission needed) {
    if (caller instanceof Actor.Anyone) {
      throw new EdgeRefusal(problem(401, "unauthenticated", "sign the request or send a token"));
    }
    if (!caller.may(needed)) {
      throw new EdgeRefusal(
          problem(403, "forbidden", "needs the permission " + needed.wire())
              .with("permission", needed.wire()));
    }
  }

  private static void checkParameter(RoutingContext context, Route route, String name) {
    if (!route.parameters().contains(name)) {
      String detail = name + " is not known here; known are " + route.parameters();
      throw new EdgeRefusal(problem(400, "unknown-parameter", detail).with("parameter", name));
    }
    if (context.queryParams().getAll(name).size() > 1) {
      throw new EdgeRefusal(
          problem(400, "invalid-parameter", name + " stands twice").with("parameter", name));
    }
  }

  private static void checkKey(String key, Actor caller) {
    if (key == null) {
      String detail = "send an Idempotency-Key of your own, such as a UUID";
      throw new EdgeRefusal(problem(400, "idempotency-key-required", detail));
    }
    if (!KEY.matcher(key).matches()) {
      String detail = "Idempotency-Key must be 16 to 255 visible ASCII characters";
      throw new EdgeRefusal(problem(400, "invalid-header", detail));
    }
    // All who are not signed in share one space of keys, so theirs must be impossible to guess.
    if (caller instanceof Actor.Anyone && !UUID_FORM.matcher(key).matches()) {
      throw new EdgeRefusal(problem(400, "invalid-header", "Idempotency-Key must be a UUID here"));
    }
  }
}
