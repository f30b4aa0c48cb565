package hms.gateway.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.Bus;
import hms.domain.Permission;
import hms.domain.desk.TradeSettings;
import hms.domain.desk.TradeSettings.Terms;
import hms.gateway.desk.SettingService.Edit;
import hms.gateway.http.Exchange;
import hms.gateway.http.MergePatch;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import java.util.List;

/** The HTTP face of what can be set while the office runs. */
final class SettingRoutes implements Routes {
  private final Bus bus;
  private final TradeRules rules;

  SettingRoutes(Bus bus, TradeRules rules) {
    this.bus = bus;
    this.rules = rules;
  }

  @Override
  public List<Route> routes() {
    var manage = Permission.SETTINGS_MANAGE;
    return List.of(
        Route.get("/settings", manage, this::show),
        Route.patch("/settings", manage, this::edit).steppedUp());
  }

  private Future<Void> show(Exchange exchange) {
    return exchange
        .stores()
        .desk()
        .settings()
        .find()
        .compose(found -> exchange.object(found, view(found)));
  }

  /** RFC 7396: null takes back what is set. */
  private Future<Void> edit(Exchange exchange) {
    var unused = exchange.orRefuse(exchange.body(Terms.class));
    JsonNode patch = exchange.orRefuse(exchange.tree());
    var command =
        new Edit(
            exchange.ifMatch(),
            terms -> DomainJson.bind(MergePatch.of(DomainJson.tree(terms), patch), Terms.class));
    return SettingService.SERVICE
        .ask(bus, exchange.unkeyed(command))
        .compose(answer ->
            exchange.answer(
                answer,
                200,
                next -> {
                  if (!answer.rehearsed()) rules.learn(next);
                  exchange.tag(next);
                  return view(next);
                }));
  }

  private ObjectNode view(TradeSettings found) {
    var view =
        DomainJson.object()
            .put("version", found.version())
            .put("answerBySeconds", rules.answerBy(found).toSeconds())
            .put("mayPrice", rules.mayPrice(found));
    var set = view.putArray("set");
    DomainJson.tree(found.terms()).fieldNames().forEachRemaining(set::add);
    return view;
  }
}
