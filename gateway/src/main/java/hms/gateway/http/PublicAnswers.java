package hms.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives answers of the catalogue out of memory, before a call is routed. Everything else about such
 * a call is as it would be: it is counted against its caller's allowance, has its own request id,
 * and is told to the observers. Refusals are not remembered. For one event loop.
 */
final class PublicAnswers {
  /** What caches elsewhere may do with an answer of the catalogue, we may do. */
  static final Duration KEEP = Duration.ofSeconds(30);

  private static final long BYTES_MAX = 8L << 20;
  private static final String KEEPER = "hms.public-answers";

  private static final CharSequence SIGNATURE = HttpHeaders.createOptimized("signature-input");

  /** Headers that belong to the answer, and not to the call or to all answers. */
  private static final List<CharSequence> TAGS =
      List.of(HttpHeaders.ETAG, HttpHeaders.CACHE_CONTROL);

  /** More of them, which who has the answer has too. Source: RFC 9110, 15.4.5. */
  private static final List<CharSequence> MORE =
      List.of(
          HttpHeaders.createOptimized("link"),
          HttpHeaders.createOptimized("cross-origin-resource-policy"));

  private final PublicCache<Remembered> cache;
  private final RateLimit rates;
  private final Observation observation;

  /** A header as it goes over the wire. */
  private record Header(CharSequence name, CharSequence value) {}

  private record Remembered(
      String operation,
      List<Header> tags,
      List<Header> more,
      CharSequence mediaType,
      @Nullable String tag,
      Buffer body) {}

  /**
   * @param fresh how long an answer is given without looking; zero: always looks
   */
  PublicAnswers(Duration fresh, RateLimit rates, Observation observation, InstantSource clock) {
    this.cache = new PublicCache<>(fresh, KEEP, BYTES_MAX, clock);
    this.rates = rates;
    this.observation = observation;
  }

  /** Answers, if that can be done out of memory; else the call goes its way. */
  boolean given(HttpServerRequest request) {
    if (!isPlain(request)) return false;
    long began = System.nanoTime();
    var found = cache.get(request.uri()).filter(answer -> isTaken(request, answer));
    if (found.isEmpty()) return false;
    var answer = found.get();
    boolean known = isKnown(request, answer);
    if (!rates.admitAnyone(request, known)) return false;
    String id = RequestHeaders.id(request);
    if (known) {
      RequestHeaders.addId(request.response(), id);
    } else {
      RequestHeaders.add(request.response(), id);
    }
    send(request, answer, known)
        .onComplete(
            sent -> observation.answered(request, id, answer.operation(), sent.succeeded(), began));
    return true;
  }

  /** Answers a call whose answer cannot be had today with that of a moment ago. */
  boolean givenInstead(RoutingContext context, int status) {
    var request = context.request();
    if (!isPlain(request)) return false;
    // What is hidden now must not be told any more.
    if (status == 404) cache.remove(request.uri());
    if (status != 503) return false;
    var known = cache.last(request.uri()).filter(answer -> isTaken(request, answer));
    var unused = known.map(answer -> send(request, answer, isKnown(request, answer)));
    return known.isPresent();
  }

  /** The answer to this call may be remembered, if it says that everybody may keep it. */
  void expect(RoutingContext context) {
    if (isPlain(context.request())) context.put(KEEPER, this);
  }

  /** Remembers an answer that has all of its headers but its type. */
  static void keep(RoutingContext context, String mediaType, Buffer body) {
    PublicAnswers keeper = context.get(KEEPER);
    String cached = context.response().headers().get(HttpHeaders.CACHE_CONTROL);
    if (keeper == null || cached == null || !cached.startsWith("public, max-age")) return;
    keeper.cache.put(context.request().uri(), remembered(context, mediaType, body), body.length());
  }

  /** Nothing but the address says what is asked for, and by whom does not matter. */
  private static boolean isPlain(HttpServerRequest request) {
    var headers = request.headers();
    return request.method() == HttpMethod.GET
        && !headers.contains(HttpHeaders.AUTHORIZATION)
        && !headers.contains(SIGNATURE)
        && !headers.contains(HttpHeaders.CONTENT_LENGTH)
        && !headers.contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private static boolean isTaken(HttpServerRequest request, Remembered answer) {
    String accept = request.headers().get(HttpHeaders.ACCEPT);
    return accept == null || accept.equals("*/*") || accept.contentEquals(answer.mediaType());
  }

  private static Remembered remembered(RoutingContext context, String mediaType, Buffer body) {
    var from = context.response().headers();
    return new Remembered(
        Observation.operation(context),
        picked(from, TAGS),
        picked(from, MORE),
        HttpHeaders.createOptimized(mediaType),
        from.get(HttpHeaders.ETAG),
        body.copy());
  }

  private static List<Header> picked(MultiMap from, List<CharSequence> names) {
    return names.stream()
        .filter(from::contains)
        .map(name -> new Header(name, HttpHeaders.createOptimized(from.get(name))))
        .toList();
  }

  private static boolean isKnown(HttpServerRequest request, Remembered answer) {
    return answer.tag() != null && EntityTag.known(request, answer.tag());
  }

  private static Future<Void> send(HttpServerRequest request, Remembered answer, boolean known) {
    var response = request.response();
    put(response, answer.tags());
    if (known) return response.setStatusCode(304).end();
    put(response, answer.more());
    return response.putHeader(HttpHeaders.CONTENT_TYPE, answer.mediaType()).end(answer.body());
  }

  private static void put(HttpServerResponse response, List<Header> headers) {
    for (var header : headers) {
      var unused = response.putHeader(header.name(), header.value());
    }
  }
}
