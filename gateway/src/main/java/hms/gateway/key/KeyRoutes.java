package hms.gateway.key;

import com.fasterxml.jackson.databind.JsonNode;
import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Rules;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
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

  public KeyRoutes(Bus bus, Bootstrap bootstrap, Function<String, Future<Void>> declareQueue) {
    this.bus = bus;
    this.bootstrap = bootstrap;
    this.declareQueue = declareQueue;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.unkeyedPost("/enrolment", null, this::enrol),
        Route.unkeyedPost("/keys/:oid/prove", null, this::prove),
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

  /** Opens the account with a new password; the former one ends. */
  private Future<Void> openAccount(Exchange exchange) {
    return KeyService.SERVICE
        .ask(bus, exchange.request(new KeyCommand.OpenBrokerAccount(exchange.oid())))
        .compose(this::withQueue)
        .compose(answer -> exchange.answer(answer, 201, this::view));
  }

  /** The queue is made now if the broker is there, else with the first message that is sent. */
  private Future<Answer<KeyResult>> withQueue(Answer<KeyResult> answer) {
    return answer.outcome() instanceof Outcome.Done<KeyResult>(KeyResult.Account(var user, var p))
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

  private static Outcome<Proof> checked(Proof body) {
    var rules = new Rules();
    rules.present("/signature", body.signature());
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }

  private JsonNode view(KeyResult result) {
    return switch (result) {
      case KeyResult.Issued issued -> bootstrap(issued);
      case KeyResult.Proved(var key) ->
          DomainJson.object()
              .put("key", key.oid().toString())
              .put("state", "active")
              .put("fingerprint", key.fingerprint());
      case KeyResult.Account(var user, var password) ->
          DomainJson.object().put("user", user).put("password", password);
    };
  }

  private JsonNode bootstrap(KeyResult.Issued issued) {
    var view =
        DomainJson.object()
            .put("artisan", issued.artisan().oid().toString())
            .put("queueId", issued.artisan().queueId())
            .put("officeUrl", bootstrap.officeUrl())
            .put("key", issued.key().oid().toString())
            .put("challenge", issued.challenge())
            .put("agreeKey", issued.agreeKey());
    view.putObject("broker")
        .put("host", bootstrap.brokerHost())
        .put("port", bootstrap.brokerPort())
        .put("user", issued.artisan().queueId());
    return view;
  }
}
