package hms.gateway.key;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Permission;
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
import hms.gateway.message.OfficeMessages;
import hms.gateway.trust.KeyRing;
import hms.gateway.trust.Secrets;
import hms.storage.Step;
import hms.storage.pg.PgKeyStore;
import hms.storage.pg.PgStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The use cases of keys. Source: the table of keys in docs/messages.md. */
public final class KeyService implements UseCases<KeyCommand, KeyResult> {
  public static final Service<KeyCommand, KeyResult> SERVICE =
      new Service<>("key", KeyResult.class);
  static final String ALGORITHM = "hmac_sha256";
  private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(10);

  private final KeyRing keys;
  private final Rotation rotation;
  private final Mint mint;

  public KeyService(KeyRing keys, OfficeMessages messages, Mint mint) {
    this.keys = keys;
    this.rotation = new Rotation(messages, mint);
    this.mint = mint;
  }

  @Override
  public Step<KeyResult> perform(PgStores tx, Actor actor, KeyCommand command) {
    Instant now = mint.now();
    return Step.of(allowed(actor, command))
        .then(allowed ->
            switch (command) {
              case KeyCommand.Enrol enrol -> enrol(tx, enrol);
              case KeyCommand.Issue issue -> issue(tx, actor, issue);
              case KeyCommand.IssueToChannel issue -> issueToChannel(tx, actor, issue);
              case KeyCommand.Challenge(var key) -> challenge(tx, key, now);
              case KeyCommand.Prove(var key, var signature) -> prove(tx, key, signature);
              case KeyCommand.Revoke revoke ->
                  rotation.revoke(tx, actor, revoke, now).map(KeyService::changed);
              case KeyCommand.Expire(var key) ->
                  rotation.expire(tx, key, now).map(KeyService::changed);
              case KeyCommand.Retire(var key) ->
                  rotation.retire(tx, key, now).map(KeyService::changed);
              case KeyCommand.NewCode(var artisan) -> newCode(tx, artisan, now);
              case KeyCommand.OpenBrokerAccount(var artisan) -> openAccount(tx, actor, artisan);
            });
  }

  /** Whoever has the code, or the new key itself, needs nothing else. */
  private static Outcome<Actor> allowed(Actor actor, KeyCommand command) {
    return switch (command) {
      case KeyCommand.Enrol enrol -> Outcome.done(actor);
      case KeyCommand.Challenge challenge -> Outcome.done(actor);
      case KeyCommand.Prove prove -> Outcome.done(actor);
      case KeyCommand.Issue issue -> Permission.KEYS_EDIT.needed(actor);
      case KeyCommand.IssueToChannel issue -> Permission.MESSAGES_EXCHANGE.needed(actor);
      case KeyCommand.Revoke revoke when actor instanceof Actor.Storefront ->
          Permission.MESSAGES_EXCHANGE.needed(actor);
      case KeyCommand.Revoke revoke -> Permission.KEYS_EDIT.needed(actor);
      case KeyCommand.OpenBrokerAccount open -> Permission.KEYS_EDIT.needed(actor);
      case KeyCommand.NewCode code -> Permission.ARTISANS_MANAGE.needed(actor);
      case KeyCommand.Expire expire -> Permission.HOUSE_ACT.needed(actor);
      case KeyCommand.Retire retire -> Permission.HOUSE_ACT.needed(actor);
    };
  }

  private Step<KeyResult> enrol(PgStores tx, KeyCommand.Enrol command) {
    return Step.of(offered(command.algorithm()))
        .decide(algorithm -> EnrolmentCode.parse(command.code()))
        .then(code ->
            Step.from(tx.keys().useEnrolment(code.hash(), mint.now()))
                .decide(KeyService::knownCode)
                .then(artisan -> tx.artisans().find(artisan))
                .then(artisan -> issue(tx, artisan, code.hash(), command.agreeKey())));
  }

  /** The next key; a fixed salt, for both sides know each other already. */
  private Step<KeyResult> issue(PgStores tx, Actor actor, KeyCommand.Issue command) {
    return Step.of(offered(command.algorithm()))
        .then(algorithm -> tx.artisans().find(command.artisan()))
        .decide(found -> OwnRows.visible(actor, found.oid(), found, "artisan"))
        .decide(found -> rotates(actor, found))
        .then(artisan -> issue(tx, artisan, KeyAgreement.rotationSalt(), command.agreeKey()));
  }

  private static Outcome<Artisan> rotates(Actor actor, Artisan artisan) {
    if (!(actor instanceof Actor.Maker)) {
      return denied("an artisan rotates its key itself; make an enrolment code instead");
    }
    return artisan.state() == Artisan.State.CLOSED
        ? denied("the contract has ended")
        : Outcome.done(artisan);
  }

  private static <T> Outcome<T> denied(String rule) {
    return Outcome.refused(new Refusal.Denied(rule, List.of()));
  }

