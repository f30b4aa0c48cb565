package hms.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * An HTTP client of the office. A request that meets a restart, a lost database or too much load is
 * sent again with the same Idempotency-Key until {@code patience} is over, but not where the answer
 * says that this will not help. Any thread; blocks.
 */
public final class ApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration REQUEST_MAX = Duration.ofSeconds(15);

  /** As long as an office takes a file in. */
  private static final Duration UPLOAD_MAX = Duration.ofMinutes(10);

  private static final Duration PAUSE = Duration.ofMillis(150);

  /** Whoever is to ask again later than this is told so. */
  private static final Duration RETRY_AFTER_MAX = Duration.ofMinutes(1);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final URI server;
  private final Optional<String> token;
  private final Duration patience;

  /**
   * @param server URL without a slash at the end
   * @param token bearer token; empty to ask as nobody in particular
   */
  public ApiClient(URI server, Optional<String> token, Duration patience) {
    this.server = server;
    this.token = token;
    this.patience = patience;
  }

  /** An answer of 2xx. */
  public record Reply(int status, JsonNode body, String etag, byte[] bytes, boolean replayed) {}

  /** Reads {@code path}, from /api/v1/... on. */
  public Reply get(String path) {
    return send(request("GET", path, Optional.empty(), Map.of()));
  }

  /** The same, as a type that the caller takes. */
  public Reply get(String path, String accept) {
    return send(request("GET", path, Optional.empty(), Map.of("Accept", accept)));
  }

  /** Sends a command with a new Idempotency-Key. */
  public Reply post(String path, JsonNode body) {
    return post(path, body, UUID.randomUUID().toString(), Map.of());
  }

  /** Sends a command about the version of an object that was seen. */
  public Reply post(String path, JsonNode body, String ifMatch) {
    return post(path, body, UUID.randomUUID().toString(), Map.of("If-Match", ifMatch));
  }

  /** Sends a command with the given key and more headers. */
  public Reply post(String path, JsonNode body, String key, Map<String, String> headers) {
    var all = new TreeMap<>(headers);
    all.put("Idempotency-Key", key);
    return send(request("POST", path, Optional.of(body), all));
  }

  /**
   * Sends a file with the given Idempotency-Key; no more of it is in memory than is on its way.
   * Whoever is refused by the headers alone sends nothing of it.
   *
   * @throws FileNotFoundException there is no such file, or it may not be read
   */
  public Reply upload(String path, Path file, String mediaType, String key)
      throws FileNotFoundException {
    var headers = Map.of("Idempotency-Key", key, "Content-Type", mediaType);
    return send(
        request("POST", path, BodyPublishers.ofFile(file), headers)
            .timeout(UPLOAD_MAX)
            .expectContinue(true)
            .build());
  }

  /** Changes the version of an object that was seen. */
  public Reply patch(String path, JsonNode body, String ifMatch) {
    return send(request("PATCH", path, Optional.of(body), Map.of("If-Match", ifMatch)));
  }

  /** Takes away the version of an object that was seen. */
  public Reply delete(String path, String ifMatch) {
    return send(request("DELETE", path, Optional.empty(), Map.of("If-Match", ifMatch)));
  }

  /** Takes something away. */
  public Reply delete(String path) {
    return send(request("DELETE", path, Optional.empty(), Map.of()));
  }

  private HttpRequest request(
      String method, String path, Optional<JsonNode> body, Map<String, String> headers) {
    var publisher =
        body.map(json -> BodyPublishers.ofString(json.toString()))
            .orElseGet(BodyPublishers::noBody);
    var all = new TreeMap<>(headers);
    if (body.isPresent()) all.put("Content-Type", "application/json");
    return request(method, path, publisher, all).build();
  }

  private HttpRequest.Builder request(
      String method, String path, BodyPublisher body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(server + path)).timeout(REQUEST_MAX).method(method, body);
    headers.forEach(request::setHeader);
    token.ifPresent(secret -> request.setHeader("Authorization", "Bearer " + secret));
    return request;
  }

  private Reply send(HttpRequest request) {
    Instant until = Instant.now().plus(patience);
    while (true) {
      boolean last = Instant.now().isAfter(until);
      try {
        var response = http.send(request, BodyHandlers.ofByteArray());
        if (last || !busy(response)) return reply(response);
      } catch (IOException unreached) {
        if (last) throw new Unreached(server, unreached);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new Unreached(server, interrupted);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static boolean busy(HttpResponse<byte[]> response) {
    return response.statusCode() == 503 || (response.statusCode() == 429 && passes(response));
  }

  /** Will there be room soon? A problem may say that there will not. */
  private static boolean passes(HttpResponse<byte[]> response) {
    long seconds =
        response
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("[0-9]{1,9}"))
            .map(Long::parseLong)
            .orElse(0L);
    return seconds <= RETRY_AFTER_MAX.toSeconds()
        && read(response.body()).path("retryable").asBoolean(true);
  }

  private static Reply reply(HttpResponse<byte[]> response) {
    var headers = response.headers();
    boolean json = headers.firstValue("Content-Type").orElse("").contains("json");
    JsonNode body = json ? read(response.body()) : JSON.nullNode();
    if (response.statusCode() >= 300) throw new ApiProblem(response.statusCode(), body);
    return new Reply(
        response.statusCode(),
        body,
        headers.firstValue("ETag").orElse(""),
        response.body(),
        headers.firstValue("Idempotency-Replayed").isPresent());
  }

  private static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException broken) {
      return JSON.nullNode();
    }
  }
}
