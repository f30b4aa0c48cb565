package hms.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Role;
import hms.domain.access.MakerSession;
import hms.domain.access.SignedIn;
import hms.storage.DomainJson;
import hms.storage.Timestamps;
import java.util.Set;

/**
 * How a session is shown.
 *
 * @param twoFactors roles whose people need a second factor
 */
record SessionViews(Set<Role> twoFactors) {
  SessionViews {
    twoFactors = Set.copyOf(twoFactors);
  }

  /** That of an artisan. */
  static ObjectNode view(MakerSession live) {
    return DomainJson.object()
        .put("oid", live.oid().toString())
        .put("artisan", live.artisan().toString())
        .put("created", Timestamps.text(live.created()))
        .put("seen", Timestamps.text(live.seen()))
        .put("expires", Timestamps.text(live.expires()));
  }

  ObjectNode view(SignedIn live) {
    var session = live.session();
    var user = live.user();
    var view = DomainJson.object();
    view.put("oid", session.oid().toString());
    view.putObject("user")
        .put("oid", user.oid().toString())
        .put("email", user.email())
        .put("name", user.name())
        .set("roles", DomainJson.tree(user.roles()));
    view.set("client", DomainJson.tree(session.client()));
    view.set("created", DomainJson.tree(session.created()));
    view.set("seen", DomainJson.tree(live.seen()));
    view.set("expires", DomainJson.tree(session.expires()));
    view.set("steppedUpUntil", DomainJson.tree(session.steppedUpUntil()));
    view.set("duties", DomainJson.tree(live.duties(twoFactors)));
    return view;
  }
}
