package hms.artisan;

import hms.domain.message.ContentDigest;
import hms.domain.message.RequestSignature;
import hms.domain.message.SignedRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Requests to the office, each signed with the artisan's key (RFC 9421, profile hms-v1). */
public final class SignedHttp {
  private static final int NONCE_BYTES = 16;

  private final OfficeHttp http = new OfficeHttp();
  private final Enrolled enrolled;
  private final InstantSource clock;
  private final SecureRandom random;

  public SignedHttp(Enrolled enrolled, InstantSource clock, SecureRandom random) {
    this.enrolled = enrolled;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Reads a resource.
   *
   * @param path from {@code /api/v1/...} on, with query
   * @return fails with {@link OfficeProblem} unless the status is 2xx
   */
  public Future<JsonObject> get(String path) {
    return http.sendPatiently(() -> send("GET", path, new HashMap<>(), new byte[0]));
  }

  /** Sends a command with a new idempotency key; otherwise as {@link #get}. */
  public Future<JsonObject> post(String path, JsonObject body) {
    return post(path, body, Map.of());
  }

  /** Sends a command with more headers, such as {@code If-Match}. */
  public Future<JsonObject> post(String path, JsonObject body, Map<String, String> more) {
    var headers = new HashMap<>(more);
    headers.put("Idempotency-Key", nonce());
    return send("POST", path, "application/json", headers, body.toBuffer().getBytes());
  }

  /**
   * Changes some members of a resource.
   *
   * @param seen the version that was seen
   */
  public Future<JsonObject> patch(String path, JsonObject changes, long seen) {
    var headers = new HashMap<>(Map.of("If-Match", "\"v" + seen + "\""));
    byte[] body = changes.toBuffer().getBytes();
    return send("PATCH", path, "application/merge-patch+json", headers, body);
  }

  /** Stores bytes under a path that the caller has chosen. */
  public Future<JsonObject> put(String path, String mediaType, byte[] bytes) {
    return send("PUT", path, mediaType, new HashMap<>(), bytes);
  }

  /** A new password for this artisan's account at the broker; the former one ends. */
  public Future<BrokerAccount> brokerAccount() {
    return post("/api/v1/artisans/" + enrolled.artisan() + "/broker-account", new JsonObject())
        .compose(made ->
            made.getString("password") == null
                ? brokerAccount() // the answer that had it was lost on the way
                : Future.succeededFuture(
                    new BrokerAccount(made.getString("user"), made.getString("password"))));
  }

  private Future<JsonObject> send(
      String method, String path, String mediaType, Map<String, String> headers, byte[] body) {
    headers.put("Content-Type", mediaType);
    headers.put("Content-Digest", ContentDigest.of(body));
    return http.sendPatiently(() -> send(method, path, new HashMap<>(headers), body));
  }

  private Future<JsonObject> send(
      String method, String path, Map<String, String> headers, byte[] body) {
    URI target = URI.create(enrolled.office() + path);
    var signed =
        RequestSignature.sign(
            new SignedRequest(method, target.toString(), headers),
            enrolled.key(),
            enrolled.secret(),
            clock.instant(),
            nonce());
    headers.put("Signature-Input", signed.input());
    headers.put("Signature", signed.signature());
    return http.send(method, target, headers, body);
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
