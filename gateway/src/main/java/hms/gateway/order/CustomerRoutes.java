package hms.gateway.order;

import hms.cluster.Bus;
import hms.domain.Permission;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.Listings;
import io.vertx.core.Future;
import java.util.List;

/** The HTTP face of customers: they are the storefronts', and the office forgets them. */
public final class CustomerRoutes implements Routes {
  private final Bus bus;

  public CustomerRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.list("/customers", Permission.CUSTOMERS_READ, Listings.CUSTOMERS, this::list),
        Route.get("/customers/:oid", Permission.CUSTOMERS_READ, this::find),
        Route.command("/customers/:oid/erase", Permission.CUSTOMERS_ERASE, this::erase));
  }

  private Future<Void> list(Exchange exchange) {
    var query =
        exchange
            .asked()
            .query(Listings.CUSTOMERS)
            .whereEqual("channel", OwnRows.channelOf(exchange.actor()));
    return exchange.page(exchange.stores().customers().get(query), OrderViews::customer);
  }

  private Future<Void> find(Exchange exchange) {
    return exchange
        .stores()
        .customers()
        .find(exchange.oid())
        .decide(found -> OwnRows.ofChannel(exchange.actor(), found.channel(), found, "customer"))
        .future()
        .map(exchange::orRefuse)
        .compose(found -> exchange.object(found, OrderViews.customer(found)));
  }

  private Future<Void> erase(Exchange exchange) {
    return CustomerService.SERVICE
        .ask(bus, exchange.request(new CustomerService.Erase(exchange.oid())))
        .compose(answer -> exchange.answer(answer, 200, DomainJson::tree));
  }
}
