package hms.gateway.key;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanKey;
import hms.domain.message.EnrolmentCode;
import hms.domain.message.HmacSecret;
import hms.domain.message.KeyAgreement;
import hms.domain.message.KeyProof;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.http.OwnRows;
import hms.gateway.trust.KeyRing;
import hms.gateway.trust.Secrets;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The use cases of keys. Source: the table of keys in docs/messages.md. */
public final class KeyService implements UseCases<KeyCommand, KeyResult> {
  public static final Service<KeyCommand, KeyResult> SERVICE =
      new Service<>("key", KeyResult.class);
  static final String ALGORITHM = "hmac_sha256";
  private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(10);

  private final KeyRing keys;
  private final Mint mint;

  public KeyService(KeyRing keys, Mint mint) {
    this.keys = keys;
    this.mint = mint;
  }

  @Override
  public Step<KeyResult> perform(PgStores tx, Actor actor, KeyCommand command) {
    return switch (command) {
      case KeyCommand.Enrol enrol -> enrol(tx, enrol);
      case KeyCommand.Prove(var key, var signature) -> prove(tx, key, signature);
      case KeyCommand.OpenBrokerAccount(var artisan) -> openAccount(tx, actor, artisan);
    };
  }

  private Step<KeyResult> enrol(PgStores tx, KeyCommand.Enrol command) {
    if (!command.algorithm().equals(ALGORITHM)) {
      return Step.refused(
          Refusal.Invalid.of("/algorithm", "algorithm", "only " + ALGORITHM + " is offered"));
    }
    return Step.of(EnrolmentCode.parse(command.code()))
        .then(code ->
            Step.from(tx.keys().useEnrolment(code.hash(), mint.now()))
                .decide(KeyService::knownCode)
                .then(artisan -> tx.artisans().find(artisan))
                .then(artisan -> issue(tx, artisan, code, command.agreeKey())));
  }

  private Step<KeyResult> issue(
      PgStores tx, Artisan artisan, EnrolmentCode code, String artisanKey) {
    var pair = KeyAgreement.generate(mint.random());
    UUID oid = mint.id();
    Instant now = mint.now();
    String challenge = KeyProof.challenge(mint.bytes(KeyProof.CHALLENGE_BYTES));
    return Step.of(pair.secretForOffice(artisanKey, oid, code.hash()))
        .map(secret -> pending(oid, artisan.oid(), secret, now))
        .then(key -> tx.keys().issue(key, challenge, now.plus(CHALLENGE_LIFE)))
        .map(key -> new KeyResult.Issued(artisan, key, challenge, pair.agreeKey()));
  }

  private ArtisanKey pending(UUID oid, UUID artisan, HmacSecret secret, Instant now) {
    byte[] wrapped = keys.wrap(secret, artisan, oid);
    String fingerprint = KeyRing.fingerprint(secret);
    return new ArtisanKey(
        oid, 1, now, now, artisan, wrapped, fingerprint, ArtisanKey.State.PENDING);
  }

  private Step<KeyResult> prove(PgStores tx, UUID oid, String signature) {
    Instant now = mint.now();
    return Step.from(tx.keys().challenge(oid, now))
        .decide(KeyService::freshChallenge)
        .then(challenge ->
            tx.keys()
                .change(
                    oid,
                    "prove",
                    key ->
                        new KeyProof(oid, challenge)
                            .verify(keys.open(key).secret(), signature)
                            .then(proof -> key.prove(now))))
        .map(KeyResult.Proved::new);
  }

  private Step<KeyResult> openAccount(PgStores tx, Actor actor, UUID oid) {
    String password = Secrets.password(mint.random());
    return tx.artisans()
        .find(oid)
        .decide(found -> OwnRows.visible(actor, oid, found, "artisan"))
        .decide(KeyService::withQueue)
        .then(queue ->
            Step.from(tx.keys().putBrokerAccount(oid, queue, Secrets.hash(password)))
                .map(put -> new KeyResult.Account(queue, password)));
  }

  /**
   * A code that is unknown, used or too old: one answer for all, so that guessing tells nothing.
   */
  private static Outcome<UUID> knownCode(Optional<UUID> artisan) {
    return artisan
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Refusal.Untrusted("enrolment code")));
  }

  private static Outcome<String> freshChallenge(Optional<String> challenge) {
    return challenge
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Refusal.NotFound("pending key")));
  }

  private static Outcome<String> withQueue(Artisan artisan) {
    return artisan.queueId() != null
        ? Outcome.done(artisan.queueId())
        : Outcome.refused(new Refusal.NotFound("queue"));
  }
}
