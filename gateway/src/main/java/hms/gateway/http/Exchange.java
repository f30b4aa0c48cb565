package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.gateway.command.Actions;
import hms.gateway.command.Answer;
import hms.gateway.command.Request;
import hms.gateway.file.FileWriter.Written;
import hms.gateway.http.Uploads.Upload;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import hms.storage.query.Found;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** One call: what was asked, by whom, and the ways to answer. For the event loop it came in on. */
public final class Exchange {
  private final Call call;
  private final PageAnswer pages;
  private final QueryParameters asked;
  private final Caller caller;
  private final Optional<Upload> upload;
  private final Handling handling;
  private final PgStores stores;
  private final Expanding expanding;
  private final Instant now;
  private RequestBody body;

  Exchange(
      Call call,
      Caller caller,
      RequestBody body,
      Optional<Upload> upload,
      Handling handling,
      PageAnswer pages,
      Instant now) {
    this.call = call;
    this.pages = pages;
    this.asked = new QueryParameters(call.parameters(), pages);
    this.caller = caller;
    this.body = body;
    this.upload = upload;
    this.handling = handling;
    this.stores = handling.stores().as(caller.actor());
    this.expanding = Expanding.asked(asked.text("expand"), this.stores, caller.actor());
    this.now = now;
  }

  public Actor actor() {
    return caller.actor();
  }

  public Caller caller() {
    return caller;
  }

  public byte[] body() {
    return body.bytes();
  }

  /** Takes the body in as a file, which is there when it is whole; its digest stands for it. */
  public Future<Written> receive() {
    return upload
        .orElseThrow()
        .receive()
        .onSuccess(file -> body = new RequestBody(file.sha256(), body.rules()));
  }

  /** The time of this call. */
  public Instant now() {
    return now;
  }

  /** To read from, with the rights of who asks: the rows of others are not there. */
  public PgStores stores() {
    return stores;
  }

