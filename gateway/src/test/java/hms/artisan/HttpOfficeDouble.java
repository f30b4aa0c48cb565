package hms.artisan;

import hms.domain.message.ContentDigest;
import hms.domain.message.EnrolmentCode;
import hms.domain.message.HmacSecret;
import hms.domain.message.KeyAgreement;
import hms.domain.message.KeyProof;
import hms.domain.message.RequestSignature;
import hms.domain.message.SignatureInput;
import hms.domain.message.SignedRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The HTTP face of an office that knows one code, and checks what it is sent. */
final class HttpOfficeDouble {
  static final EnrolmentCode CODE = EnrolmentCode.of(new byte[20]);
  private static final KeyProof PROOF = new KeyProof(Letters.KEY, "a-challenge");

  private final Enrolled artisan = Letters.enrolled(5672);
  private @Nullable String url;
  private @Nullable HmacSecret secret;
  private boolean proved;

  /** Completes with its URL. */
  Future<URI> open(Vertx vertx) {
    return vertx
        .createHttpServer()
        .requestHandler(request ->
            request
                .body()
                .compose(body -> answer(request, body))
                .onFailure(defect -> request.response().setStatusCode(500).end()))
        .listen(0, "127.0.0.1")
        .map(server -> URI.create("http://127.0.0.1:" + server.actualPort()))
        .onSuccess(made -> url = made.toString());
  }

  /** Whether the new key was proved. */
  boolean proved() {
    return proved;
  }

  private Future<Void> answer(HttpServerRequest request, Buffer body) {
    var json = body.length() == 0 ? new JsonObject() : body.toJsonObject();
    return switch (request.path().substring(request.path().lastIndexOf('/') + 1)) {
      case "enrolment" -> enrol(request, json);
      case "prove" -> prove(request, json);
      case "broker-account" -> brokerAccount(request, body);
      default -> whoAmI(request, body);
    };
  }

  private Future<Void> enrol(HttpServerRequest request, JsonObject json) {
    if (!json.getString("code").equals(CODE.shown())) return refuse(request);
    var pair = KeyAgreement.generate(new SecureRandom());
    secret = pair.secretForOffice(json.getString("agreeKey"), Letters.KEY, CODE.hash()).orThrow();
    var broker =
        new JsonObject()
            .put("host", artisan.broker().host())
            .put("port", artisan.broker().port())
            .put("user", artisan.queueId());
    return answer(
        request,
        201,
        new JsonObject()
            .put("artisan", artisan.artisan().toString())
            .put("queueId", artisan.queueId())
            .put("officeUrl", url)
            .put("broker", broker)
            .put("key", Letters.KEY.toString())
            .put("challenge", PROOF.challenge())
            .put("agreeKey", pair.agreeKey()));
  }

  private Future<Void> prove(HttpServerRequest request, JsonObject json) {
    PROOF.verify(secret(), json.getString("signature")).orThrow();
    proved = true;
    return answer(request, 200, new JsonObject().put("state", "active"));
  }

  private Future<Void> brokerAccount(HttpServerRequest request, Buffer body) {
    if (!genuine(request, body) || request.getHeader("Idempotency-Key").length() < 16) {
      return refuse(request);
    }
    var account = new JsonObject().put("user", artisan.queueId()).put("password", "once");
    return answer(request, 201, account);
  }

  private Future<Void> whoAmI(HttpServerRequest request, Buffer body) {
    return genuine(request, body)
        ? answer(request, 200, new JsonObject().put("query", request.query()))
        : refuse(request);
  }

  private boolean genuine(HttpServerRequest request, Buffer body) {
    var headers = new HashMap<String, String>();
    request.headers().forEach(each -> headers.put(each.getKey(), each.getValue()));
    var signed = new SignedRequest(request.method().name(), url + request.uri(), headers);
    var input = SignatureInput.parse(request.getHeader("Signature-Input")).orThrow();
    var outcome =
        RequestSignature.verify(signed, input, request.getHeader("Signature"), secret())
            .then(good -> good.at(Instant.now()));
    String digest = request.getHeader("Content-Digest");
    return outcome.orThrow().key().equals(Letters.KEY)
        && (digest == null || ContentDigest.matches(digest, body.getBytes()));
  }

  private HmacSecret secret() {
    return Objects.requireNonNull(secret, "nobody has enrolled");
  }

  private static Future<Void> refuse(HttpServerRequest request) {
    var problem = new JsonObject().put("code", "untrusted").put("detail", "not proved");
    return answer(request, 401, problem);
  }

  private static Future<Void> answer(HttpServerRequest request, int status, JsonObject json) {
    return request.response().setStatusCode(status).end(json.toBuffer()).mapEmpty();
  }
}
