package hms.gateway;

import hms.Ask;
import hms.SignedAsk;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Permission;
import hms.domain.Role;
import hms.gateway.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Somebody who may make a call, whoever that is. */
public final class Callers {
  private static final TestMaker MAKER = TestMaker.enrolled();
  private static final String SHOP = TestOffice.get().newStorefront();

  private Callers() {}

  /** The request with all that the route asks for: credential, key, version. */
  public static Ask allowed(Route route, Ask ask) {
    return signedIn(route.permission(), complete(route, ask));
  }

  /** The request with key and version, by nobody. */
  public static Ask complete(Route route, Ask ask) {
    if (route.keyed()) ask.with("Idempotency-Key", UUID.randomUUID().toString());
    return ask.seen(1);
  }

  public static Ask signedIn(Permission needed, Ask ask) {
    if (needed == null) return ask;
    if (ofPeople(needed)) return ask.by(TestOffice.get().session(Role.ADMIN));
    var role = Arrays.stream(Role.values()).filter(r -> may(r, needed)).findFirst();
    if (role.isPresent()) return ask.by(role.get());
    return shopsDo(needed) ? ask.by(SHOP) : SignedAsk.by(MAKER.enrolment(), ask);
  }

  /** May who has a token with this role? */
  public static boolean may(Role role, Permission permission) {
    return Role.permissions(List.of(role)).contains(permission);
  }

  /** Nobody in the office may do it, and no shop. */
  public static boolean makersOnly(Route route) {
    var needed = route.permission();
    return needed != null
        && !ofPeople(needed)
        && !shopsDo(needed)
        && Arrays.stream(Role.values()).noneMatch(r -> may(r, needed));
  }

  /**
   * Whoever does it must have signed in, by a session of their own: it may be ended by the call.
   */
  private static boolean ofPeople(Permission permission) {
    return permission == Permission.ACCOUNT_EDIT
        || permission == Permission.USERS_MANAGE
        || permission == Permission.TOKENS_MANAGE
        || permission == Permission.SETTINGS_MANAGE;
  }

  private static boolean shopsDo(Permission permission) {
    return permission == Permission.ORDERS_PLACE || permission == Permission.MESSAGES_EXCHANGE;
  }
}
