package hms.gateway.session;

import hms.cluster.Bus;
import hms.domain.Role;
import hms.domain.message.SecretWrapping;
import hms.gateway.command.Mint;
import hms.gateway.http.Routes;
import hms.gateway.http.SessionCookie;
import hms.gateway.trust.PasswordVault;
import hms.storage.pg.PgStores;
import java.util.List;
import java.util.Set;

/** The parts of signing in, put together. */
public final class SessionDesk {
  private final List<Routes> routes;

  /**
   * @param publicUrl how browsers reach the office, without a slash at its end
   * @param twoFactors roles whose people need a second factor
   */
  public SessionDesk(
      Bus bus,
      PgStores stores,
      PasswordVault vault,
      SecretWrapping wrapping,
      Mint mint,
      SessionCookie cookie,
      String publicUrl,
      Set<Role> twoFactors) {
    var codes = new SecondFactor(wrapping, mint);
    var signIn = new SignIn(stores, vault, codes, mint);
    var views = new SessionViews(twoFactors);
    var links = new LinkRoutes(bus, cookie, mint, publicUrl);
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
