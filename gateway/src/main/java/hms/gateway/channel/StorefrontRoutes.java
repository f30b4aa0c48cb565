package hms.gateway.channel;

import hms.cluster.Bus;
import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.access.Channel;
import hms.gateway.command.Request;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.List;

/** The HTTP face of storefronts as the office sees them, and each of them itself. */
public final class StorefrontRoutes implements Routes {
  private final Bus bus;

  private record Named(String name) {}

  public StorefrontRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    var read = Permission.CHANNELS_READ;
    var manage = Permission.CHANNELS_MANAGE;
    return List.of(
        Route.get("/channels", read, this::list, "limit"),
        Route.get("/channels/:oid", read, this::find),
        Route.post("/channels", manage, this::create),
        Route.patch("/channels/:oid", manage, this::rename));
  }

  /** All of them; a storefront sees itself. */
  private Future<Void> list(Exchange exchange) {
    var channels = exchange.stores().access().channels();
    Future<List<Channel>> seen =
        exchange.actor() instanceof Actor.Storefront own
            ? channels.find(own.channel()).future().map(exchange::orRefuse).map(List::of)
            : channels.list(exchange.asked().limit());
    return seen.compose(found -> exchange.list(found.stream().map(DomainJson::tree).toList()));
  }

  private Future<Void> find(Exchange exchange) {
    var oid = exchange.oid();
    return Step.of(OwnRows.ofChannel(exchange.actor(), oid, oid, "channel"))
        .then(visible -> exchange.stores().access().channels().find(visible))
        .future()
        .map(exchange::orRefuse)
        .compose(channel -> exchange.object(channel, DomainJson.tree(channel)));
  }

  private Future<Void> create(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Named.class));
    return answered(exchange, exchange.request(new StorefrontCommand.Create(said.name())), 201);
  }

  private Future<Void> rename(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Named.class));
    var command = new StorefrontCommand.Rename(exchange.oid(), exchange.ifMatch(), said.name());
    return answered(exchange, exchange.unkeyed(command), 200);
  }

  private Future<Void> answered(Exchange exchange, Request<StorefrontCommand> request, int status) {
    return StorefrontService.SERVICE
        .ask(bus, request)
        .compose(answer ->
            exchange.answer(
                answer,
                status,
                channel -> {
                  exchange.tag(channel);
                  return DomainJson.tree(channel);
                }));
  }
}