  private static Outcome<String> offered(String algorithm) {
    return algorithm.equals(ALGORITHM)
        ? Outcome.done(algorithm)
        : Outcome.refused(
            Refusal.Invalid.of("/algorithm", "algorithm", "only " + ALGORITHM + " is offered"));
  }

  private Step<KeyResult> issue(PgStores tx, Artisan artisan, byte[] salt, String agreeKey) {
    String queue = String.valueOf(artisan.queueId());
    return issue(tx, tx.keys(), new Holder(artisan.oid(), queue), salt, agreeKey);
  }

  /**
   * Its token tells the office who asks; so no code is needed, and the salt is that of a rotation.
   */
  private Step<KeyResult> issueToChannel(
      PgStores tx, Actor actor, KeyCommand.IssueToChannel command) {
    return Step.of(offered(command.algorithm()))
        .decide(algorithm -> OwnRows.channel(actor, command.channel()))
        .then(channel ->
            issue(
                tx,
                tx.channelKeys(),
                new Holder(channel, channel.toString()),
                KeyAgreement.rotationSalt(),
                command.agreeKey()));
  }

  /** Who gets a key, and what its account at the broker is called. */
  private record Holder(UUID oid, String account) {}

  private Step<KeyResult> issue(
      PgStores tx, PgKeyStore keyStore, Holder holder, byte[] salt, String otherKey) {
    var pair = KeyAgreement.generate(mint.random());
    UUID oid = mint.id();
    Instant now = mint.now();
    String challenge = KeyProof.challenge(mint.bytes(KeyProof.CHALLENGE_BYTES));
    return Step.of(pair.secretForOffice(otherKey, oid, salt))
        .map(secret -> pending(oid, holder.oid(), secret, now))
        .then(key -> keyStore.issue(key, challenge, now.plus(CHALLENGE_LIFE)))
        .then(key -> rotation.expires(tx, keyStore, key))
        .map(key ->
            new KeyResult.Issued(holder.account(), KeyView.of(key), challenge, pair.agreeKey()));
  }

  private Step<KeyResult> challenge(PgStores tx, UUID oid, Instant now) {
    String challenge = KeyProof.challenge(mint.bytes(KeyProof.CHALLENGE_BYTES));
    return Rotation.storeOf(tx, oid)
        .then(store ->
            store
                .find(oid)
                .decide(KeyService::stillPending)
                .then(key ->
                    Step.from(store.challenge(oid, challenge, now.plus(CHALLENGE_LIFE)))
                        .map(set -> new KeyResult.Challenged(KeyView.of(key), challenge))));
  }

  private static Outcome<ArtisanKey> stillPending(ArtisanKey key) {
    return key.state() == ArtisanKey.State.PENDING
        ? Outcome.done(key)
        : Outcome.refused(new Refusal.NotFound("pending key"));
  }

  /** Only for an artisan that could not ask by itself. */
  private Step<KeyResult> newCode(PgStores tx, UUID oid, Instant now) {
    var code = EnrolmentCode.of(mint.bytes(EnrolmentCode.SEED_BYTES));
    return tx.artisans()
        .lock(oid)
        .decide(KeyService::underContract)
        .then(artisan -> rotation.dropPending(tx, oid, now))
        .then(gone ->
            Step.from(tx.keys().addEnrolment(oid, code.hash(), now, now.plus(EnrolmentCode.LIFE))))
        .map(added -> new KeyResult.Code(code.shown()));
  }

  private static Outcome<Artisan> underContract(Artisan artisan) {
    boolean under =
        artisan.state() == Artisan.State.ACTIVE || artisan.state() == Artisan.State.SUSPENDED;
    String from = Lifecycle.word(artisan.state());
    return under
        ? Outcome.done(artisan)
        : Outcome.refused(
            new Refusal.WrongState(
                from,
                "new_code",
                List.of(),
                "no-contract",
                "artisan is " + from + "; codes are for active and suspended ones"));
  }

  private ArtisanKey pending(UUID oid, UUID owner, HmacSecret secret, Instant now) {
    byte[] wrapped = keys.wrap(secret, owner, oid);
    return ArtisanKey.issued(oid, owner, wrapped, KeyRing.fingerprint(secret), now);
  }

  private Step<KeyResult> prove(PgStores tx, UUID oid, String signature) {
    Instant now = mint.now();
    return Rotation.storeOf(tx, oid)
        .then(store ->
            Step.from(store.challenge(oid, now))
                .decide(KeyService::freshChallenge)
                .then(challenge -> prove(tx, store, new KeyProof(oid, challenge), signature, now)))
        .map(KeyService::changed);
  }

  private Step<ArtisanKey> prove(
      PgStores tx, PgKeyStore store, KeyProof proof, String signature, Instant now) {
    return store
        .find(proof.key())
        .then(key ->
            rotation.prove(
                tx,
                store,
                key,
                found ->
                    proof.verify(keys.secret(found), signature).then(genuine -> found.prove(now)),
                now));
  }

  private static KeyResult changed(ArtisanKey key) {
    return new KeyResult.Changed(KeyView.of(key));
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
