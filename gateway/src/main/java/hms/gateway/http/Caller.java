package hms.gateway.http;

import hms.domain.Actor;
import hms.domain.access.SignedIn;
import java.time.Instant;
import java.util.Optional;

/**
 * Who calls, and how it was proved.
 *
 * @param session if it is a person who has signed in
 * @param cookie the secret of a session in a browser, which other sites may abuse
 * @param address from which the call comes, as it is counted
 */
public record Caller(
    Actor actor, Optional<SignedIn> session, Optional<String> cookie, String address) {

  /** Somebody with a credential that is no session. */
  static Caller of(Actor actor, String address) {
    return new Caller(actor, Optional.empty(), Optional.empty(), address);
  }

  /** The same, with the rights of nobody. */
  Caller asAnyone() {
    return of(new Actor.Anyone(), address);
  }

  boolean isSteppedUp(Instant now) {
    return session.filter(each -> each.session().isSteppedUp(now)).isPresent();
  }

  @Override
  public String toString() {
    return "Caller[" + actor.name() + "]";
  }
}
