package hms.domain.access;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A session with its person, as both are now.
 *
 * @param seen when the session was used last, to a minute
 */
public record SignedIn(Session session, OfficeUser user, Instant seen) {

  /** What a person has to do before anything else. */
  public enum Duty {
    CHOOSE_PASSWORD,
    ADD_SECOND_FACTOR
  }

  /**
   * What is still to be done; empty as a rule.
   *
   * @param twoFactors roles that need a second factor
   */
  public List<Duty> duties(Set<Role> twoFactors) {
    var duties = new ArrayList<Duty>();
    if (user.passwordOnce()) duties.add(Duty.CHOOSE_PASSWORD);
    boolean demanded = user.roles().stream().anyMatch(twoFactors::contains);
    if (demanded && user.totpSecret() == null) duties.add(Duty.ADD_SECOND_FACTOR);
    return List.copyOf(duties);
  }

  /** The person with the rights of now: until duties are done, those over the own account only. */
  public Actor.Office actor(Set<Role> twoFactors) {
    var may = EnumSet.of(Permission.ACCOUNT_READ, Permission.ACCOUNT_EDIT);
    if (duties(twoFactors).isEmpty()) may.addAll(user.permissions());
    return new Actor.Office(user.oid(), user.email(), may);
  }
}
