package hms.gateway.order;

import hms.cluster.Bus;
import hms.domain.Permission;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
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
    return List.of(Route.command("/customers/:oid/erase", Permission.CUSTOMERS_ERASE, this::erase));
  }

  private Future<Void> erase(Exchange exchange) {
    return CustomerService.SERVICE
        .ask(bus, exchange.request(new CustomerService.Erase(exchange.oid())))
        .compose(answer -> exchange.answer(answer, 200, DomainJson::tree));
  }
}
