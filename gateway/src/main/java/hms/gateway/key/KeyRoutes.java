package hms.gateway.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.Bus;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Rules;
import hms.domain.artisan.ArtisanKey;
import hms.domain.artisan.KeyEvent;
import hms.gateway.command.Actions;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.http.Told;
import hms.storage.DomainJson;
import hms.storage.Listings;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP face of keys. */
public final class KeyRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRoutes.class);

  private final Bus bus;
  private final Bootstrap bootstrap;
  private final Function<String, Future<Void>> declareQueue;

  /** What a newly enrolled app must know to reach the office. */
  public record Bootstrap(String officeUrl, String brokerHost, int brokerPort) {}

  /** The body of a proof. */
  private record Proof(String signature) {}

  /** The body of a request for the next key. */
  private record Wanted(String algorithm, String agreeKey) {}

  private record Reason(String reason) {}

  private record Nothing() {}

  public KeyRoutes(Bus bus, Bootstrap bootstrap, Function<String, Future<Void>> declareQueue) {
    this.bus = bus;
    this.bootstrap = bootstrap;
    this.declareQueue = declareQueue;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.unkeyedPost("/enrolment", null, this::enrol).rated(Route.Rate.PROOF),
        Route.unkeyedPost("/keys/:oid/prove", null, this::prove).rated(Route.Rate.PROOF),
        Route.unkeyedPost("/keys/:oid/challenge", null, this::challenge).rated(Route.Rate.PROOF),
        Route.list("/keys/log", Permission.KEYS_READ, Listings.KEY_EVENTS, this::log),
        Route.get("/keys/:oid", Permission.KEYS_READ, this::find),
        Route.post("/keys/:oid/revoke", Permission.KEYS_EDIT, this::revoke),
        Route.get("/artisans/:oid/keys", Permission.KEYS_READ, this::list, "limit", "state"),
        Route.post("/artisans/:oid/keys", Permission.KEYS_EDIT, this::issue),
        Route.command("/artisans/:oid/enrolments", Permission.ARTISANS_MANAGE, this::newCode),
        Route.command("/artisans/:oid/broker-account", Permission.KEYS_EDIT, this::openAccount));
  }

  private Future<Void> enrol(Exchange exchange) {
    var command = exchange.orRefuse(exchange.body(KeyCommand.Enrol.class).then(KeyRoutes::checked));
    return KeyService.SERVICE
        .ask(bus, exchange.unkeyed(command))
        .compose(answer -> exchange.answer(answer, 201, this::view));
  }

  private Future<Void> prove(Exchange exchange) {
    var proof = exchange.orRefuse(exchange.body(Proof.class).then(KeyRoutes::checked));
    return KeyService.SERVICE
        .ask(bus, exchange.unkeyed(new KeyCommand.Prove(exchange.oid(), proof.signature())))
        .compose(answer -> exchange.answer(answer, 200, this::view));
  }

  /** A fresh challenge of a pending key: it proves nothing, so anyone may have it. */
  private Future<Void> challenge(Exchange exchange) {
    var nothing = exchange.orRefuse(exchange.body(Nothing.class));
    return KeyService.SERVICE
        .ask(bus, exchange.unkeyed(new KeyCommand.Challenge(exchange.oid())))
        .compose(answer -> exchange.answer(answer, 200, this::view));
  }

  private Future<Void> issue(Exchange exchange) {
    var wanted = exchange.orRefuse(exchange.body(Wanted.class).then(KeyRoutes::checked));
    var command = new KeyCommand.Issue(exchange.oid(), wanted.algorithm(), wanted.agreeKey());
    return KeyService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer -> exchange.answer(answer, 201, this::view));
  }

  private Future<Void> revoke(Exchange exchange) {
    var why = exchange.orRefuse(exchange.body(Reason.class));
    return KeyService.SERVICE
        .ask(bus, exchange.request(new KeyCommand.Revoke(exchange.oid(), why.reason())))
        .compose(answer -> exchange.answer(answer, 200, this::view));
  }

  private Future<Void> newCode(Exchange exchange) {
    return KeyService.SERVICE
        .ask(bus, exchange.request(new KeyCommand.NewCode(exchange.oid())))
        .compose(answer -> exchange.answer(answer, 201, this::view));
  }

  private Future<Void> list(Exchange exchange) {
    var state = exchange.asked().word("state", ArtisanKey.State.class);
    int limit = exchange.asked().limit();
    return exchange
        .stores()
        .artisans()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.oid(), found, "artisan"))
        .then(found -> Step.from(exchange.stores().keys().list(found.oid(), state, limit)))
        .future()
        .map(exchange::orRefuse)
        .compose(keys ->
            exchange.list(keys.stream().map(key -> DomainJson.tree(KeyView.of(key))).toList()));
  }

  /** The latest first, unless the other way is asked for. */
  private Future<Void> log(Exchange exchange) {
    var asked = exchange.asked().query(Listings.KEY_EVENTS);
    boolean forward = !asked.sort().isEmpty() && !asked.sort().getFirst().descending();
    var query =
        (forward ? asked : asked.sortedBy("-at", "-n"))
            .whereEqual("artisan", OwnRows.of(exchange.actor()));
    return exchange.page(
        exchange.stores().desk().keyLog().get(query), event -> view(exchange.actor(), event));
  }

  private static ObjectNode view(Actor reader, KeyEvent event) {
    ObjectNode view = DomainJson.tree(event).deepCopy();
    return view.put("by", Told.by(reader, event.by()));
  }

  private Future<Void> find(Exchange exchange) {
    return exchange
        .stores()
        .keys()
        .find(exchange.oid())
        .decide(key -> OwnRows.visible(exchange.actor(), key.owner(), key, "key"))
        .future()
        .map(exchange::orRefuse)
        .compose(key ->
            exchange.object(
                key,
                DomainJson.tree(KeyView.of(key)).deepCopy(),
                Step.done(actions(exchange, key))));
  }

  /** Opens the account with a new password; the former one ends. */
  private Future<Void> openAccount(Exchange exchange) {
    return KeyService.SERVICE
        .ask(bus, exchange.request(new KeyCommand.OpenBrokerAccount(exchange.oid())))
        .compose(this::withQueue)
        .compose(answer -> exchange.answer(answer, 201, this::view));
  }

  /** The queue is made now if the broker is there, else with the first message that is sent. */
  private Future<Answer<KeyResult>> withQueue(Answer<KeyResult> answer) {
    return !answer.rehearsed()
            && answer.outcome()
                instanceof Outcome.Done<KeyResult>(KeyResult.Account(var user, var p))
        ? declareQueue
            .apply(user)
            .onFailure(failure ->
                LOG.atWarn()
                    .addKeyValue("queue", user)
                    .addKeyValue("reason", failure.getMessage())
                    .log("queue not made yet"))
            .transform(done -> Future.succeededFuture(answer))
        : Future.succeededFuture(answer);
  }

  private static Outcome<KeyCommand.Enrol> checked(KeyCommand.Enrol body) {
    var rules = new Rules();
    rules.present("/code", body.code());
    rules.present("/algorithm", body.algorithm());
    rules.present("/agreeKey", body.agreeKey());
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }

  private static Outcome<Wanted> checked(Wanted body) {
    var rules = new Rules();
    rules.present("/algorithm", body.algorithm());
    rules.present("/agreeKey", body.agreeKey());
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }

  private static Outcome<Proof> checked(Proof body) {
    var rules = new Rules();
    rules.present("/signature", body.signature());
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }

  private JsonNode view(KeyResult result) {
    return switch (result) {
      case KeyResult.Issued issued -> bootstrap(issued);
      case KeyResult.Challenged(var key, var challenge) ->
          DomainJson.object().put("key", key.oid().toString()).put("challenge", challenge);
      case KeyResult.Changed(var key) -> changed(key);
      case KeyResult.Code(var code) -> DomainJson.object().put("enrolmentCode", code);
      case KeyResult.Account(var user, var password) ->
          DomainJson.object().put("user", user).put("password", password);
    };
  }

  /** Proving needs the key itself, not a right. */
  private static Actions actions(Exchange exchange, ArtisanKey key) {
    return new Actions(exchange.actor())
        .add("revoke", Permission.KEYS_EDIT, () -> key.revoke("", exchange.now()));
  }

  private static JsonNode changed(KeyView key) {
    ObjectNode view = DomainJson.tree(key).deepCopy();
    return view.put("key", key.oid().toString());
  }

  private JsonNode bootstrap(KeyResult.Issued issued) {
    var view =
        DomainJson.object()
            .put("artisan", issued.key().owner().toString())
            .put("queueId", issued.queueId())
            .put("officeUrl", bootstrap.officeUrl())
            .put("key", issued.key().oid().toString())
            .put("challenge", issued.challenge())
            .put("agreeKey", issued.agreeKey());
    view.putObject("broker")
        .put("host", bootstrap.brokerHost())
        .put("port", bootstrap.brokerPort())
        .put("user", issued.queueId());
    return view;
  }
}
