package hms.gateway.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.gateway.http.OwnRows;
import hms.gateway.message.MessageHandler;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.Set;
import java.util.UUID;

/** The message face of keys: an artisan rotates its own. */
public final class KeyMessages implements MessageHandler<Actor.Maker> {
  private static final String ISSUE = "hms.key.issue.v1";
  private static final String PROVE = "hms.key.prove.v1";
  private static final String REVOKE = "hms.key.revoke.v1";

  private final KeyService service;

  private record Issue(String algorithm, String agreeKey) {}

  private record Prove(UUID key, String signature) {}

  private record Revoke(UUID key, String reason) {}

  public KeyMessages(KeyService service) {
    this.service = service;
  }

  @Override
  public Set<String> types() {
    return Set.of(ISSUE, PROVE, REVOKE);
  }

  @Override
  public Step<ObjectNode> handle(PgStores tx, Actor.Maker sender, String type, byte[] data) {
    return Step.of(command(sender, type, data))
        .then(command -> own(tx, sender, command))
        .then(command -> service.perform(tx, sender, command))
        .map(KeyMessages::reply);
  }

  private static Outcome<KeyCommand> command(Actor.Maker sender, String type, byte[] data) {
    return switch (type) {
      case ISSUE ->
          DomainJson.read(data, Issue.class)
              .then(body ->
                  present("/algorithm", body.algorithm(), "/agreeKey", body.agreeKey(), body))
              .map(body ->
                  new KeyCommand.Issue(sender.artisan(), body.algorithm(), body.agreeKey()));
      case PROVE ->
          DomainJson.read(data, Prove.class)
              .then(body -> present("/key", body.key(), "/signature", body.signature(), body))
              .map(body -> new KeyCommand.Prove(body.key(), body.signature()));
      default ->
          DomainJson.read(data, Revoke.class)
              .then(body -> present("/key", body.key(), "/reason", body.reason(), body))
              .map(body -> new KeyCommand.Revoke(body.key(), body.reason()));
    };
  }

  private static <T> Outcome<T> present(
      String one, Object value, String other, Object second, T body) {
    var rules = new Rules();
    rules.present(one, value);
    rules.present(other, second);
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }

  /** A proof stands for itself at the HTTP door; here the key must be the sender's too. */
  private static Step<KeyCommand> own(PgStores tx, Actor.Maker sender, KeyCommand command) {
    return command instanceof KeyCommand.Prove(var key, var signature)
        ? tx.keys()
            .find(key)
            .decide(found -> OwnRows.visible(sender, found.owner(), command, "key"))
        : Step.done(command);
  }

  private static ObjectNode reply(KeyResult result) {
    return switch (result) {
      case KeyResult.Issued(var queue, var key, var challenge, var agreeKey) ->
          view(key).put("challenge", challenge).put("agreeKey", agreeKey);
      case KeyResult.Challenged(var key, var challenge) -> view(key).put("challenge", challenge);
      case KeyResult.Changed(var key) -> view(key);
      case KeyResult.Code code -> DomainJson.object();
      case KeyResult.Account account -> DomainJson.object();
    };
  }

  private static ObjectNode view(KeyView key) {
    return DomainJson.object()
        .put("key", key.oid().toString())
        .put("state", Lifecycle.word(key.state()));
  }
}
