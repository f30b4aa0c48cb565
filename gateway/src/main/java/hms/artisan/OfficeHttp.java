package hms.artisan;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** JSON over the JDK's HTTP client: no event loop is held, no redirect followed. */
final class OfficeHttp {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration REQUEST_MAX = Duration.ofSeconds(15);

  private static final int ATTEMPTS = 50;
  private static final long PAUSE_MILLIS = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * As {@link #send}, but while the office says that it cannot answer now, the request is made anew
   * and sent again, for about ten seconds.
   *
   * @param request makes the request, freshly signed
   */
  Future<JsonObject> sendPatiently(Supplier<Future<JsonObject>> request) {
    return sendPatiently(request, ATTEMPTS);
  }

  private static Future<JsonObject> sendPatiently(
      Supplier<Future<JsonObject>> request, int attempts) {
    return request
        .get()
        .recover(failure ->
            attempts > 1 && failure instanceof OfficeProblem problem && problem.status() == 503
                ? later().compose(now -> sendPatiently(request, attempts - 1))
                : Future.failedFuture(failure));
  }

  private static Future<Void> later() {
    var pause = CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return Future.fromCompletionStage(CompletableFuture.runAsync(() -> {}, pause));
  }

  /**
   * The JSON of a 2xx answer.
   *
   * @param body empty for none
   * @return fails with {@link OfficeProblem} for any other status
   */
  Future<JsonObject> send(String method, URI target, Map<String, String> headers, byte[] body) {
    var request = HttpRequest.newBuilder(target).timeout(REQUEST_MAX);
    headers.forEach(request::setHeader);
    var publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    var answer =
        client.sendAsync(request.method(method, publisher).build(), BodyHandlers.ofString());
    return Future.fromCompletionStage(answer).compose(OfficeHttp::read);
  }

  private static Future<JsonObject> read(HttpResponse<String> answer) {
    boolean good = answer.statusCode() / 100 == 2;
    try {
      var json = answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
      return good
          ? Future.succeededFuture(json)
          : Future.failedFuture(new OfficeProblem(answer.statusCode(), json));
    } catch (DecodeException notJson) {
      return good
          ? Future.failedFuture(notJson)
          : Future.failedFuture(new OfficeProblem(answer.statusCode(), new JsonObject()));
    }
  }
}
