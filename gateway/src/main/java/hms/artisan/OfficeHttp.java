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

/** JSON over the JDK's HTTP client: no event loop is held, no redirect followed. */
final class OfficeHttp {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration REQUEST_MAX = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

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
