package hms.gateway.desk;

import hms.cluster.Bus;
import hms.gateway.audit.AuditRoutes;
import hms.gateway.command.Mint;
import hms.gateway.command.ServiceVerticle;
import hms.gateway.http.Routes;
import hms.storage.pg.PgStores;
import java.util.List;

/** The parts of the desk, put together. */
public final class Desk {
  private final Bus bus;
  private final TradeRules rules;

  /**
   * @param rules as they are now on this node
   */
  public Desk(Bus bus, TradeRules rules) {
    this.bus = bus;
    this.rules = rules;
  }

  public List<Routes> routes() {
    return List.of(
        new OverviewRoutes(),
        new AuditRoutes(),
        new ViewRoutes(bus),
        new SettingRoutes(bus, rules));
  }

  public List<ServiceVerticle<?, ?>> services(PgStores stores, Mint mint) {
    return List.of(
        new ServiceVerticle<>(bus, stores, ViewService.SERVICE, new ViewService(mint)),
        new ServiceVerticle<>(bus, stores, SettingService.SERVICE, new SettingService(mint)));
  }
}
