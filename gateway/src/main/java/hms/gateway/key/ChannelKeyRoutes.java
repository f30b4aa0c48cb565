package hms.gateway.key;

import com.fasterxml.jackson.databind.JsonNode;
import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Rules;
import hms.domain.message.Queues;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The HTTP face of keys of storefronts; a key is proved like that of an artisan. */
public final class ChannelKeyRoutes implements Routes {
  private final Bus bus;

  private record Wanted(String algorithm, String agreeKey) {}

  private record Revoked(@Nullable UUID key, String reason) {}

  public ChannelKeyRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/channels/:oid/keys", Permission.MESSAGES_EXCHANGE, this::list, "limit"),
        Route.post("/channels/:oid/keys", Permission.MESSAGES_EXCHANGE, this::issue),
        Route.post("/channels/:oid/keys/revoke", Permission.MESSAGES_EXCHANGE, this::revoke));
  }

  private Future<Void> list(Exchange exchange) {
    int limit = exchange.asked().limit();
    return Step.of(OwnRows.channel(exchange.actor(), exchange.oid()))
        .then(own -> Step.from(exchange.stores().channelKeys().list(own, null, limit)))
        .future()
        .map(exchange::orRefuse)
        .compose(keys ->
            exchange.list(keys.stream().map(key -> DomainJson.tree(KeyView.of(key))).toList()));
  }

  private Future<Void> issue(Exchange exchange) {
    var wanted = exchange.orRefuse(exchange.body(Wanted.class).then(ChannelKeyRoutes::checked));
    var command =
        new KeyCommand.IssueToChannel(exchange.oid(), wanted.algorithm(), wanted.agreeKey());
    return ask(exchange, command, 201);
  }

  private Future<Void> revoke(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Revoked.class));
    var own = exchange.orRefuse(OwnRows.channel(exchange.actor(), exchange.oid()));
    UUID key = exchange.orRefuse(present(said.key()));
    return ask(exchange, new KeyCommand.Revoke(key, said.reason()), 200);
  }

  private Future<Void> ask(Exchange exchange, KeyCommand command, int status) {
    return KeyService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer -> exchange.answer(answer, status, ChannelKeyRoutes::view));
  }

  private static JsonNode view(KeyResult result) {
    return switch (result) {
      case KeyResult.Issued(var account, var key, var challenge, var agreeKey) ->
          DomainJson.object()
              .put("channel", key.owner().toString())
              .put("address", Queues.channel(key.owner()))
              .put("key", key.oid().toString())
              .put("challenge", challenge)
              .put("agreeKey", agreeKey);
      case KeyResult.Changed(var key) -> DomainJson.tree(key);
      case KeyResult.Challenged challenged -> DomainJson.object();
      case KeyResult.Code code -> DomainJson.object();
      case KeyResult.Account account -> DomainJson.object();
    };
  }

  private static Outcome<Wanted> checked(Wanted body) {
    var rules = new Rules();
    rules.present("/algorithm", body.algorithm());
    rules.present("/agreeKey", body.agreeKey());
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }

  private static Outcome<UUID> present(@Nullable UUID key) {
    var rules = new Rules();
    rules.present("/key", key);
    return key == null ? rules.refused() : Outcome.done(key);
  }
}
