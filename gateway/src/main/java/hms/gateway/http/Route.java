package hms.gateway.http;

import hms.domain.Permission;
import hms.storage.query.Listing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API.
 *
 * @param path from the root, with {@code :oid}
 * @param permission what the caller needs; null if anyone may call
 * @param stepUp the caller must have signed in, or proved themselves again, a moment ago
 * @param keyed an Idempotency-Key must be sent
 * @param body what a body must be; null if none is taken
 * @param parameters the query parameters that it knows
 * @param rate whose allowance it is counted against
 */
public record Route(
    HttpMethod method,
    String path,
    @Nullable Permission permission,
    boolean stepUp,
    boolean keyed,
    @Nullable Body body,
    Set<String> parameters,
    Rate rate,
    Function<Exchange, Future<Void>> handler) {
  /** Asks what would come of a change; nothing is kept of it, so it needs no key. */
  static final String DRY_RUN = "dryRun";

  private static final Set<String> CHANGE = Set.of(DRY_RUN);
  private static final Set<String> PAGES =
      Set.of("limit", "after", "before", "includeTotal", "fields");

  /** The kinds of bodies. */
  public enum Body {
    JSON,
    /** Absent, or an object without members. */
    EMPTY,
    IMAGE,
    /** A picture and what is said about it, as browsers send them. */
    FORM,
    /** A large file of rows, which its handler takes in when it wants it. */
    ROWS,
    /** The same, of lines of whatever form. */
    LINES;

    /** It goes into a file as it comes. */
    boolean isFile() {
      return this == ROWS || this == LINES;
    }
  }

  /** Whose allowance of requests a call uses. */
  public enum Rate {
    /** That of who calls; of the address for who is not signed in. */
    CALLER,
    /** A small one of the address, for applications. */
    SIGN_UP,
    /** A small one of the address, for attempts to prove oneself. */
    PROOF,
    /** None: supervisors and readers of the manual are not counted. */
    NONE;

    /** As in the contract's {@code x-rate}. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Method and path: {@code GET /api/v1/orders/:oid}. */
  public String call() {
    return method.name() + " " + path;
  }

  /** The same, for who has the permission only. */
  public Route needing(Permission other) {
    return new Route(method, path, other, stepUp, keyed, body, parameters, rate, handler);
  }

  /** The same, counted otherwise. */
  public Route rated(Rate other) {
    return new Route(method, path, permission, stepUp, keyed, body, parameters, other, handler);
  }

  /** The same, for who has just proved who they are: a stolen credential is not enough. */
  public Route steppedUp() {
    return new Route(method, path, permission, true, keyed, body, parameters, rate, handler);
  }

  /** The same, where the path says it all. */
  public Route empty() {
    return new Route(
        method, path, permission, stepUp, keyed, Body.EMPTY, parameters, rate, handler);
  }

  /** The same; members of the object that it shows may be asked for alone. */
  public Route shaped() {
    return new Route(
        method, path, permission, stepUp, keyed, body, Set.of("fields"), rate, handler);
  }

  /** The same; cards of the objects that it refers to may be asked for. */
  public Route expandable() {
    var more = new HashSet<>(parameters);
    more.add("expand");
    return new Route(method, path, permission, stepUp, keyed, body, more, rate, handler);
  }

  /** The same, of which nobody can be told beforehand what will come of it. */
  public Route unrehearsed() {
    return new Route(method, path, permission, stepUp, keyed, body, Set.of(), rate, handler);
  }

  /** Its body goes into a file as it comes. */
  public boolean takesFile() {
    return body != null && body.isFile();
  }

  /** The same, once for each Idempotency-Key. */
  private Route once() {
    return new Route(method, path, permission, stepUp, true, body, parameters, rate, handler);
  }

  private static Route of(
      HttpMethod method,
      String path,
      @Nullable Permission permission,
      @Nullable Body body,
      Set<String> parameters,
      Function<Exchange, Future<Void>> handler) {
    return new Route(
        method, Api.ROOT + path, permission, false, false, body, parameters, Rate.CALLER, handler);
  }

  /** Reads; {@code parameters} are the query parameters it knows. */
  public static Route get(
      String path,
      @Nullable Permission permission,
      Function<Exchange, Future<Void>> handler,
      String... parameters) {
    return of(HttpMethod.GET, path, permission, null, Set.of(parameters), handler);
  }

  /** Reads a list, page by page, of which may be asked what {@code listing} says. */
  public static Route list(
      String path,
      @Nullable Permission permission,
      Listing<?> listing,
      Function<Exchange, Future<Void>> handler) {
    var parameters = new HashSet<>(listing.parameters());
    parameters.addAll(PAGES);
    return of(HttpMethod.GET, path, permission, null, parameters, handler);
  }

  /** Answers a supervisor; outside the API, open to all. */
  public static Route probe(String path, Function<Exchange, Future<Void>> handler) {
    return new Route(HttpMethod.GET, path, null, false, false, null, Set.of(), Rate.NONE, handler);
  }

  /** Changes something, once for each Idempotency-Key. */
  public static Route post(
      String path, @Nullable Permission permission, Function<Exchange, Future<Void>> handler) {
    return unkeyedPost(path, permission, handler).once();
  }

  /** Changes something as {@link #post} does, but the path says it all. */
  public static Route command(
      String path, Permission permission, Function<Exchange, Future<Void>> handler) {
    return post(path, permission, handler).empty();
  }

  /** A POST that needs no key: a repetition finds its work done, or proves itself otherwise. */
  public static Route unkeyedPost(
      String path, @Nullable Permission permission, Function<Exchange, Future<Void>> handler) {
    return of(HttpMethod.POST, path, permission, Body.JSON, CHANGE, handler);
  }

  public static Route patch(
      String path, Permission permission, Function<Exchange, Future<Void>> handler) {
    return of(HttpMethod.PATCH, path, permission, Body.JSON, CHANGE, handler);
  }

  /** Sets something to what the body says: the same again changes nothing. */
  public static Route put(
      String path, Permission permission, Function<Exchange, Future<Void>> handler) {
    return of(HttpMethod.PUT, path, permission, Body.JSON, CHANGE, handler);
  }

  /** Takes something away; what is gone already stays so. */
  public static Route delete(
      String path, Permission permission, Function<Exchange, Future<Void>> handler) {
    return of(HttpMethod.DELETE, path, permission, null, CHANGE, handler);
  }

  /** Brings a large file in, once for each Idempotency-Key. */
  public static Route upload(
      String path,
      Permission permission,
      Function<Exchange, Future<Void>> handler,
      String... parameters) {
    return of(HttpMethod.POST, path, permission, Body.ROWS, Set.of(parameters), handler).once();
  }

  /** Brings a large file of lines in, once for each Idempotency-Key. */
  public static Route lines(
      String path, Permission permission, Function<Exchange, Future<Void>> handler) {
    return of(HttpMethod.POST, path, permission, Body.LINES, Set.of(), handler).once();
  }

  /** Takes a picture from a browser, once for each Idempotency-Key. */
  public static Route form(
      String path, Permission permission, Function<Exchange, Future<Void>> handler) {
    return of(HttpMethod.POST, path, permission, Body.FORM, Set.of(), handler).once();
  }

  /** Stores bytes under a name that the caller chose: the same again changes nothing. */
  public static Route putImage(
      String path, Permission permission, Function<Exchange, Future<Void>> handler) {
    return of(HttpMethod.PUT, path, permission, Body.IMAGE, CHANGE, handler);
  }
}
