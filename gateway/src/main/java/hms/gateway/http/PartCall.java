package hms.gateway.http;

import hms.domain.Refusal;
import hms.domain.audit.Cause;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call that came as a part of another one; its answer stays here until all parts are done. */
final class PartCall implements Call {
  private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");

  private final Call whole;
  private final Route route;
  private final Part part;
  private final String path;
  private final MultiMap answerHeaders = MultiMap.caseInsensitiveMultiMap();
  private int status;
  private @Nullable UUID named;
  private @Nullable String body;

  /**
   * @throws EdgeRefusal 422 if the parameters in the path are not those of the call
   */
  PartCall(Call whole, Route route, Part part) {
    this.whole = whole;
    this.route = route;
    this.part = part;
    this.path = path(route.path(), part.path());
  }

  @Override
  public String method() {
    return route.method().name();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public @Nullable String query() {
    return whole.query();
  }

  @Override
  public MultiMap parameters() {
    return whole.parameters();
  }

  @Override
  public @Nullable String pathParameter(String name) {
    return named != null && name.equals("oid") ? named.toString() : part.path().get(name);
  }

  @Override
  public void name(UUID oid) {
    this.named = oid;
  }

  @Override
  public @Nullable String header(String name) {
    return switch (name) {
      case "if-match" -> part.ifMatch();
      case "idempotency-key" -> key(whole.header(name));
      case "content-type" -> part.body() == null ? null : "application/json";
      default -> null;
    };
  }

  private @Nullable String key(@Nullable String ofWhole) {
    return ofWhole == null ? null : ofWhole + "/" + part.opId();
  }

  @Override
  public boolean isOnce() {
    return true;
  }

  @Override
  public Cause cause() {
    return whole.cause();
  }

  @Override
  public MultiMap answerHeaders() {
    return answerHeaders;
  }

  @Override
  public Future<Void> answer(int code) {
    this.status = code;
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> answer(int code, String mediaType, Buffer content) {
    this.body = content.toString();
    return answer(code);
  }

  @Override
  public void keep(String mediaType, Buffer content) {
    // Nobody else asks for the same.
  }

  @Override
  public RoutingContext request() {
    throw new IllegalStateException(route.call() + " takes a connection of its own");
  }

  /** Was what is answered, or refused, done before? */
  boolean isReplayed() {
    return answerHeaders.contains("Idempotency-Replayed");
  }

  /** The answer, when the handler has given it. */
  PartAnswer answered() {
    return new PartAnswer(
        status,
        Optional.ofNullable(answerHeaders.get("ETag")),
        isReplayed(),
        Optional.ofNullable(body));
  }

  private static String path(String template, Map<String, String> given) {
    var names =
        PARAMETER
            .matcher(template)
            .results()
            .map(each -> each.group(1))
            .collect(Collectors.toSet());
    names.stream()
        .filter(name -> given.getOrDefault(name, "").isEmpty())
        .findFirst()
        .ifPresent(name -> refuse(name, "missing", "a value is required"));
    given.keySet().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(name -> refuse(name, "unknown", "known are " + Set.copyOf(names)));
    return PARAMETER
        .matcher(template)
        .replaceAll(each -> URLEncoder.encode(given.get(each.group(1)), StandardCharsets.UTF_8));
  }

  private static void refuse(String name, String code, String detail) {
    throw new EdgeRefusal(Problems.of(Refusal.Invalid.of("/path/" + name, code, detail)));
  }
}
