package hms.gateway.contract;

import hms.domain.Permission;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import io.vertx.core.Future;
import java.util.List;

/** Which messages the office understands, for programs that send them. */
public final class MessageTypeRoutes implements Routes {
  private final MessageTypes types;

  public MessageTypeRoutes(MessageTypes types) {
    this.types = types;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/message-types", Permission.ACCOUNT_READ, this::list));
  }

  private Future<Void> list(Exchange exchange) {
    return exchange.list(types.views());
  }
}
