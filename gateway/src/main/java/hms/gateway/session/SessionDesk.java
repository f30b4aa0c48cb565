package hms.gateway.session;

import hms.cluster.Bus;
import hms.domain.message.SecretWrapping;
import hms.gateway.command.Mint;
import hms.gateway.http.HttpVerticle;
import hms.gateway.http.Routes;
import hms.gateway.http.SessionCookie;
import hms.gateway.trust.PasswordVault;
import hms.storage.pg.PgStores;
import java.util.List;

/** The parts of signing in, put together. */
public final class SessionDesk {
  private final List<Routes> routes;

  /**
   * @param settings how browsers reach the office, and whose people need a second factor
   */
  public SessionDesk(
      Bus bus,
      PgStores stores,
      PasswordVault vault,
      SecretWrapping wrapping,
      Mint mint,
      HttpVerticle.Settings settings) {
    var cookie = SessionCookie.of(settings.publicUrl());
    var codes = new SecondFactor(wrapping, mint);
    var signIn = new SignIn(stores, vault, codes, mint);
    var views = new SessionViews(settings.twoFactors());
    var links =
        new LinkRoutes(
            bus,
            (link, now) -> stores.access().makerSessions().entrance(link, now),
            cookie,
            mint,
            settings.publicUrl());
    this.routes =
        List.of(
            new SessionRoutes(bus, signIn, views, cookie, links, mint),
            links,
            new AccountRoutes(bus, vault, codes));
  }

  public List<Routes> routes() {
    return routes;
  }
}
