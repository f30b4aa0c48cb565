package hms.gateway.http;

import static hms.gateway.http.Problems.problem;

import hms.domain.Actor;
import hms.domain.Permission;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** May this caller make this call, and is it made in the right form? */
final class Admission {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{16,255}");

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final String origin;

  /**
   * @param origin where our own pages come from: the public URL
   */
  Admission(String origin) {
    this.origin = origin;
  }

  /**
   * @throws EdgeRefusal if not
   */
  void check(RoutingContext context, Route route, Caller from, Instant now) {
    Actor caller = from.actor();
    if (route.permission() != null) checkPermission(caller, route.permission());
    from.cookie().ifPresent(secret -> checkOwnPage(context.request(), secret));
    if (from.maker().isPresent() && route.permission() == Permission.KEYS_EDIT) {
      String detail = "sign the request by a key: what a browser keeps may be stolen";
      throw new EdgeRefusal(problem(403, "step-up-required", detail));
    }
    if (route.stepUp() && !from.isSteppedUp(now)) {
      String detail = "sign in anew, or prove yourself by /session/step-up, and send it again";
      throw new EdgeRefusal(problem(403, "step-up-required", detail));
    }
    for (var parameter : context.queryParams().entries()) {
      checkParameter(context, route, parameter.getKey());
    }
    boolean rehearsal = "true".equals(context.queryParams().get(Route.DRY_RUN));
    if (route.keyed() && !rehearsal) {
      checkKey(context.request().getHeader("idempotency-key"), caller);
    }
  }

  static void checkPermission(Actor caller, Permission needed) {
    if (caller instanceof Actor.Anyone) {
      throw new EdgeRefusal(problem(401, "unauthenticated", "sign the request or send a token"));
    }
    if (!caller.may(needed)) {
      throw new EdgeRefusal(
          problem(403, "forbidden", "needs the permission " + needed.wire())
              .with("permission", needed.wire()));
    }
  }

  /** A browser sends its cookie whoever makes it send: our own pages say more. */
  private void checkOwnPage(HttpServerRequest request, String secret) {
    if (SAFE.contains(request.method())) return;
    String token = Objects.requireNonNullElse(request.getHeader("x-csrf-token"), "");
    boolean own =
        origin.equals(request.getHeader("origin"))
            && MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8),
                SessionCookie.csrfToken(secret).getBytes(StandardCharsets.UTF_8));
    if (own) return;
    String detail = "send X-CSRF-Token with the token of this session, from a page of " + origin;
    throw new EdgeRefusal(problem(403, "csrf", detail));
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
