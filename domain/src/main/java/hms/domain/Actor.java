package hms.domain;

import java.util.Set;
import java.util.UUID;

/** Who asks. It comes from the credential, never from a path, a query or a body. */
public sealed interface Actor {

  /** May this actor do that at all? Whose rows it may touch is decided where the rows are. */
  boolean may(Permission permission);

  /** The name kept in the audit: {@code artisan:0195...}, {@code office:mia@example.org}. */
  String name();

  /** A person of the central office. */
  record Office(UUID user, String email, Set<Permission> permissions) implements Actor {
    public Office {
      permissions = Set.copyOf(permissions);
    }

    @Override
    public boolean may(Permission permission) {
      return permissions.contains(permission);
    }

    @Override
    public String name() {
      return "office:" + email;
    }
  }

  /** An artisan, proved by one of its keys. It may act on its own rows only. */
  record Maker(UUID artisan) implements Actor {
    private static final Set<Permission> OWN =
        Set.of(
            Permission.ACCOUNT_READ,
            Permission.ARTISANS_READ,
            Permission.ARTISANS_EDIT,
            Permission.PRODUCTS_READ,
            Permission.PRODUCTS_EDIT,
            Permission.PRODUCTS_RETIRE,
            Permission.REVISIONS_READ,
            Permission.WORK_ORDERS_READ,
            Permission.WORK_ORDERS_WORK,
            Permission.SHIPMENTS_DELIVER,
            Permission.KEYS_READ,
            Permission.KEYS_EDIT,
            Permission.IMPORTS_RUN);

    @Override
    public boolean may(Permission permission) {
      return OWN.contains(permission);
    }

    @Override
    public String name() {
      return "artisan:" + artisan;
    }
  }

  /** A storefront that speaks for its customers. It may act on its own orders only. */
  record Storefront(UUID channel, String channelName) implements Actor {
    private static final Set<Permission> OWN =
        Set.of(
            Permission.ACCOUNT_READ,
            Permission.CHANNELS_READ,
            Permission.ORDERS_READ,
            Permission.ORDERS_PLACE,
            Permission.ORDERS_CANCEL,
            Permission.CUSTOMERS_READ,
            Permission.SHIPMENTS_DELIVER,
            Permission.MESSAGES_EXCHANGE,
            Permission.WEBHOOKS_MANAGE);

    @Override
    public boolean may(Permission permission) {
      return OWN.contains(permission);
    }

    @Override
    public String name() {
      return "channel:" + channelName;
    }
  }

  /** Nobody is signed in. */
  record Anyone() implements Actor {
    @Override
    public boolean may(Permission permission) {
      return false;
    }

    @Override
    public String name() {
      return "public";
    }
  }

  /** HMS itself: a timer, an import, a consequence. */
  record House(String part) implements Actor {
    @Override
    public boolean may(Permission permission) {
      return true;
    }

    @Override
    public String name() {
      return "system:" + part;
    }
  }
}
