package hms.artisan;

import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.message.EnrolmentCode;
import hms.domain.message.HmacSecret;
import hms.domain.message.KeyAgreement;
import hms.domain.message.KeyProof;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;

/**
 * How an artisan gets its first key: hands in the code that a person gave it, agrees on a secret
 * with the office, and proves that it has derived it.
 */
public final class Enrolment {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final OfficeHttp http = new OfficeHttp();
  private final SecureRandom random;

  public Enrolment(SecureRandom random) {
    this.random = random;
  }

  /**
   * Enrols with an office that is reached by HTTPS, or on this machine.
   *
   * @param office URL without a slash at the end
   * @param typed the enrolment code as a person types it
   * @return fails with {@link OfficeProblem} if the office declines, with IllegalArgumentException
   *     if the code is none
   */
  public Future<Enrolled> enrol(URI office, String typed) {
    return switch (EnrolmentCode.parse(typed)) {
      case Refused<EnrolmentCode> refused ->
          Future.failedFuture(new IllegalArgumentException(refused.why().toString()));
      case Done<EnrolmentCode>(var code) -> agree(office, typed, code);
    };
  }

  private Future<Enrolled> agree(URI office, String typed, EnrolmentCode code) {
    var pair = KeyAgreement.generate(random);
    var request =
        new JsonObject()
            .put("code", typed)
            .put("algorithm", "hmac_sha256")
            .put("agreeKey", pair.agreeKey());
    return post(office, "/api/v1/enrolment", request)
        .compose(bootstrap -> prove(office, bootstrap, enrolled(bootstrap, pair, code)));
  }

  private Future<Enrolled> prove(URI office, JsonObject bootstrap, Enrolled enrolled) {
    var proof = new KeyProof(enrolled.key(), bootstrap.getString("challenge"));
    var request = new JsonObject().put("signature", proof.sign(enrolled.secret()));
    return post(office, "/api/v1/keys/" + enrolled.key() + "/prove", request).map(enrolled);
  }

  private static Enrolled enrolled(JsonObject bootstrap, KeyAgreement pair, EnrolmentCode code) {
    var key = UUID.fromString(bootstrap.getString("key"));
    HmacSecret secret =
        pair.secretForArtisan(bootstrap.getString("agreeKey"), key, code.hash()).orThrow();
    var broker = bootstrap.getJsonObject("broker");
    return new Enrolled(
        UUID.fromString(bootstrap.getString("artisan")),
        bootstrap.getString("queueId"),
        URI.create(bootstrap.getString("officeUrl")),
        new Enrolled.Broker(
            broker.getString("host"), broker.getInteger("port"), broker.getString("user")),
        key,
        secret);
  }

  private Future<JsonObject> post(URI office, String path, JsonObject body) {
    byte[] bytes = body.toBuffer().getBytes();
    return http.sendPatiently(() -> http.send("POST", URI.create(office + path), JSON, bytes));
  }
}
