package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Sha256;
import hms.domain.Versioned;
import hms.domain.audit.Cause;
import hms.domain.message.SignatureInput;
import hms.gateway.command.Actions;
import hms.gateway.command.Answer;
import hms.gateway.command.Request;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import hms.storage.query.Found;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;

/** One call: what was asked, by whom, and the ways to answer. For the event loop it came in on. */
public final class Exchange {
  /** What an empty body says. */
  private record Nothing() {}

  private final RoutingContext context;
  private final PageAnswer pages;
  private final QueryParameters asked;
  private final Actor actor;
  private final RequestBody body;
  private final PgStores stores;
  private final Instant now;

  Exchange(
      RoutingContext context,
      Actor actor,
      RequestBody body,
      PgStores stores,
      PageAnswer pages,
      Instant now) {
    this.context = context;
    this.pages = pages;
    this.asked = new QueryParameters(context.queryParams(), pages);
    this.actor = actor;
    this.body = body;
    this.stores = stores.as(actor);
    this.now = now;
  }

  public Actor actor() {
    return actor;
  }

  public byte[] body() {
    return body.bytes();
  }

  /** To read from, with the rights of who asks: the rows of others are not there. */
  public PgStores stores() {
    return stores;
  }

  /** The oid in the path. One that is none names nothing: answered as an unknown one. */
  public UUID oid() {
    String text = context.pathParam("oid");
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new EdgeRefusal(Problems.problem(404, "not-found", "nothing has the id " + text));
    }
  }

  public String pathParameter(String name) {
    return context.pathParam(name);
  }

  /** What the call says behind the question mark. */
  public QueryParameters asked() {
    return asked;
  }

  /** The version the caller saw: {@code If-Match: "v7"}. */
  public long ifMatch() {
    String tag = context.request().getHeader("if-match");
    if (tag == null) {
      String detail = "send If-Match with the ETag of what you saw";
      throw new EdgeRefusal(Problems.problem(428, "precondition-required", detail));
    }
    if (!tag.matches("\"v[1-9]\\d{0,17}\"")) {
      throw new EdgeRefusal(
          Problems.problem(400, "invalid-header", "If-Match must be an ETag such as \"v7\""));
    }
    return Long.parseLong(tag.substring(2, tag.length() - 1));
  }

  /** The body as a JSON object that keeps the contract. */
  public Outcome<JsonNode> tree() {
    return body.tree();
  }

  /** The body as a command; refusals name the member. */
  public <T> Outcome<T> body(Class<T> type) {
    return body.as(type);
  }

  /** The same; without a body, as if it were an empty object. */
  public <T> Outcome<T> optionalBody(Class<T> type) {
    return body.optional(type);
  }

  /** The body as JSON, or an empty object if there is none. */
  public Outcome<JsonNode> optionalBody() {
    return body.optionalTree();
  }

  /** Refuses a body that says something: here it would be ignored. */
  void requireEmpty() {
    var nothing = orRefuse(body.optional(Nothing.class));
  }

  /** The command with who asks and, from the Idempotency-Key, what makes a repetition known. */
  public <C> Request<C> request(C command) {
    String key = context.request().getHeader("idempotency-key");
    var repeat = new Request.Repeat(key, Fingerprint.of(context, body.bytes()));
    return new Request<>(actor, command, repeat, cause());
  }

  /** The same for a command that may act each time. */
  public <C> Request<C> unkeyed(C command) {
    return new Request<>(actor, command, null, cause());
  }

  /** What the audit says of this call. Its signature was verified before, if it has one. */
  private Cause cause() {
    UUID id = UUID.fromString(context.get(RequestHeaders.REQUEST_ID));
    String signed = context.request().getHeader("signature-input");
    UUID key =
        signed != null
                && SignatureInput.parse(signed) instanceof Outcome.Done<SignatureInput>(var in)
            ? in.key()
            : null;
    var address = context.request().remoteAddress();
    return Cause.call(id, key, address == null ? null : address.hostAddress());
  }

  /** Refuses the call by a problem of its own. */
  public Future<Void> refuse(int status, String code, String detail) {
    return Future.failedFuture(new EdgeRefusal(Problems.problem(status, code, detail)));
  }

  /** Refuses the call unless the outcome is done. */
  public <T> T orRefuse(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> value;
      case Outcome.Refused<T>(var why) -> throw new EdgeRefusal(Problems.of(why));
    };
  }

  /** Answers a command: {@code status} and the view of its result, or the problem. */
  public <R> Future<Void> answer(Answer<R> answer, int status, Function<R, JsonNode> view) {
    if (answer.replayed()) context.response().putHeader("Idempotency-Replayed", "true");
    return json(status, view.apply(orRefuse(answer.outcome())));
  }

  /** Answers one object, with its version as ETag. */
  public Future<Void> object(int status, Versioned object, JsonNode view) {
    tag(object);
    return json(status, view);
  }

  /**
   * Answers what everybody sees alike: 304 to a reader who has that version. Not for objects that
   * show more than themselves, such as what the caller may do: that changes without a version.
   */
  public Future<Void> shared(Versioned object, JsonNode view) {
    tag(object);
    return known() ? unchanged() : json(200, view);
  }

  /**
   * Answers a file of ours, for caches to ask about again.
   *
   * @param tag changes when the bytes do
   */
  public Future<Void> document(String mediaType, String tag, byte[] content) {
    context
        .response()
        .putHeader("ETag", "\"" + tag + "\"")
        .putHeader("Cache-Control", "public, no-cache")
        .putHeader("Content-Type", mediaType);
    return known() ? unchanged() : context.response().end(Buffer.buffer(content));
  }

  /** Replaces the Content-Security-Policy: a page needs more than an answer to a program. */
  public void policy(String contentSecurityPolicy) {
    context.response().putHeader("Content-Security-Policy", contentSecurityPolicy);
  }

  /** Does the reader have what the ETag names? Source: RFC 9110, 13.1.2, weak comparison. */
  private boolean known() {
    String seen = context.request().getHeader("if-none-match");
    if (seen == null || !context.request().method().equals(HttpMethod.GET)) return false;
    String tag = context.response().headers().get("ETag");
    return Arrays.stream(seen.split(",", -1))
        .map(each -> each.strip().replaceFirst("^W/", ""))
        .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }

  private Future<Void> unchanged() {
    var response = context.response();
    var gone = response.headers().remove("Content-Type");
    return response.setStatusCode(304).end();
  }

  /** Answers one object with what the caller may do to it now. */
  public Future<Void> object(Versioned object, ObjectNode view, Step<Actions> actions) {
    return actions.future().map(this::orRefuse).compose(may -> object(200, object, may.on(view)));
  }

  /** The time of this call. */
  public Instant now() {
    return now;
  }

  /** Sets the ETag of the object that the answer shows. */
  public void tag(Versioned object) {
    tag(object.version());
  }

  public void tag(long version) {
    context.response().putHeader("ETag", "\"v" + version + "\"");
  }

  /** There is nothing to tell. */
  public Future<Void> nothing() {
    return context.response().setStatusCode(204).end();
  }

  public Future<Void> list(Iterable<? extends JsonNode> items) {
    var body = DomainJson.object();
    var array = body.putArray("items");
    items.forEach(array::add);
    return json(200, body);
  }

  /** Answers a page, with the ways to those around it. */
  public <T> Future<Void> page(Step<Found<T>> found, Function<T, ? extends JsonNode> view) {
    return found
        .future()
        .compose(outcome -> {
          if (PageAnswer.isOfAnotherQuery(outcome)) throw SealedCursors.invalid();
          var body = pages.body(orRefuse(outcome).map(view), asked.limit());
          pages.links(body).ifPresent(links -> header("Link", links));
          return json(200, body);
        });
  }

  public void header(String name, String value) {
    context.response().putHeader(name, value);
  }

  public Future<Void> json(int status, JsonNode body) {
    return json(status, "application/json", body);
  }

  public Future<Void> json(int status, String mediaType, JsonNode body) {
    return context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", mediaType)
        .end(body.toString());
  }

  /** Answers a picture; what everybody may keep has its digest as ETag. */
  public Future<Void> bytes(String mediaType, String cacheControl, byte[] content) {
    boolean open = cacheControl.startsWith("public");
    header("Content-Type", mediaType);
    header("Cache-Control", cacheControl);
    header("Cross-Origin-Resource-Policy", open ? "cross-origin" : "same-origin");
    if (open) header("ETag", "\"" + Sha256.hex(content) + "\"");
    return open && known() ? unchanged() : context.response().end(Buffer.buffer(content));
  }

  /** Marks an answer as fit for caches that everybody shares. */
  public void cacheable(int seconds) {
    context.response().putHeader("Cache-Control", "public, max-age=" + seconds);
  }
}