  /** The oid in the path. One that is none names nothing: answered as an unknown one. */
  public UUID oid() {
    String text = pathParameter("oid");
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new EdgeRefusal(Problems.problem(404, "not-found", "nothing has the id " + text));
    }
  }

  /** A header of the request; empty if it is not there. */
  public Optional<String> said(String header) {
    return Optional.ofNullable(call.header(header));
  }

  /** The one of these types that the caller likes best; the first one if all are the same to it. */
  public String preferred(List<String> types) {
    return Accepted.of(call.request().request().headers().getAll("accept")).best(types);
  }

  public String pathParameter(String name) {
    return Objects.requireNonNull(call.pathParameter(name));
  }

  /** What the call says behind the question mark. */
  public QueryParameters asked() {
    return asked;
  }

  /** The version the caller saw: {@code If-Match: "v7"}. */
  public long ifMatch() {
    return EntityTag.version(call.header("if-match"));
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

  /** The command with who asks and, from the Idempotency-Key, what makes a repetition known. */
  public <C> Request<C> request(C command) {
    if (asked.rehearsal()) return unkeyed(command);
    return new Request<>(actor(), command, Fingerprint.repeat(call, body.bytes()), call.cause());
  }

  /** The same for a command that may act each time. */
  public <C> Request<C> unkeyed(C command) {
    boolean rehearsal = asked.rehearsal();
    var repeat = call.isOnce() && !rehearsal ? Fingerprint.repeat(call, body.bytes()) : null;
    return new Request<>(actor(), command, repeat, call.cause(), rehearsal);
  }

  /** Refuses the call as the route would that needs this permission too. */
  public void require(Permission needed) {
    Admission.checkPermission(actor(), needed);
  }

  /** An answer as long as the file that it sends, by that name. */
  public FileAnswer file(String name) {
    return new FileAnswer(call.request(), stores.files(), name);
  }

  /** What this call asks for, if it is a batch of so many; as many calls as those. */
  public Parts parts(int n) {
    return handling.parts(call, caller, n, now);
  }

  /** An answer that goes on. */
  public EventAnswer events() {
    return new EventAnswer(call.request());
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
    if (answer.replayed()) header("Idempotency-Replayed", "true");
    if (answer.outcome() instanceof Outcome.Refused<R>(Refusal.Stale stale)) {
      return new Staleness(handling.stores(), actor())
          .explained(stale, call.pathParameter("oid"))
          .compose(why -> Future.failedFuture(new EdgeRefusal(why)));
    }
    JsonNode body = view.apply(orRefuse(answer.outcome()));
    return answer.rehearsed() ? rehearsed(status, body) : json(status, body);
  }

  /** Answers a command of which there is nothing to tell. */
  public Future<Void> nothing(Answer<?> answer) {
    return answer.rehearsed() ? rehearsed(204, DomainJson.object()) : nothing();
  }

  private Future<Void> rehearsed(int status, JsonNode body) {
    // Nothing has a version by it.
    var unused = call.answerHeaders().remove("ETag");
    return json(
        200, DomainJson.object().put("dryRun", true).put("status", status).set("changes", body));
  }

  /** Answers one object to who reads it, or 304 to who has this very answer (ADR 0036). */
  public Future<Void> object(Versioned object, JsonNode view) {
    return expanding
        .of(List.of(view))
        .map(all -> pages.shown(all.getFirst()))
        .compose(shown -> unlessKnown(EntityTag.of(object.version(), shown), shown));
  }

  /** The same of what a version tells all about. */
  public Future<Void> state(long version, JsonNode view) {
    return unlessKnown(EntityTag.of(version), view);
  }

  /** The same of what has no version. */
  public Future<Void> unversioned(JsonNode view) {
    return unlessKnown(EntityTag.of(view), view);
  }

  private Future<Void> unlessKnown(String tag, JsonNode view) {
    return Conditional.answer(call, tag, "application/json", Buffer.buffer(view.toString()));
  }

  /** Answers a file of ours, for caches to ask about again; its tag changes when its bytes do. */
  public Future<Void> document(String mediaType, String tag, byte[] content) {
    return Conditional.document(call, mediaType, tag, content);
  }

  /** Answers one object with what the caller may do to it now. */
  public Future<Void> object(Versioned object, ObjectNode view, Step<Actions> actions) {
    return actions.future().map(this::orRefuse).compose(may -> object(object, may.on(view)));
  }

  /** Sets the ETag of the object that the answer shows. */
  public void tag(Versioned object) {
    tag(object.version());
  }

  public void tag(long version) {
    header("ETag", EntityTag.of(version));
  }

  /** There is nothing to tell. */
  public Future<Void> nothing() {
    return call.answer(204);
  }

  public Future<Void> list(Iterable<? extends JsonNode> items) {
    var body = DomainJson.object();
    items.forEach(body.putArray("items")::add);
    return json(200, body);
  }

  /** Answers a page, with the ways to those around it. */
  public <T> Future<Void> page(Step<Found<T>> found, Function<T, ? extends JsonNode> view) {
    return found
        .future()
        .compose(outcome -> {
          if (PageAnswer.isOfAnotherQuery(outcome)) throw SealedCursors.invalid();
          var page = orRefuse(outcome).<JsonNode>map(view);
          return expanding.of(page.rows()).map(rows -> pages.body(page, asked.limit()));
        })
        .compose(body -> {
          pages.links(body).ifPresent(links -> header("Link", links));
          return json(200, body);
        });
  }

  public void header(String name, String value) {
    var headers = call.answerHeaders().set(name, value);
  }

  public Future<Void> json(int status, JsonNode body) {
    return json(status, "application/json", body);
  }

  public Future<Void> json(int status, String mediaType, JsonNode body) {
    var content = Buffer.buffer(body.toString());
    if (status == 200) call.keep(mediaType, content);
    return call.answer(status, mediaType, content);
  }

  /** Answers a picture; what everybody may keep has its digest as ETag. */
  public Future<Void> bytes(String mediaType, String cacheControl, byte[] content) {
    return Conditional.picture(call, mediaType, cacheControl, content);
  }

  /** Marks an answer as fit for caches that everybody shares. */
  public void cacheable(int seconds) {
    header("Cache-Control", "public, max-age=" + seconds);
  }
}
