package hms.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.Refusal;
import hms.gateway.command.Request.Repeat;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgIdempotencyStore.Stored;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Carries out a command once, however often it is sent: the key is claimed, the effect is made and
 * the answer is stored in one transaction, so there is no instant at which one exists without the
 * others. Source: the Idempotency-Key header, docs/http-api.md.
 */
public final class Once<C, R> {
  private final PgStores stores;
  private final Class<R> result;
  private final UseCases<C, R> useCases;

  public Once(PgStores stores, Class<R> result, UseCases<C, R> useCases) {
    this.stores = stores;
    this.result = result;
    this.useCases = useCases;
  }

  public Future<Answer<R>> perform(Request<C> request) {
    if (request.rehearsal()) return rehearse(request);
    var repeat = request.repeat();
    if (repeat == null) {
      return stores
          .transact(
              request.actor(),
              request.cause(),
              tx -> useCases.perform(tx, request.actor(), request.command()))
          .map(Answer::fresh);
    }
    return stores
        .transact(request.actor(), request.cause(), tx -> claimed(tx, request, repeat))
        .map(outcome -> unfold(outcome));
  }

  /** All is done and checked, then undone. Codes that nobody can use are not shown. */
  private Future<Answer<R>> rehearse(Request<C> request) {
    return stores
        .rehearse(
            request.actor(),
            request.cause(),
            tx -> useCases.perform(tx, request.actor(), request.command()))
        .map(outcome -> Answer.rehearsal(outcome.map(this::withoutSecrets)));
  }

  private R withoutSecrets(R value) {
    return value instanceof ShownOnce<?> secret ? result.cast(secret.withoutSecrets()) : value;
  }

  private Step<Answer<R>> claimed(PgStores tx, Request<C> request, Repeat repeat) {
    return tx.idempotency()
        .claim(repeat.key(), repeat.fingerprint())
        .then(first -> first ? first(tx, request, repeat) : again(tx, repeat));
  }

  private Step<Answer<R>> first(PgStores tx, Request<C> request, Repeat repeat) {
    return tx.attempt(() -> useCases.perform(tx, request.actor(), request.command()))
        .then(outcome ->
            Step.from(tx.idempotency().store(repeat.key(), text(outcome)))
                .map(stored -> Answer.fresh(outcome)));
  }

  private Step<Answer<R>> again(PgStores tx, Repeat repeat) {
    return Step.from(tx.idempotency().stored(repeat.key()))
        .decide(stored -> replay(stored, repeat));
  }

  private Outcome<Answer<R>> replay(Optional<Stored> found, Repeat repeat) {
    if (found.isEmpty() || found.get().outcome() == null) {
      return Outcome.refused(new Refusal.InProgress());
    }
    if (!MessageDigest.isEqual(found.get().fingerprint(), repeat.fingerprint())) {
      return Outcome.refused(new Refusal.KeyReused(repeat.key()));
    }
    return Outcome.done(Answer.stored(outcome(found.get().outcome())));
  }

  private static <R> Answer<R> unfold(Outcome<Answer<R>> outcome) {
    return switch (outcome) {
      case Done<Answer<R>>(var answer) -> answer;
      case Refused<Answer<R>>(var why) -> Answer.fresh(Outcome.refused(why));
    };
  }

  private String text(Outcome<R> outcome) {
    var json = DomainJson.object();
    switch (outcome) {
      case Done<R>(ShownOnce<?> secret) ->
          json.set("done", DomainJson.tree(secret.withoutSecrets()));
      case Done<R>(var value) -> json.set("done", DomainJson.tree(value));
      case Refused<R>(var why) -> json.set("refused", DomainJson.tree(why, Refusal.class));
    }
    return json.toString();
  }

  private Outcome<R> outcome(String text) {
    var json = DomainJson.own(text, JsonNode.class);
    return json.has("done")
        ? Outcome.done(DomainJson.own(json.get("done"), result))
        : Outcome.refused(DomainJson.own(json.get("refused"), Refusal.class));
  }
}
