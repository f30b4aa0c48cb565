package hms;

import hms.domain.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** A request to the office, good or bad, exactly as it is written here. */
public final class Ask {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private final String method;
  private final String path;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private byte[] body = new byte[0];
  private boolean chunked;

  /**
   * @param path from {@code /api/v1} on, or from the root if it is written out
   */
  public Ask(String method, String path) {
    this.method = method;
    this.path =
        path.startsWith("/api/") || path.matches("/(docs(/.*)?|[a-z]+z|metrics)(\\?.*)?")
            ? path
            : "/api/v1" + path;
    with("X-Forwarded-For", anAddress());
  }

  /** Each request comes from an address of its own: who fails to sign in is counted by it. */
  private static String anAddress() {
    int n = ADDRESSES.incrementAndGet();
    return "10.%d.%d.%d".formatted(n >> 16 & 255, n >> 8 & 255, n & 255);
  }

  public static Ask get(String path) {
    return new Ask("GET", path);
  }

  public static Ask patch(String path) {
    return new Ask("PATCH", path);
  }

  /** A command with a fresh Idempotency-Key. */
  public static Ask post(String path) {
    return new Ask("POST", path).with("Idempotency-Key", UUID.randomUUID().toString());
  }

  /** Somebody signs in. */
  public static Answer signIn(Object claim) {
    return new Ask("POST", "/sessions").body(claim).send();
  }

  public Ask by(Role role) {
    return by(TestOffice.get().token(role));
  }

  public Ask by(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public Ask with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public String header(String name) {
    return headers.get(name);
  }

  public Ask without(String header) {
    headers.remove(header);
    return this;
  }

  public Ask seen(long version) {
    return with("If-Match", "\"v" + version + "\"");
  }

  public Ask body(Object json) {
    return bytes("application/json", json.toString().getBytes(StandardCharsets.UTF_8));
  }

  public Ask bytes(String type, byte[] content) {
    body = content.clone();
    return with("Content-Type", type);
  }

  /** Sends the body without saying how long it is. */
  public Ask chunked() {
    chunked = true;
    return this;
  }

  String method() {
    return method;
  }

  /** From the root, with the query. */
  public String path() {
    return path;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body.clone();
  }

  /** Sends it; every answer passes the checks that hold for all. */
  public Answer send() {
    return answer().checked(this);
  }

  /** Sends it again for as long as the office is too busy, or at work on the same request. */
  public Answer patiently() {
    var last = new AtomicReference<Answer>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          last.set(answer());
          return last.get().header("Retry-After").isEmpty();
        });
    return last.get().checked(this);
  }

  /** Sends it; the answer is not held against the contract, which may be what is asked for. */
  Answer unseen() {
    return answer();
  }

  /** Sends it, and reads the answer as it comes. */
  public HttpResponse<InputStream> open() {
    return sent(BodyHandlers.ofInputStream());
  }

  private Answer answer() {
    return Answer.of(sent(BodyHandlers.ofByteArray()));
  }

  private <T> HttpResponse<T> sent(HttpResponse.BodyHandler<T> reader) {
    var request =
        HttpRequest.newBuilder(URI.create(TestOffice.get().url() + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, publisher());
    headers.forEach(request::setHeader);
    try {
      return CLIENT.send(request.build(), reader);
    } catch (IOException e) {
      throw new UncheckedIOException(this + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    int shown = Math.min(body.length, 2000);
    return method + " " + path + " " + new String(body, 0, shown, StandardCharsets.UTF_8);
  }

  private BodyPublisher publisher() {
    var whole = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    return chunked ? BodyPublishers.fromPublisher(whole) : whole;
  }
}
