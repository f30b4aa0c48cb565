package hms.gateway.key;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.artisan.ArtisanKey;
import hms.domain.deadline.Deadline;
import hms.gateway.command.Mint;
import hms.gateway.http.OwnRows;
import hms.gateway.message.OfficeMessages;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.Timestamps;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** How a key follows another, and how keys end. The artisan is told of each. */
final class Rotation {
  static final String EXPIRE = "key.expire";
  static final String RETIRE = "key.retire";
  private static final int REASON_MAX = 200;

  private final OfficeMessages messages;
  private final Mint mint;

  Rotation(OfficeMessages messages, Mint mint) {
    this.messages = messages;
    this.mint = mint;
  }

  /** Puts a proved key in force; the former one verifies for a while. */
  Step<ArtisanKey> prove(
      PgStores tx, ArtisanKey found, Function<ArtisanKey, Outcome<ArtisanKey>> proof, Instant now) {
    return Step.from(tx.keys().lockActiveOf(found.artisan()))
        .then(former -> former.isEmpty() ? Step.done(found) : phaseOut(tx, former.get(), now))
        .then(former -> tx.keys().change(found.oid(), "prove", proof))
        .then(active -> tx.deadlines().drop(active.oid(), EXPIRE).map(dropped -> active));
  }

  Step<ArtisanKey> revoke(PgStores tx, Actor actor, KeyCommand.Revoke command, Instant now) {
    var rules = new Rules();
    String reason = rules.line("/reason", command.reason(), REASON_MAX);
    if (rules.broken() || reason == null) return Step.of(rules.refused());
    return tx.keys()
        .find(command.key())
        .decide(key -> OwnRows.visible(actor, key.artisan(), key, "key"))
        .then(key -> tx.keys().change(key.oid(), "revoke", found -> found.revoke(reason, now)))
        .then(key -> tx.deadlines().dropAll(key.oid()).map(dropped -> key))
        .map(key -> told(tx, key));
  }

  Step<ArtisanKey> expire(PgStores tx, UUID key, Instant now) {
    return tx.keys().change(key, "expire", found -> found.expire(now));
  }

  Step<ArtisanKey> retire(PgStores tx, UUID key, Instant now) {
    return tx.keys().change(key, "retire", found -> found.retire(now)).map(k -> told(tx, k));
  }

  /** A key that nobody proves lapses. */
  Step<ArtisanKey> expires(PgStores tx, ArtisanKey key) {
    return due(tx, key, EXPIRE, key.created().plus(ArtisanKey.PROOF));
  }

  /** What an artisan never proved makes room for what it will prove. */
  Step<List<ArtisanKey>> dropPending(PgStores tx, UUID artisan, Instant now) {
    return Step.from(tx.keys().lockInUseOf(artisan))
        .decide(Rotation::noneInForce)
        .then(keys ->
            Step.each(
                keys.stream().filter(key -> key.state() == ArtisanKey.State.PENDING).toList(),
                key ->
                    tx.keys()
                        .change(key.oid(), "revoke", k -> k.revoke("a new code was made", now))
                        .then(gone -> tx.deadlines().dropAll(key.oid()).map(done -> gone))));
  }

  private Step<ArtisanKey> phaseOut(PgStores tx, ArtisanKey former, Instant now) {
    return tx.keys()
        .change(former.oid(), "phase_out", found -> found.phaseOut(now))
        .then(key -> due(tx, key, RETIRE, key.modified().plus(ArtisanKey.OVERLAP)))
        .map(key -> told(tx, key));
  }

  private Step<ArtisanKey> due(PgStores tx, ArtisanKey key, String kind, Instant due) {
    var next = new Deadline(mint.id(), kind, key.oid(), Optional.of(key.artisan()), due);
    return tx.deadlines().set(next).map(set -> key);
  }

  private static Outcome<List<ArtisanKey>> noneInForce(List<ArtisanKey> keys) {
    boolean active = keys.stream().anyMatch(key -> key.state() == ArtisanKey.State.ACTIVE);
    return active
        ? Outcome.refused(
            new Refusal.WrongState(
                "active",
                "new_code",
                List.of("issue", "revoke"),
                "key-active",
                "a key is in force; the artisan rotates it by itself, or it is revoked first"))
        : Outcome.done(keys);
  }

  private ArtisanKey told(PgStores tx, ArtisanKey key) {
    var data =
        DomainJson.object()
            .put("key", key.oid().toString())
            .put("owner", key.artisan().toString())
            .put("state", Lifecycle.word(key.state()));
    if (key.retireAt() != null) data.put("retireAt", Timestamps.text(key.retireAt()));
    tx.messages().send(messages.about(key.artisan(), "key.changed", key.oid(), data));
    return key;
  }
}
