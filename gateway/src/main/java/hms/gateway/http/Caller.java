package hms.gateway.http;

import hms.domain.Actor;
import hms.domain.access.MakerSession;
import hms.domain.access.SignedIn;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who calls, and how it was proved.
 *
 * @param session if it is a person who has signed in
 * @param maker if it is an artisan in a browser
 * @param cookie the secret of a session in a browser, which other sites may abuse
 * @param address from which the call comes, as it is counted
 * @param again looks the credential up anew: who it is of now; empty if it is not good any more
 */
public record Caller(
    Actor actor,
    Optional<SignedIn> session,
    Optional<MakerSession> maker,
    Optional<String> cookie,
    String address,
    Supplier<Future<Optional<Actor>>> again) {

  /** Somebody with a credential that is no session. */
  static Caller of(Actor actor, String address, Supplier<Future<Optional<Actor>>> again) {
    var none = Optional.<MakerSession>empty();
    return new Caller(actor, Optional.empty(), none, Optional.empty(), address, again);
  }

  /** Nobody is signed in; that does not change. */
  static Caller anyone(String address) {
    var nobody = new Actor.Anyone();
    return of(nobody, address, () -> Future.succeededFuture(Optional.of(nobody)));
  }

  /** The same, with the rights of nobody. */
  Caller asAnyone() {
    return anyone(address);
  }

  boolean isSteppedUp(Instant now) {
    return session.filter(each -> each.session().isSteppedUp(now)).isPresent();
  }

  @Override
  public String toString() {
    return "Caller[" + actor.name() + "]";
  }
}
