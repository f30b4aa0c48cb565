package hms.gateway.operation;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Role;
import hms.domain.access.OfficeUser;
import hms.domain.operation.Mandate;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who somebody is now that asked for long work a while ago. */
final class Mandates {
  private final PgStores stores;

  Mandates(PgStores stores) {
    this.stores = stores;
  }

  /** Errors: Denied for a person who does not work here any more. */
  Step<Actor> now(Mandate mandate) {
    var artisan = mandate.artisan();
    if (artisan != null) return Step.done(new Actor.Maker(artisan));
    var channel = mandate.channel();
    return channel != null
        ? Step.from(stores.access().storefront(channel)).decide(Mandates::present)
        : stores
            .access()
            .users()
            .find(Objects.requireNonNull(mandate.user()))
            .decide(user -> employed(mandate, user));
  }

  private static Outcome<Actor> present(Optional<Actor.Storefront> shop) {
    return shop.<Outcome<Actor>>map(Outcome::done).orElseGet(Mandates::gone);
  }

  private static Outcome<Actor> employed(Mandate mandate, OfficeUser user) {
    if (!user.enabled()) return gone();
    return Outcome.done(mandate.person(user.oid(), user.email(), Role.permissions(user.roles())));
  }

  private static Outcome<Actor> gone() {
    return Outcome.refused(new Refusal.Denied("whoever asked for it has no access now", List.of()));
  }
}
