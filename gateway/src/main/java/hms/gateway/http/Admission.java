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
import org.jspecify.annotations.Nullable;

/** May this caller make this call, and is it made in the right form? */
final class Admission {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{16,255}");

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final OwnOrigins origins;

  /**
   * @param origins where our own pages come from
   */
  Admission(OwnOrigins origins) {
    this.origins = origins;
  }

  /**
   * Judges who calls, and from where.
   *
   * @throws EdgeRefusal if not
   */
  void check(HttpServerRequest request, Route route, Caller from, Instant now) {
    if (route.permission() == null) checkNoOthersPage(request);
    else checkPermission(from.actor(), route.permission());
    from.cookie().ifPresent(secret -> checkOwnPage(request, secret));
    checkProof(route, from, now);
  }

  /**
   * Judges who calls by a part of a call that was let in.
   *
   * @throws EdgeRefusal if not
   */
  static void checkRights(Route route, Caller from, Instant now) {
    checkPermission(from.actor(), Objects.requireNonNull(route.permission()));
    checkProof(route, from, now);
  }

  /** Some calls want more than a credential. */
  private static void checkProof(Route route, Caller from, Instant now) {
    if (from.maker().isPresent() && route.permission() == Permission.KEYS_EDIT) {
      String detail = "sign the request by a key: what a browser keeps may be stolen";
      throw new EdgeRefusal(problem(403, "step-up-required", detail));
    }
    if (route.stepUp() && !from.isSteppedUp(now)) {
      String detail = "sign in anew, or prove yourself by /session/step-up, and send it again";
      throw new EdgeRefusal(problem(403, "step-up-required", detail));
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
        origins.have(request.getHeader("origin"))
            && MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8),
                SessionCookie.csrfToken(secret).getBytes(StandardCharsets.UTF_8));
    if (own) return;
    throw csrf("send X-CSRF-Token with the token of this session, from a page of " + origins);
  }

  /** What anyone may do, nobody is made to do by a page of others: signing in as somebody else. */
  private void checkNoOthersPage(HttpServerRequest request) {
    String origin = request.getHeader("origin");
    if (SAFE.contains(request.method()) || origin == null || origins.have(origin)) return;
    throw csrf("a page of others cannot do this; ours are of " + origins);
  }

  private static EdgeRefusal csrf(String detail) {
    return new EdgeRefusal(problem(403, "csrf", detail));
  }

  /**
   * Once for each key: is it one?
   *
   * @throws EdgeRefusal if not
   */
  static void checkKey(RoutingContext context, Route route, Actor caller) {
    boolean rehearsal = "true".equals(context.queryParams().get(Route.DRY_RUN));
    if (!route.keyed() || rehearsal) return;
    checkKey(context.request().getHeader("idempotency-key"), caller);
  }

  private static void checkKey(@Nullable String key, Actor caller) {
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
