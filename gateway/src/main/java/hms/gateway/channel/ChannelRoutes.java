package hms.gateway.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.Bus;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Rules;
import hms.domain.message.Envelope;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.message.ChannelPost;
import hms.gateway.trust.OfficeKey;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP face of storefronts as parties to messages. Source: docs/http-api.md. */
public final class ChannelRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelRoutes.class);
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final long LOOK_AGAIN_MILLIS = 200;

  private final Bus bus;
  private final Vertx vertx;
  private final ChannelPost post;
  private final OfficeKey office;
  private final Function<String, Future<Void>> declareAddress;

  private record Through(@Nullable Long through) {}

  /**
   * @param declareAddress makes a queue at the broker
   */
  public ChannelRoutes(
      Bus bus,
      Vertx vertx,
      ChannelPost post,
      OfficeKey office,
      Function<String, Future<Void>> declareAddress) {
    this.bus = bus;
    this.vertx = vertx;
    this.post = post;
    this.office = office;
    this.declareAddress = declareAddress;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.command(
            "/channels/:oid/broker-account", Permission.MESSAGES_EXCHANGE, this::openAccount),
        Route.delete(
            "/channels/:oid/broker-account", Permission.MESSAGES_EXCHANGE, this::closeAccount),
        Route.get("/messages", Permission.MESSAGES_EXCHANGE, this::fetch, "after", "limit", "wait"),
        Route.unkeyedPost("/messages/ack", Permission.MESSAGES_EXCHANGE, this::acknowledge)
            .unrehearsed(),
        Route.get("/keys/office", null, this::officeKey));
  }

  private Future<Void> openAccount(Exchange exchange) {
    return ChannelService.SERVICE
        .ask(bus, exchange.request(new ChannelCommand.OpenBrokerAccount(exchange.oid())))
        .compose(this::withQueue)
        .compose(answer -> exchange.answer(answer, 201, ChannelRoutes::view));
  }

  private Future<Void> closeAccount(Exchange exchange) {
    return ChannelService.SERVICE
        .ask(bus, exchange.unkeyed(new ChannelCommand.CloseBrokerAccount(exchange.oid())))
        .compose(answer -> {
          var closed = exchange.orRefuse(answer.outcome());
          return exchange.nothing(answer);
        });
  }

  /** The queue is made now if the broker is there, else with the first message that is sent. */
  private Future<Answer<ChannelResult>> withQueue(Answer<ChannelResult> answer) {
    return !answer.rehearsed()
            && answer.outcome()
                instanceof
                Outcome.Done<ChannelResult>(ChannelResult.Account(var user, var address, var p))
        ? declareAddress
            .apply(address)
            .onFailure(failure ->
                LOG.atWarn()
                    .addKeyValue("queue", address)
                    .addKeyValue("reason", failure.getMessage())
                    .log("queue not made yet"))
            .transform(done -> Future.succeededFuture(answer))
        : Future.succeededFuture(answer);
  }

  private Future<Void> fetch(Exchange exchange) {
    long after = exchange.asked().number("after", 0);
    long seconds = exchange.asked().number("wait", 0);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    return beyond(caller(exchange).channel(), after, exchange.asked().limit(), until)
        .compose(page -> answer(exchange, page));
  }

  /** Looks until there is something or the time is over. */
  private Future<ChannelPost.Page> beyond(UUID channel, long after, int max, long until) {
    return post.beyond(channel, after, max)
        .compose(page -> {
          boolean done = page.gone() || !page.envelopes().isEmpty();
          return done || System.nanoTime() - until >= 0
              ? Future.succeededFuture(page)
              : vertx
                  .timer(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                  .compose(passed -> beyond(channel, after, max, until));
        });
  }

  private static Future<Void> answer(Exchange exchange, ChannelPost.Page page) {
    if (page.gone()) {
      String detail = "the next message is no longer kept; read the orders and the catalogue anew";
      return exchange.refuse(410, "gone", detail);
    }
    exchange.header("Hms-Stream-Last", String.valueOf(page.last()));
    if (page.envelopes().isEmpty()) return exchange.nothing();
    var batch = DomainJson.object().arrayNode();
    page.envelopes().forEach(each -> batch.add(structured(each)));
    return exchange.json(200, BATCH, batch);
  }

  /** The structured form; data stay the bytes that are signed. */
  private static ObjectNode structured(Envelope envelope) {
    var event = DomainJson.object();
    envelope
        .attributes()
        .forEach((property, text) -> event.put(property.substring("cloudEvents_".length()), text));
    return event
        .put("datacontenttype", envelope.dataContentType())
        .put("data_base64", Base64.getEncoder().encodeToString(envelope.data()));
  }

  private Future<Void> acknowledge(Exchange exchange) {
    long through = exchange.orRefuse(exchange.body(Through.class).then(ChannelRoutes::checked));
    return post.acknowledge(caller(exchange).channel(), through)
        .compose(known -> {
          if (known) return exchange.nothing();
          return exchange.refuse(409, "wrong-state", "the stream is not that long");
        });
  }

  private static Outcome<Long> checked(Through body) {
    var rules = new Rules();
    Long through = body.through();
    rules.present("/through", through);
    rules.that(through == null || through >= 0, "/through", "range", "expected 0 or more");
    return through == null || rules.broken() ? rules.refused() : Outcome.done(through);
  }

  private Future<Void> officeKey(Exchange exchange) {
    return exchange.json(
        200,
        DomainJson.object()
            .put("key", office.oid().toString())
            .put("algorithm", "ed25519")
            .put("publicKey", office.publicKey().text())
            .put("fingerprint", office.publicKey().fingerprint()));
  }

  /** Nobody else has the permission of these calls. */
  private static Actor.Storefront caller(Exchange exchange) {
    return (Actor.Storefront) exchange.actor();
  }

  private static JsonNode view(ChannelResult result) {
    return switch (result) {
      case ChannelResult.Account(var user, var address, var password) ->
          DomainJson.object().put("user", user).put("address", address).put("password", password);
      case ChannelResult.Closed closed -> DomainJson.object();
    };
  }
}
