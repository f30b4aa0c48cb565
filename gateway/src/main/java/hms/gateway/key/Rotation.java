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
import hms.storage.pg.PgKeyStore;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
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

  /** Where the key is kept: with those of artisans, or of channels. An artisan has no others. */
  static Step<PgKeyStore> storeOf(PgStores tx, UUID key) {
    if (tx.actor() instanceof Actor.Maker) return Step.done(tx.keys());
    return tx.keys()
        .find(key)
        .orAbsent()
        .map(found -> found.isPresent() ? tx.keys() : tx.channelKeys());
  }

  /** Puts a proved key in force; the former one verifies for a while. */
  Step<ArtisanKey> prove(
      PgStores tx,
      PgKeyStore store,
      ArtisanKey found,
      Function<ArtisanKey, Outcome<ArtisanKey>> proof,
      Instant now) {
    return Step.from(store.lockActiveOf(found.owner()))
        .then(
            former -> former.isEmpty() ? Step.done(found) : phaseOut(tx, store, former.get(), now))
        .then(former -> store.change(found.oid(), "prove", proof))
        .then(active -> tx.deadlines().drop(active.oid(), EXPIRE).map(dropped -> active));
  }

  Step<ArtisanKey> revoke(PgStores tx, Actor actor, KeyCommand.Revoke command, Instant now) {
    var rules = new Rules();
    String reason = rules.line("/reason", command.reason(), REASON_MAX);
    if (rules.broken() || reason == null) return Step.of(rules.refused());
    return storeOf(tx, command.key())
        .then(store ->
            store
                .find(command.key())
                .decide(key -> own(actor, store, key))
                .then(key -> store.change(key.oid(), "revoke", k -> k.revoke(reason, now))))
        .then(key -> tx.deadlines().dropAll(key.oid()).map(dropped -> key))
        .map(key -> told(tx, key));
  }

  Step<ArtisanKey> expire(PgStores tx, UUID key, Instant now) {
    return storeOf(tx, key).then(store -> store.change(key, "expire", found -> found.expire(now)));
  }

  Step<ArtisanKey> retire(PgStores tx, UUID key, Instant now) {
    return storeOf(tx, key)
        .then(store -> store.change(key, "retire", found -> found.retire(now)))
        .map(retired -> told(tx, retired));
  }

  /** A key that nobody proves lapses. */
  Step<ArtisanKey> expires(PgStores tx, PgKeyStore store, ArtisanKey key) {
    return due(tx, store, key, EXPIRE, key.created().plus(ArtisanKey.PROOF));
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

  private static Outcome<ArtisanKey> own(Actor actor, PgKeyStore store, ArtisanKey key) {
    boolean foreign =
        actor instanceof Actor.Storefront(var channel, var name)
            && (store.artisan(key).isPresent() || !key.owner().equals(channel));
    // As one that nobody has is answered to a storefront.
    return foreign
        ? Outcome.refused(new Refusal.NotFound("channel-key"))
        : OwnRows.visible(actor, key.owner(), key, "key");
  }

  private Step<ArtisanKey> phaseOut(PgStores tx, PgKeyStore store, ArtisanKey former, Instant now) {
    return store
        .change(former.oid(), "phase_out", found -> found.phaseOut(now))
        .then(key -> due(tx, store, key, RETIRE, key.modified().plus(ArtisanKey.OVERLAP)))
        .map(key -> told(tx, key));
  }

  private Step<ArtisanKey> due(
      PgStores tx, PgKeyStore store, ArtisanKey key, String kind, Instant due) {
    var next = new Deadline(mint.id(), kind, key.oid(), store.artisan(key), due);
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
            .put("owner", key.owner().toString())
            .put("state", Lifecycle.word(key.state()));
    if (key.retireAt() != null) data.put("retireAt", Timestamps.text(key.retireAt()));
    tx.messages().send(messages.about(key.owner(), "key.changed", key.oid(), data));
    return key;
  }
}
