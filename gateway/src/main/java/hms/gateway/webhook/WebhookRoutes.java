package hms.gateway.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.webhook.Webhook;
import hms.domain.webhook.Webhook.Terms;
import hms.gateway.command.Answer;
import hms.gateway.command.Request;
import hms.gateway.http.Exchange;
import hms.gateway.http.MergePatch;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.Listings;
import hms.storage.Step;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The HTTP face of webhooks. Source: docs/http-api.md. */
public final class WebhookRoutes implements Routes {
  private static final Duration KEEP = Duration.ofDays(1);

  private final Bus bus;

  private record Named(
      @Nullable UUID channel,
      @Nullable String url,
      @Nullable List<String> types,
      @Nullable Boolean enabled) {}

  private record Rotation(@Nullable Long keepSeconds) {}

  private record Numbers(long from, @Nullable Long to) {}

  public WebhookRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    var manage = Permission.WEBHOOKS_MANAGE;
    return List.of(
        Route.list("/webhooks", manage, Listings.WEBHOOKS, this::list),
        Route.get("/webhooks/:oid", manage, this::find),
        Route.post("/webhooks", manage, this::create),
        Route.patch("/webhooks/:oid", manage, this::edit),
        Route.delete("/webhooks/:oid", manage, this::delete),
        Route.get("/webhooks/:oid/deliveries", manage, this::deliveries, "limit"),
        Route.post("/webhooks/:oid/rotate", manage, this::rotate),
        Route.command("/webhooks/:oid/test", manage, this::test),
        Route.post("/webhooks/:oid/redeliver", manage, this::redeliver));
  }

  private Future<Void> list(Exchange exchange) {
    var query =
        exchange
            .asked()
            .query(Listings.WEBHOOKS)
            .whereEqual("channel", OwnRows.channelOf(exchange.actor()));
    return exchange.page(exchange.stores().stream().webhooks().get(query), DomainJson::tree);
  }

  private Future<Void> find(Exchange exchange) {
    return own(exchange)
        .future()
        .map(exchange::orRefuse)
        .compose(found -> exchange.object(found, DomainJson.tree(found)));
  }

  private static Step<Webhook> own(Exchange exchange) {
    return exchange.stores().stream()
        .webhooks()
        .find(exchange.oid())
        .decide(found -> OwnRows.ofChannel(exchange.actor(), found.channel(), found, "webhook"));
  }

  private Future<Void> create(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Named.class));
    var terms = new Terms(said.url(), said.types(), said.enabled());
    return asked(exchange.request(new WebhookCommand.Create(said.channel(), terms)))
        .compose(answer -> answered(exchange, answer, 201));
  }

  /** RFC 7396; whose it is does not change. */
  private Future<Void> edit(Exchange exchange) {
    var unused = exchange.orRefuse(exchange.body(Terms.class));
    JsonNode patch = exchange.orRefuse(exchange.tree());
    Function<Terms, Outcome<Terms>> edit =
        terms -> DomainJson.bind(MergePatch.of(DomainJson.tree(terms), patch), Terms.class);
    var command = new WebhookCommand.Edit(exchange.oid(), exchange.ifMatch(), edit);
    return asked(exchange.unkeyed(command)).compose(answer -> answered(exchange, answer, 200));
  }

  private Future<Void> delete(Exchange exchange) {
    return asked(exchange.unkeyed(new WebhookCommand.Delete(exchange.oid(), exchange.ifMatch())))
        .compose(answer ->
            answer.outcome() instanceof Outcome.Done<WebhookResult>
                ? exchange.nothing(answer)
                : answered(exchange, answer, 204));
  }

  private Future<Void> deliveries(Exchange exchange) {
    int limit = exchange.asked().limit();
    return own(exchange)
        .then(
            found -> Step.from(exchange.stores().stream().webhookAttempts().of(found.oid(), limit)))
        .future()
        .map(exchange::orRefuse)
        .compose(all -> exchange.list(all.stream().map(DomainJson::tree).toList()));
  }

  /** Its receiver has a day to learn the new one, unless told. */
  private Future<Void> rotate(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Rotation.class)).keepSeconds();
    var keep = said == null ? KEEP : Duration.ofSeconds(said);
    return asked(exchange.request(new WebhookCommand.Rotate(exchange.oid(), keep)))
        .compose(answer -> exchange.answer(answer, 200, result -> made(exchange, result)));
  }

  private Future<Void> test(Exchange exchange) {
    return asked(exchange.request(new WebhookCommand.Test(exchange.oid())))
        .compose(answer -> exchange.answer(answer, 202, WebhookRoutes::test));
  }

  private static ObjectNode test(WebhookResult asked) {
    return DomainJson.object().put("message", String.valueOf(asked.message()));
  }

  private Future<Void> redeliver(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Numbers.class));
    var command = new WebhookCommand.Redeliver(exchange.oid(), said.from(), said.to());
    return asked(exchange.request(command)).compose(answer -> answered(exchange, answer, 202));
  }

  private Future<Answer<WebhookResult>> asked(Request<WebhookCommand> request) {
    return WebhookService.SERVICE.ask(bus, request);
  }

  private static Future<Void> answered(
      Exchange exchange, Answer<WebhookResult> answer, int status) {
    return exchange.answer(
        answer,
        status,
        result -> {
          if (status == 201) return made(exchange, result);
          exchange.tag(result.webhook());
          return (ObjectNode) DomainJson.tree(result.webhook());
        });
  }

  /** With its secret, this once. */
  private static ObjectNode made(Exchange exchange, WebhookResult result) {
    exchange.tag(result.webhook());
    return ((ObjectNode) DomainJson.tree(result.webhook())).put("secret", result.secret());
  }
}
